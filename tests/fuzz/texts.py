"""Names and texts that people and sites choose: addresses, files, what was typed, settings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hygiene.browsers.account import masked
from hygiene.browsers.hosts import host_of
from hygiene.browsers.origins import is_empty_page, origin_of, origin_of_name
from hygiene.clock import moment
from hygiene.commandline.usage import sentence
from hygiene.config.options import options
from hygiene.errors import UsageError
from hygiene.files.naming import ending, paper, sort
from hygiene.files.passwords import is_list
from hygiene.files.places import is_one_thing, is_shortcut, is_shown
from hygiene.files.risky import pretends
from hygiene.identity.recognizing import recognized
from hygiene.lookalike.likeness import likeness
from hygiene.passwords.rating import About, faults
from hygiene.render.escape import harmless, markdown
from hygiene.services.catalogue import services
from hygiene.services.ignoring import is_ignored
from hygiene.services.matching import Matcher
from hygiene.services.traces import Paths, bare_host, page_trace
from tests.fuzz.parser import OnDisk, Parser
from tests.settings import surroundings

_SERVICES = Matcher(services())
_ABOUT = About(("alice",), ("ameli",), date(2026, 11, 23))


def _text(data: bytes) -> str:
    """With every sign that a file's name or JSON can bring in, half pairs of UTF-16 among them."""
    return data.decode("utf-8", "surrogateescape")


def _address(data: bytes) -> object:
    text = _text(data)
    host = host_of(text) or bare_host(text)
    matched = _SERVICES.of_host(host)
    return (
        host,
        origin_of(text),
        origin_of_name(text),
        is_empty_page(text),
        matched and matched.id,
        likeness(host),
        likeness(host, password=True),
        page_trace(Paths(host, ("/mon-compte",), ("/logout",)), [(text, 1.0)], moment),
        is_ignored(text),
        masked(text),
    )


def _file_name(data: bytes) -> object:
    name = _text(data)
    return (
        paper(name),
        sort(name),
        ending(name),
        is_list(name),
        pretends(name),
        is_shown(name),
        is_shortcut(name),
        is_one_thing(name),
        harmless(name),
        markdown(harmless(name)),
    )


def _typed(data: bytes) -> object:
    beside, _, value = _text(data).partition("\n")
    return recognized(value, beside)


def _password(data: bytes) -> object:
    return faults(_text(data)[:200], _ABOUT)


def _settings(base: Path) -> object:
    try:
        found = options({}, surroundings(base))
    except UsageError as error:
        return [sentence(error, language) for language in ("fr", "en")]
    return found.lang, len(found.services), found.accepted


_CONFIG = b"""lang = "fr"
place = "public-terminal"
[check]
timeout = 9.5
[[services]]
id = "library"
name = "M"
hosts = ["compte.bourg.example"]
session_cookies = ["S*"]
[[accepted]]
check = "wifi"
kind = "wifi-network"
why = "x"
until = 2027-01-01
"""

TEXTS: dict[str, Parser] = {
    "address": Parser(
        _address,
        (
            b"https://ameli-gouv.com:8080/mon-compte?x#y",
            b"https://xn--amli-bpa.fr/deconnexion",
            "https://caisse-dépargne.fr.exa\u043cple/".encode(),
            b"https_www.example.com_0",
            b"a@b.fr",
        ),
    ),
    "file-name": Parser(
        _file_name, (b"AvisImposition2026.pdf", "Carte d'identité.pdf.exe".encode(), b"mdp.txt")
    ),
    "typed": Parser(
        _typed,
        (
            b"nir\n1 84 12 76 451 089 46",
            b"x\nFR76 3000 6000 0112 3456 7890 189",
            b"carte\n4111 1111 1111 1111 12/28",
        ),
    ),
    "password": Parser(_password, (b"Bonjour123!", "sept mots tirés au sort".encode())),
    "config.toml": Parser(OnDisk("etc/config.toml", _settings), (_CONFIG,)),
}
