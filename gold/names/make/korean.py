"""Romanisations of a Hangul name by the habits in use; written only to make these sets."""

# ruff: noqa: E501 -- tables

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]

RR_I = dict(zip(INITIALS, "g kk n d tt r m b pp s ss - j jj ch k t p h".replace("-", "").split(" "), strict=False))
MR_I = dict(zip(INITIALS, "k kk n t tt r m p pp s ss - ch tch ch' k' t' p' h".replace("-", "").split(" "), strict=False))
KP_I = dict(zip(INITIALS, "k kk n t tt r m p pp s ss - j jj ch kh th ph h".replace("-", "").split(" "), strict=False))
VOICED = {"k": "g", "t": "d", "p": "b", "ch": "j"}
RR_V = dict(
    zip(
        VOWELS,
        [
            "a",
            "ae",
            "ya",
            "yae",
            "eo",
            "e",
            "yeo",
            "ye",
            "o",
            "wa",
            "wae",
            "oe",
            "yo",
            "u",
            "wo",
            "we",
            "wi",
            "yu",
            "eu",
            "ui",
            "i",
        ],
        strict=False,
    )
)
MR_V = dict(
    zip(
        VOWELS,
        [
            "a",
            "ae",
            "ya",
            "yae",
            "ŏ",
            "e",
            "yŏ",
            "ye",
            "o",
            "wa",
            "wae",
            "oe",
            "yo",
            "u",
            "wŏ",
            "we",
            "wi",
            "yu",
            "ŭ",
            "ŭi",
            "i",
        ],
        strict=False,
    )
)
KP_V = dict(
    zip(
        VOWELS,
        [
            "a",
            "ae",
            "ya",
            "yae",
            "o",
            "e",
            "yo",
            "ye",
            "o",
            "wa",
            "wae",
            "oe",
            "yo",
            "u",
            "wo",
            "we",
            "wi",
            "yu",
            "u",
            "ui",
            "i",
        ],
        strict=False,
    )
)
END = {
    "": "",
    "ㄱ": "k",
    "ㄲ": "k",
    "ㄴ": "n",
    "ㄷ": "t",
    "ㄹ": "l",
    "ㅁ": "m",
    "ㅂ": "p",
    "ㅅ": "t",
    "ㅇ": "ng",
    "ㅈ": "t",
    "ㅌ": "t",
}

# Spellings of passports and newspapers, most usual first.
MEDIA = {
    "영": "Young", "철": "Chul Cheol", "성": "Sung", "정": "Jung", "현": "Hyun", "경": "Kyung", "병": "Byung", "명": "Myung",
    "형": "Hyung", "석": "Suk Seok", "선": "Sun", "수": "Soo", "준": "Joon", "훈": "Hoon", "국": "Kook", "길": "Kil", "광": "Kwang",
    "기": "Ki", "규": "Kyu", "은": "Eun", "춘": "Choon", "우": "Woo", "문": "Moon", "희": "Hee", "덕": "Duk", "동": "Dong",
    "태": "Tae", "재": "Jae", "중": "Joong", "주": "Joo", "봉": "Bong", "범": "Bum", "혁": "Hyuk", "여": "Yeo", "섭": "Sup",
    "식": "Sik Shik", "순": "Soon", "욱": "Wook", "웅": "Woong", "평": "Pyung", "택": "Taek", "천": "Chun", "룡": "Ryong Yong",
    "건": "Gun Keon", "구": "Koo", "근": "Geun Keun", "승": "Seung", "원": "Won", "연": "Yeon", "창": "Chang", "장": "Jang", "제": "Je",
    "걸": "Gul", "균": "Kyun", "률": "Ryul Yul", "렬": "Ryul Yeol", "숙": "Sook", "청": "Chung", "후": "Hoo", "두": "Doo", "무": "Moo", "부": "Boo",
}  # fmt: skip
# family: Revised, McCune-Reischauer, DPRK, then passports and newspapers
FAMILY = {
    "김": "Gim Kim Kim Kim", "리": "Yi Ri Ri Lee Rhee", "이": "Yi Yi Ri Lee Rhee", "박": "Bak Pak Pak Park", "최": "Choe Ch'oe Choe Choi",
    "정": "Jeong Chŏng Jong Jung Chung Cheong", "조": "Jo Cho Jo Cho", "장": "Jang Chang Jang Jang Chang", "전": "Jeon Chŏn Jon Jun Chun",
    "강": "Gang Kang Kang Kang", "윤": "Yun Yun Yun Yoon", "한": "Han Han Han Han Hahn", "오": "O O O Oh", "황": "Hwang Hwang Hwang Hwang Whang",
    "백": "Baek Paek Paek Paik Baik", "현": "Hyeon Hyŏn Hyon Hyun", "류": "Ryu Ryu Ryu Ryoo", "유": "Yu Yu Yu Yoo You", "라": "Ra Ra Ra Na",
    "로": "No No Ro Roh Noh", "노": "No No No Roh Noh", "고": "Go Ko Ko Koh", "문": "Mun Mun Mun Moon", "손": "Son Son Son Sohn",
    "민": "Min Min Min Min", "주": "Ju Chu Ju Joo Choo", "구": "Gu Ku Ku Koo", "배": "Bae Pae Pae Bae", "연": "Yeon Yŏn Yon Yeon",
    "태": "Tae T'ae Thae Tae", "자": "Ja Cha Ja Ja", "양": "Yang Yang Yang Yang", "신": "Sin Sin Sin Shin", "서": "Seo Sŏ So Suh Seo",
    "안": "An An An Ahn", "홍": "Hong Hong Hong Hong", "심": "Sim Sim Sim Shim Sim", "송": "Song Song Song Song", "우": "U U U Woo",
    "추": "Chu Ch'u Chu Choo", "임": "Im Im Rim Lim Yim", "림": "Rim Rim Rim Lim Yim", "허": "Heo Hŏ Ho Huh Hur", "권": "Gwon Kwŏn Kwon Kwon",
    "반": "Ban Pan Pan Ban", "위": "Wi Wi Wi Wi", "차": "Cha Ch'a Cha Cha",
}  # fmt: skip


def jamo(syllable: str) -> tuple[str, str, str]:
    code = ord(syllable) - 0xAC00
    return INITIALS[code // 588], VOWELS[code % 588 // 28], FINALS[code % 28]


def plain(text: str) -> str:
    return text.replace("ŏ", "o").replace("ŭ", "u").replace("Ŏ", "O").replace("Ŭ", "U").replace("'", "")


def given(hangul: str, system: str, pick: int = 0) -> list[str]:
    out, before = [], None
    for syllable in hangul:
        initial, vowel, final = jamo(syllable)
        if system == "media" and syllable in MEDIA:
            choices = MEDIA[syllable].split()
            out.append(choices[pick % len(choices)].lower())
        elif system in ("rr", "media"):
            out.append(RR_I[initial] + RR_V[vowel] + END[final])
        elif system == "kp":
            start = KP_I[initial]
            if (before == "" and start == "k") or (before in ("ㅇ", "ㄴ") and start == "k"):
                start = "g"
            out.append(start + KP_V[vowel] + END[final])
        else:
            start = MR_I[initial]
            if before in ("", "ㄴ", "ㄹ", "ㅁ", "ㅇ") and start in VOICED:
                start = VOICED[start]
            if start == "s" and vowel == "ㅟ":
                start = "sh"
            out.append(start + MR_V[vowel] + END[final])
        before = final
    return out


def family(hangul: str, system: str, pick: int = 0) -> str:
    forms = FAMILY[hangul].split()
    if system in ("rr", "mr", "kp"):
        return forms[("rr", "mr", "kp").index(system)]
    return forms[3:][pick % len(forms[3:])]


def latin(hangul: str, system: str, pick: int = 0) -> str:
    """`system`: rr, mr (breves), mrq (apostrophes for breves too, as the UN prints), mrp (without marks), kp, media."""
    base = "mr" if system.startswith("mr") else system
    last, first = family(hangul[0], base, pick), given(hangul[1:], base, pick)
    if base == "kp":
        return " ".join([last, *(x.capitalize() for x in first)])
    name = f"{last} {'-'.join(first).capitalize()}"
    if system == "mrq":
        name = name.replace("ŏ", "o'").replace("ŭ", "u'").replace("Ŏ", "O'").replace("Ŭ", "U'")
    if system == "mrp":
        name = plain(name)
    return name


SOFT = {
    "ㄱ": "k",
    "ㅋ": "k",
    "ㄲ": "k",
    "ㄷ": "t",
    "ㅌ": "t",
    "ㄸ": "t",
    "ㅂ": "p",
    "ㅍ": "p",
    "ㅃ": "p",
    "ㅈ": "c",
    "ㅊ": "c",
    "ㅉ": "c",
    "ㅅ": "s",
    "ㅆ": "s",
}
WIDE = {"ㅓ": "o", "ㅗ": "o", "ㅜ": "o", "ㅡ": "o", "ㅕ": "yo", "ㅛ": "yo", "ㅠ": "yo", "ㅐ": "e", "ㅔ": "e", "ㅖ": "e", "ㅒ": "e", "ㅢ": "ui", "ㅟ": "ui", "ㅣ": "i", "ㅝ": "o"}  # fmt: skip


def coarse(syllable: str) -> tuple[str, str, str]:
    """What two syllables that any Latin spelling could confuse have in common."""
    initial, vowel, final = jamo(syllable)
    start = SOFT.get(initial, initial)
    if initial in "ㄹㄴㅇ" and WIDE.get(vowel, vowel) in ("i", "yo", "e"):
        start = ""
    if vowel == "ㅝ" or (vowel in "ㅜㅗㅓㅡ" and initial == "ㅇ"):
        start = ""
    return start.replace("ㅇ", ""), WIDE.get(vowel, vowel), END[final]
