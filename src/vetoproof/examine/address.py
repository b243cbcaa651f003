"""Parts of an address that may be no address at all: captures come from files and feeds as much as from servers."""

from __future__ import annotations

from urllib.parse import urlsplit


def host(address: str) -> str:
    """The host name in lower case, without "www."; empty where there is none ("file:page.html", "http://[broken")."""
    if "://" not in address:
        return ""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def suffix(address: str) -> str:
    """The ending of the last part of the path, with its dot, in lower case; empty where it has none."""
    try:
        name = urlsplit(address).path.rsplit("/", 1)[-1]
    except ValueError:
        name = address.rsplit("/", 1)[-1]
    return "." + name.rsplit(".", 1)[-1].lower() if "." in name else ""
