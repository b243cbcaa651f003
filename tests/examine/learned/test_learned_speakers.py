"""From words pointed at to a chain: who says it, who relays, and when the rules' chain stays."""

from __future__ import annotations

from judge_for_tests import Said, Told, read, speakers, walked

from vetoproof.examine.learned.speakers import DEEPEST, Links

TEXT = (
    "Soldiers from North Korea died near Kursk. Officials in Oslo told Reuters. The SBU and Tokyo disagreed. "
    "Kim Jong Un, he wrote, is well."
)


def chain(points: dict[str | int, dict[str, list[tuple[str | int | None, float]]]], text: str = TEXT) -> list[str]:
    """The chain of "died" under a judge that points so."""
    said = {word: Said(points=those) for word, those in points.items()}
    said["died"] = Said("casualties", 0.9, points=points.get("died", {}))
    found = read(text, said)
    assert len(found) == 1
    for link in found[0].chain[1:]:
        assert link.span is None or text[link.span.start : link.span.end] == link.span.exact
    return speakers(found[0])


def test_the_source_is_the_speaker_named_at_the_word_pointed_at_with_those_joined_to_it() -> None:
    assert chain({"died": {"source": [("SBU", 0.98)]}}) == ["JP government|UA SBU"]
    assert chain({"died": {"source": [("Reuters", 0.98)]}}) == ["Reuters"]


def test_who_is_named_only_further_down_speaks_where_the_judge_is_surer() -> None:
    assert chain({"died": {"source": [("SBU", 0.8)]}}) == []
    assert chain({"died": {"source": [("SBU", 0.9)]}}) == ["JP government|UA SBU"]


def test_who_is_named_in_the_next_sentence_speaks_where_the_judge_is_sure() -> None:
    assert chain({"died": {"source": [("Reuters", 0.9)]}}) == ["Reuters"]
    assert chain({"died": {"source": [("Reuters", 0.6)]}}) == ["Reuters"]
    assert chain({"died": {"source": [("Reuters", 0.45)]}}) == []


def test_a_relay_stands_before_whom_it_relays() -> None:
    found = chain({"died": {"source": [("Officials", 0.98)]}, "Officials": {"relay": [("Reuters", 0.8)]}})
    assert found[0] == "Reuters"
    assert len(found) == 2


def test_relays_that_point_at_each_other_end() -> None:
    around = {"Officials": {"relay": [("Reuters", 0.9)]}, "Reuters": {"relay": [("Officials", 0.9)]}}
    found = chain({"died": {"source": [("Officials", 0.9)]}, **around})
    assert len(found) == len(set(found)) <= DEEPEST


def test_a_judge_that_is_sure_of_nobody_leaves_only_the_outlet() -> None:
    text = "Soldiers from North Korea died near Kursk, the SBU said."
    said: dict[str | int, Said] = {"died": Said("casualties", 0.9)}
    assert speakers(read(text, said)[0]) != []
    said = {"died": Said("casualties", 0.9, points={"source": [(None, 0.9995)]})}
    assert speakers(read(text, said)[0]) == []


def test_probabilities_are_added_up_over_the_mentions_of_one_speaker() -> None:
    text = "Soldiers from North Korea died near Kursk. Reuters waited. Later Reuters called. Tokyo slept."
    n = text.replace(".", " .").split().index("Tokyo")
    first, second = (i for i, w in enumerate(text.replace(".", " .").split()) if w == "Reuters")
    assert chain({"died": {"source": [(n, 0.02), (first, 0.49), (second, 0.49)]}}, text) == ["Reuters"]


def test_below_half_the_rules_chain_stays() -> None:
    text = "Soldiers from North Korea died near Kursk, the SBU said. Tokyo slept."
    said: dict[str | int, Said] = {"died": Said("casualties", 0.9, points={"source": [("Tokyo", 0.4)]})}
    rules: dict[str | int, Said] = {"died": Said("casualties", 0.9)}
    assert speakers(read(text, said)[0]) == speakers(read(text, rules)[0])


def test_a_word_that_names_nobody_is_no_speaker() -> None:
    assert chain({"died": {"source": [("near", 0.9)]}}) == []


def test_a_pronoun_is_whom_the_judge_takes_it_for_with_its_own_words_as_the_place() -> None:
    text = "Ri Yong Ho arrived. Soldiers from North Korea died near Kursk, he wrote."
    found = read(
        text,
        {
            "died": Said("casualties", 0.9, points={"source": [("he", 0.97)]}),
            "he": Said(points={"same": [("Ho", 0.9)]}),
        },
    )
    assert len(found) == 1
    link = found[0].chain[-1]
    assert "Ri Yong Ho" in link.speaker
    assert link.span is None or text[link.span.start : link.span.end] == link.span.exact


def test_resolving_a_word_leaves_the_pages_history_as_it_was() -> None:
    scene, page, sheet = walked(TEXT)
    before = list(page.chainer.cast.history)
    links = Links(scene, page, sheet)
    opinion = next(iter(Told({}).read(sheet)))
    for word in range(len(sheet.words)):
        links.meant(opinion, word)
    assert page.chainer.cast.history == before


def test_a_body_that_is_only_worked_with_says_nothing() -> None:
    text = "Soldiers from North Korea died near Kursk. The guard said that talks are held together with the SBU."
    assert chain({"died": {"source": [("SBU", 0.98)]}}, text) == []


def test_all_states_of_a_list_pointed_at_speak() -> None:
    text = "Soldiers from North Korea died near Kursk. The United States, South Korea, and Japan announced it."
    assert chain({"died": {"source": [("States", 0.98)]}}, text) == ["JP government|KR government|US government"]


def test_whom_a_pronoun_stands_for_is_weighed_over_all_who_may_be_meant() -> None:
    text = "Ri Yong Ho arrived. Later Ri Yong Ho ate. The SBU slept. Soldiers from North Korea died near Kursk, he wrote."
    words = text.replace(".", " .").replace(",", " ,").split()
    first, second = (i for i, w in enumerate(words) if w == "Ho")
    meant: list[tuple[str | int | None, float]] = [("SBU", 0.4), (first, 0.3), (second, 0.3)]
    assert chain({"died": {"source": [("he", 0.97)]}, "he": {"same": meant}}, text) == ["Ri Yong Ho"]


def test_the_claim_itself_says_whose_name_it_is_where_the_pronoun_leaves_it_open() -> None:
    text = "Ri Yong Ho arrived. The SBU slept. Soldiers from North Korea died near Kursk, he wrote."
    open_: dict[str | int, dict[str, list[tuple[str | int | None, float]]]] = {"he": {"same": [("Ho", 0.5), ("SBU", 0.5)]}}
    for who, name in (("Ho", "Ri Yong Ho"), ("SBU", "UA SBU")):
        assert chain({"died": {"source": [("he", 0.97)], "who": [(who, 0.97)]}, **open_}, text) == [name]


def test_a_pronoun_that_the_rules_leave_nameless_gets_its_name_from_the_judge() -> None:
    text = "Ri Yong Ho arrived. The SBU slept. Soldiers from North Korea died near Kursk, he wrote."
    assert chain({"died": {"source": [("he", 0.6)]}, "he": {"same": [("Ho", 0.9)]}}, text) == ["Ri Yong Ho"]


def test_who_does_what_is_told_does_not_say_it_by_doing_it() -> None:
    text = "As the SBU wrote, Russia fired North Korean missiles at Kharkiv."
    said: dict[str | int, Said] = {"fired": Said("attack", 0.9, points={"source": [("Russia", 0.97)]})}
    assert "RU government" not in speakers(read(text, said)[0])


def test_nobody_goes_before_a_speaker_whom_the_sentence_names_only_where_the_judge_is_sure() -> None:
    text = "Everybody in North Korea is learning Russian, the SBU said."
    for odds, left in ((0.6, ["UA SBU"]), (0.95, [])):
        said: dict[str | int, Said] = {"learning": Said("training", 0.9, points={"source": [(None, odds)]})}
        assert [speakers(c) for c in read(text, said)] == [left]
