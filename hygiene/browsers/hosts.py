"""The host of an address, and nothing more of it."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(address: object) -> str:
    """The host name in lower case, without user, password and port; empty where there is none."""
    if not isinstance(address, str):
        return ""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
