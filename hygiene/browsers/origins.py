"""Origins: which site a piece of storage belongs to, whatever the way it is written."""

from __future__ import annotations

from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}


def origin_of(address: str) -> str:
    """`scheme://host` or `scheme://host:port` of a web address; empty for anything else.

    The browser's own pages, extensions and local files are no sites.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
        return ""
    shown = f":{port}" if port and port != _DEFAULT_PORTS[parts.scheme] else ""
    return f"{parts.scheme}://{parts.hostname}{shown}"


def origin_of_name(name: str) -> str:
    """The origin in the name of a file or folder: `https_www.example.com_0`; empty for another.

    A host has no underscore at its ends, and a port of 0 is the scheme's own.
    """
    scheme, _, rest = name.partition("_")
    host, _, port = rest.rpartition("_")
    return origin_of(f"{scheme}://{host}" + (f":{port}" if port not in ("", "0") else ""))


#: Pages that a browser shows of itself in a tab where nobody went anywhere.
_EMPTY_HOSTS = frozenset({"newtab", "new-tab-page", "startpage", "startpageshared", "welcome"})
#: Safari's own pages (RECALLED, 2026).
_EMPTY_SCHEMES = frozenset({"favorites", "topsites", "bookmarks", "history"})
_EMPTY_ABOUT = frozenset({"blank", "home", "newtab", "welcome", "privatebrowsing", ""})


def is_empty_page(address: str) -> bool:
    """Whether a tab that shows `address` shows nothing of anybody."""
    scheme, _, rest = address.partition(":")
    if not rest or scheme == "about":
        return rest.partition("?")[0].partition("#")[0] in _EMPTY_ABOUT
    if scheme in ("http", "https", "file"):
        return False
    if scheme in _EMPTY_SCHEMES:
        return True
    name = rest.lstrip("/").partition("/")[0].partition("?")[0]
    return name in _EMPTY_HOSTS
