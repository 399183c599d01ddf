"""Names of hosts, in the one spelling in which they can be compared."""

from __future__ import annotations

import re

#: The longest name that the domain name system knows (RFC 1035, 2.3.4).
LONGEST = 253
_NAME = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*", re.ASCII)


def plain(host: str) -> str:
    """The host in lower case and ASCII, without the dots at its ends; empty if it is no host name.

    A cookie's host may begin with a dot, a complete one ends with a dot; accents become `xn--`.
    """
    host = host.removeprefix(".").removesuffix(".")
    if len(host) > LONGEST:
        return ""
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
    host = host.lower()
    return host if len(host) <= LONGEST and _NAME.fullmatch(host) else ""


def below(host: str, domain: str) -> bool:
    """Whether `host` is `domain` or lies below it, label by label; both plain."""
    return host == domain or host.endswith("." + domain)
