"""A host belongs to a service by its labels, whatever surrounds them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from publicsuffixlist import PublicSuffixList

from hygiene.services.catalogue import Service, services
from hygiene.services.hostname import LONGEST, plain
from hygiene.services.matching import Matcher
from hygiene.services.suffixes import public_suffix

ALL = services()
MATCHER = Matcher(ALL)
NAMES = sorted({name for service in ALL for name in (*service.hosts, *service.domains)})
LABEL = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?", fullmatch=True)
WHOLE = PublicSuffixList()
ENDINGS = sorted({domain for service in ALL for domain in service.domains})


def named(host: str) -> str | None:
    found = MATCHER.of_host(host)
    return found.id if found else None


def service(id: str, *domains: str, hosts: tuple[str, ...] = ()) -> Service:
    return Service(id, {"fr": id, "en": id}, "added", hosts, domains)


@pytest.mark.parametrize(
    ("host", "id"),
    [
        ("assure.ameli.fr", "ameli"),
        (".ameliconnect.ameli.fr", "ameli"),
        ("www.ameli.fr", "ameli"),
        ("ameli.fr", "ameli"),
        ("AMELI.FR.", "ameli"),
        ("espacepro.ameli.fr", "amelipro"),
        ("x.espacepro.ameli.fr", "amelipro"),
        ("ameli.fr.evil.com", None),
        ("evil-ameli.fr", None),
        ("ameli.fr-evil.com", None),
        ("xameli.fr", None),
        ("ameli.com", None),
        ("fr", None),
        ("gouv.fr", None),
        ("impots.gouv.fr", "impots"),
        ("cfspart.impots.gouv.fr", "impots"),
        ("impots-gouv.fr", None),
        ("impots.gouv.fr.verif.com", None),
        ("demarche.numerique.gouv.fr", "demarche_numerique"),
        ("numerique.gouv.fr", None),
        ("tchap.numerique.gouv.fr", None),
        ("interieur.gouv.fr", None),
        ("www.rdv-prefecture.interieur.gouv.fr", "rdv_prefecture"),
        ("administration-etrangers-en-france.interieur.gouv.fr", "anef"),
        ("educonnect.education.gouv.fr", "educonnect"),
        ("www.education.gouv.fr", None),
        ("www.cesu.urssaf.fr", "cesu"),
        ("mon.urssaf.fr", "urssaf"),
        ("mobile.free.fr", "free_mobile"),
        ("zimbra.free.fr", "free_mail"),
        ("somebody.free.fr", None),
        ("lidentitenumerique.laposte.fr", "identite_numerique_laposte"),
        ("www.laposte.fr", "laposte"),
        ("www.laposte.net", "laposte_mail"),
        ("messagerie.orange.fr", "orange_mail"),
        ("orange.fr", "orange"),
        ("mabanque.bnpparibas", "bnp_paribas"),
        ("other.bnpparibas", None),
        ("0000001a.index-education.net", "pronote"),
        ("www.google.com", "google"),
        ("google.evil", None),
        ("", None),
        (".", None),
        ("..ameli.fr", None),
        ("ameli..fr", None),
        ("ameli.fr..", None),
        ("www ameli.fr", None),
        ("user@ameli.fr", None),
        ("ameli.fr:443", None),
        ("ameli.fr/evil", None),
        ("evil.com/ameli.fr", None),
        ("evil.com\\.ameli.fr", None),
        ("evil.com\x00.ameli.fr", None),
        ("evil.com\n.ameli.fr", None),
        ("127.0.0.1", None),
        ("[::1]", None),
        ("vérification-ameli.com", None),
        ("xn--vrification-ameli-btb.com", None),
        ("аmeli.fr", None),  # a Cyrillic first letter
        ("\ud800.ameli.fr", None),
    ],
)
def test_a_host_is_told_by_its_labels(host: str, id: str | None) -> None:
    assert named(host) == id


@given(st.sampled_from(NAMES), st.lists(LABEL, min_size=1, max_size=4))
def test_no_name_behind_a_service_makes_a_host_its_own(name: str, behind: list[str]) -> None:
    host = ".".join([name, *behind])
    assume(not host.endswith(tuple(f".{ending}" for ending in ENDINGS)))
    assert named(host) is None
    assert named(f".{host}.") is None


@given(st.sampled_from(NAMES), st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True))
def test_no_letters_before_a_service_make_a_host_its_own(name: str, letters: str) -> None:
    host = letters + name
    expected = [e for e in ENDINGS if host == e or host.endswith(f".{e}")]
    assert (named(host) is not None) == bool(expected)


@given(st.text(max_size=60), st.sampled_from(NAMES), st.text(max_size=60))
@example("evil.com?", "ameli.fr", "")
@example("evil.com#", "ameli.fr", "")
def test_whatever_surrounds_a_name_only_whole_labels_count(
    before: str, name: str, behind: str
) -> None:
    host = plain(before + name + behind)
    found = named(before + name + behind)
    assert (found is not None) == any(host == e or host.endswith(f".{e}") for e in ENDINGS)


@given(st.text(max_size=300))
def test_a_plain_name_stays_as_it_is(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert once == once.lower()
    assert once.isascii()
    assert len(once) <= LONGEST


@pytest.mark.parametrize("text", ["a" * 100_000, "a." * 100_000, "é" * 100_000, "." * 100_000])
def test_an_endless_name_is_nobodys(text: str) -> None:
    assert named(text) is None


def test_accents_are_compared_as_browsers_keep_them() -> None:
    town = service("town", "xn--mairie-vry-h7a.example")
    assert Matcher([town]).of_host("www.mairie-évry.example") is town
    assert Matcher([town]).of_host("WWW.MAIRIE-ÉVRY.example") is town


def test_its_own_host_comes_before_anybodys_domain_and_the_longest_domain_first() -> None:
    wide, narrow = service("wide", "example.fr"), service("narrow", "b.example.fr")
    exact = service("exact", hosts=("a.b.example.fr",))
    matcher = Matcher([exact, narrow, wide])
    assert matcher.of_host("a.b.example.fr") is exact
    assert matcher.of_host("x.a.b.example.fr") is narrow
    assert matcher.of_host("c.example.fr") is wide


def test_of_two_that_claim_a_name_the_later_one_has_it() -> None:
    first, second = service("first", "example.fr"), service("second", "example.fr")
    assert Matcher([first, second]).of_host("www.example.fr") is second


def test_a_name_that_is_lent_below_a_domain_is_somebody_elses() -> None:
    # The public suffix list has the stores of Amazon's cloud among the names lent to everybody.
    lender = service("lender", "github.io", "amazonaws.com")
    matcher = Matcher([lender])
    assert public_suffix("bucket.s3.amazonaws.com") == "s3.amazonaws.com"
    assert matcher.of_host("bucket.s3.amazonaws.com") is None
    assert matcher.of_host("deep.bucket.s3.amazonaws.com") is None
    assert matcher.of_host("s3.amazonaws.com") is lender
    assert matcher.of_host("console.eu.amazonaws.com") is lender


@pytest.mark.parametrize(
    ("host", "suffix"),
    [
        ("www.impots.gouv.fr", "gouv.fr"),
        ("www.ameli.fr", "fr"),
        ("mabanque.bnpparibas", "bnpparibas"),
        ("bob.github.io", "github.io"),
        ("www.city.kawasaki.jp", "kawasaki.jp"),
        ("a.b.other.kawasaki.jp", "other.kawasaki.jp"),
        ("a.xn--55qx5d.cn", "xn--55qx5d.cn"),
        ("a.xn--p1ai", "xn--p1ai"),
        ("intranet", ""),
        ("printer.local", ""),
        ("192.168.1.10", ""),
        ("", ""),
    ],
)
def test_a_public_suffix_is_found_as_in_the_whole_list(host: str, suffix: str) -> None:
    assert public_suffix(host) == suffix


@given(st.lists(LABEL, min_size=1, max_size=4), st.sampled_from(["fr", "jp", "com", "io", "zz"]))
def test_part_of_the_list_answers_as_the_whole(labels: list[str], top: str) -> None:
    host = ".".join([*labels, top])
    assert public_suffix(host) == (WHOLE.publicsuffix(host, accept_unknown=False) or "")


def test_the_list_is_not_read_for_the_hosts_that_people_visit() -> None:
    code = (
        "import sys; from hygiene.services.catalogue import services;"
        "from hygiene.services.matching import Matcher; m = Matcher(services());"
        "hosts = 'assure.ameli.fr www.google.com .google.com news.example.org a.b.c.d.fr'.split();"
        "print([s and s.id for s in map(m.of_host, hosts)], 'publicsuffixlist' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['ameli', 'google', 'google', None, None] False"
