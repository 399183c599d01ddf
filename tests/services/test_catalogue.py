"""The catalogue of services can be met, and can be read."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest

from hygiene.data import load
from hygiene.services.catalogue import (
    CONFIDENCES,
    FILES,
    PACKAGE,
    STORES,
    TEXTS,
    Mark,
    Service,
    mark,
    services,
)
from hygiene.services.ignoring import is_ignored
from hygiene.services.matching import Matcher
from hygiene.services.validate import covered, problems
from hygiene.texts.validate import template

ALL = services()
by_service = pytest.mark.parametrize("service", ALL, ids=[service.id for service in ALL])
#: What the built-in files may say of a service.
KEYS = {
    *("name", "category", "hosts", "domains", "elsewhere", "confidence", "official_address"),
    *("session_cookies", "trust_cookies", "anonymous_cookies", "account_paths", "logout_paths"),
    *TEXTS,
}


def test_every_file_of_the_catalogue_is_read() -> None:
    names = {file.name for file in files(PACKAGE).iterdir()}
    assert {name for name in names if name.endswith(".toml")} == {f"{file}.toml" for file in FILES}


def test_no_service_is_described_twice_and_none_was_lost() -> None:
    ids = [id for file in FILES for id in load(PACKAGE, f"{file}.toml")]
    assert not [id for id, count in Counter(ids).items() if count > 1]
    assert len(ALL) == len(ids) == 108


@pytest.mark.parametrize("file", FILES)
def test_every_key_is_one_that_is_read(file: str) -> None:
    rows = load(PACKAGE, f"{file}.toml")
    assert not {f"{id}.{key}" for id, row in rows.items() for key in row.keys() - KEYS}


@by_service
def test_a_service_can_be_met(service: Service) -> None:
    assert list(problems(service)) == []
    assert service.hosts or service.domains
    assert [host for host in service.hosts if not covered(host, service)] == []


@by_service
def test_its_words_from_a_closed_list_are_of_that_list(service: Service) -> None:
    assert service.confidence in CONFIDENCES
    assert set(service.elsewhere) <= set(STORES)
    assert re.fullmatch("[a-z]+(-[a-z]+)*", service.category)


@by_service
def test_names_that_tell_a_login_have_a_confidence_and_no_others_have(service: Service) -> None:
    assert bool(service.session or service.trusted) == (service.confidence != "none")


@by_service
def test_a_cookie_tells_one_thing_only(service: Service) -> None:
    marks = [*service.session, *service.trusted, *service.anonymous]
    names = [made.name for made in marks]
    assert len(names) == len(set(names))
    # One with an open end would swallow a longer name that tells something else.
    for made in marks:
        others = [other for other in marks if other is not made]
        assert not [other for other in others if made.fits(other.name, other.host or "x.fr")]


@by_service
def test_its_hosts_lead_to_it_and_so_do_its_domains(service: Service) -> None:
    matcher = Matcher(ALL)
    for host in (*service.hosts, *service.domains):
        assert matcher.of_host(host) is service
        assert matcher.of_host(f".{host}") is service
        assert matcher.of_host(f"deep.below.{host}") is service


def test_no_host_and_no_domain_has_two_owners() -> None:
    for names in ([h for s in ALL for h in s.hosts], [d for s in ALL for d in s.domains]):
        assert not [name for name, count in Counter(names).items() if count > 1]


@by_service
def test_its_texts_are_said_in_both_languages(service: Service) -> None:
    for key in TEXTS:
        words = getattr(service, key)
        if words is not None:
            assert list(template(key, words, frozenset())) == []
            assert not re.search(r"[’]| [:;!?»]|«(?!\u00a0)|(?<!\u00a0)»", words["fr"])
            assert all(text.encode("cp850") and text == text.strip() for text in words.values())
    sentence = service.next_person
    assert sentence is None or all(text.endswith(".") for text in sentence.values())


@pytest.mark.parametrize("id", ["ameli", "franceconnect", "impots", "caf", "france_travail"])
def test_the_first_services_have_the_words_that_advice_needs(id: str) -> None:
    service = next(service for service in ALL if service.id == id)
    assert service.secret_word
    assert service.logout_where
    assert service.official_address
    assert service.next_person
    # Nobody downloads anything at FranceConnect.
    assert (service.documents is None) == (id == "franceconnect")


def test_ameli_is_never_said_to_have_a_password() -> None:
    ameli = next(service for service in ALL if service.id == "ameli")
    texts = [text for key in TEXTS for text in (getattr(ameli, key) or {}).values()]
    assert "code personnel" in texts
    assert not [text for text in texts if re.search("mot de passe|password", text)]


def test_login_names_are_on_public_lists_of_noise_so_they_are_asked_first() -> None:
    anonymous = {m.name for service in ALL for m in service.anonymous}
    assert is_ignored("JSESSIONID")
    assert "JSESSIONID" in anonymous
    # No list of ours holds a name that tells a log-in.
    login = {m.name for s in ALL for m in (*s.session, *s.trusted)}
    assert not [name for name in login if is_ignored(name)]


# --- the keeper's own -----------------------------------------------------------------------------

TOWN = Service("town", {"fr": "Ma ville", "en": "My town"}, "added", domains=("town.example",))


def test_an_added_service_comes_last_and_one_with_a_known_id_takes_its_place() -> None:
    other = TOWN._replace(id=ALL[3].id)
    found = services([TOWN, other])
    assert len(found) == len(ALL) + 1
    assert found[-1] is TOWN
    assert found[3] is other


def test_of_two_added_services_with_one_id_the_last_counts() -> None:
    later = TOWN._replace(category="later")
    assert services([TOWN, later])[-1] is later


# --- marks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "host", "fits"),
    [
        ("SID", "SID", "mail.google.com", True),
        ("SID", "sid", "mail.google.com", False),
        ("SID", "SIDCC", "mail.google.com", False),
        ("NAVID-*", "NAVID-1234", "particuliers.sg.fr", True),
        ("NAVID-*", "NAVI", "particuliers.sg.fr", False),
        ("NAVID-*", "XNAVID-1", "particuliers.sg.fr", False),
        ("a@x.example.fr", "a", "x.example.fr", True),
        ("a@x.example.fr", "a", ".X.example.fr", True),
        ("a@x.example.fr", "a", "y.x.example.fr", False),
        ("a@x.example.fr", "a", "example.fr", False),
        ("a@.example.fr", "a", "example.fr", True),
        ("a@.example.fr", "a", ".deep.example.fr.", True),
        ("a@.example.fr", "a", "badexample.fr", False),
        ("a@.example.fr", "a", "example.fr.evil.com", False),
        ("a@x.example.fr", "a", "", False),
        ("a", "", "x.example.fr", False),
    ],
)
def test_a_mark_fits_its_name_on_its_host(text: str, name: str, host: str, fits: bool) -> None:
    assert mark(text).fits(name, host) is fits


def test_a_mark_is_written_with_its_host_behind() -> None:
    assert mark("a@.b.fr") == Mark("a", ".b.fr")
    assert mark("__Host-a") == Mark("__Host-a")
