"""Pages of a host: only the kinds of pages and their dates remain of addresses."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hygiene.browsers.counting import SECONDS
from hygiene.services.traces import PageTrace, Paths, bare_host, page_trace
from tests.browsers.profiles import MORNING, NOON, second

ASKED = Paths("a.fr", ("/PortailAS",), ("/fermer",))


def traced(rows: list[tuple[str, datetime | None]]) -> PageTrace | None:
    raw = [(address, second(date) if date else None) for address, date in rows]
    return page_trace(ASKED, raw, SECONDS.read)


def seen(path: str) -> PageTrace | None:
    return traced([(f"https://a.fr{path}", NOON)])


@pytest.mark.parametrize(
    "path",
    [
        *("/PortailAS", "/PortailAS/", "/portailas/accueil", "/PortailAS;j=1", "/PortailAS?x=1"),
        *("/mon-compte/profil", "/fr/espace-client", "/account", "/moncompte"),
    ],
)
def test_pages_of_an_account(path: str) -> None:
    assert seen(path) == PageTrace("a.fr", NOON, account=NOON)


@pytest.mark.parametrize(
    "path",
    [
        *("/fermer", "/deconnexion", "/compte/logout", "/api/v1/logout", "/Logout", "/logoff.owa"),
        *("/sign-out.html", "/PortailAS/seDeconnecter", "/user/sign_out/signout"),
    ],
)
def test_pages_that_log_out(path: str) -> None:
    assert seen(path) == PageTrace("a.fr", NOON, log_out=NOON)


@pytest.mark.parametrize(
    "path", ["/", "/PortailASX", "/comptes-rendus", "/?next=/logout", "/x#/logout", "/blogouts"]
)
def test_other_pages(path: str) -> None:
    assert seen(path) == PageTrace("a.fr", NOON)


def test_the_last_visits_count() -> None:
    rows: list[tuple[str, datetime | None]] = [
        ("https://a.fr/", NOON),
        ("https://a.fr/PortailAS", MORNING),
        ("https://a.fr/logout", None),
    ]
    assert traced(rows) == PageTrace("a.fr", NOON, account=MORNING)


def test_a_host_without_pages_leaves_no_trace() -> None:
    assert traced([]) is None


@given(st.text(max_size=80))
def test_any_address_can_be_asked_about(address: str) -> None:
    found = traced([(address, NOON)])
    assert found is not None
    assert found.last == NOON


def test_the_dot_of_a_cookie_s_host_is_no_part_of_it() -> None:
    assert bare_host(".Ameli.FR") == "ameli.fr"
