"""Sites whose names imitate an official one: from the files of a profile to the report."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hygiene.api import Finding, look_alikes
from hygiene.browsers.profile import Profile
from hygiene.clock import Clock
from hygiene.errors import CannotLook, Reason
from hygiene.model import Severity
from hygiene.services.catalogue import Service
from tests.browsers.databases import database
from tests.browsers.profiles import (
    MORNING,
    NOON,
    NOW,
    SESSION,
    chromium,
    firefox,
    micro,
    webkit,
)
from tests.command import hygiene
from tests.roots import FakeRoot

LOW, MEDIUM = Severity.LOW, Severity.MEDIUM


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "browser" / "Default"
    made.mkdir(parents=True)
    return made


def visit(folder: Path, *pages: tuple[str, datetime]) -> None:
    with database(folder / "History") as made:
        made.create("urls", "visits", "downloads")
        for url, date in pages:
            made.add("urls", url=url, last_visit_time=webkit(date), visit_count=1)


def save(folder: Path, *urls: str, never: int = 0) -> None:
    with database(folder / "Login Data") as made:
        made.create("logins")
        for url in urls:
            made.add("logins", origin_url=url, blacklisted_by_user=never)


def found(profile: Profile) -> dict[tuple[str | None, Severity | None], Finding]:
    return {
        (answer.subject, answer.severity): answer
        for answer in look_alikes(profile)
        if isinstance(answer, Finding)
    }


def test_visited_sites_weigh_little_and_those_with_a_password_more(folder: Path) -> None:
    visit(
        folder,
        ("https://www.ameli.fr/", NOON),
        ("https://ameli-frconnect.fr/a", MORNING),
        ("http://ameli-frconnect.fr/b", NOON),
        ("https://ameli-gouv.com/", MORNING),
        ("https://amendes-gouv.org/", MORNING),
        ("https://amelie-poulain.fr/", MORNING),
    )
    save(folder, "https://ameli-frconnect.fr/login", "https://caf-connexion.info/")
    seen = found(chromium(folder, Clock(NOW, session=SESSION)))
    assert set(seen) == {("ameli", MEDIUM), ("ameli", LOW), ("antai", LOW), ("caf", MEDIUM)}
    saved = seen["ameli", MEDIUM]
    assert (saved.count, saved.names) == (1, ("ameli-frconnect.fr",))
    assert (saved.last, saved.since_session) == (NOON, 1)
    assert seen["ameli", LOW].since_session == 0
    # Never visited, as far as the history goes.
    assert seen["caf", MEDIUM].last is None


def test_a_name_one_letter_off_is_doubted_only_where_a_password_is_saved(folder: Path) -> None:
    visit(folder, ("https://antae.fr/", NOON))
    assert not found(chromium(folder))
    save(folder, "https://antae.fr/")
    assert set(found(chromium(folder))) == {("antai", MEDIUM)}


def test_where_somebody_said_never_no_password_is_saved(folder: Path) -> None:
    save(folder, "https://ameli-gouv.com/", never=1)
    assert not found(chromium(folder))


def test_firefox_is_looked_at_alike(folder: Path) -> None:
    with database(folder / "places.sqlite") as made:
        made.create("moz_places")
        for host, visits in (("servicechronopost.net", 2), ("amendes-gouv.org", 0)):
            made.add(
                "moz_places",
                url=f"https://{host}/",
                rev_host=f"{host[::-1]}.",
                visit_count=visits,
                last_visit_date=micro(NOON),
            )
    (folder / "logins.json").write_text(
        '{"logins": [{"guid": "1", "hostname": "https://xn--vrification-ameli-btb.com"}]}'
    )
    seen = found(firefox(folder))
    assert set(seen) == {("chronopost", LOW), ("ameli", MEDIUM)}
    assert seen["chronopost", LOW].last == NOON


def test_since_leaves_out_older_visits_and_tells_that_others_have_no_date(folder: Path) -> None:
    visit(folder, ("https://ameli-gouv.com/", MORNING))
    save(folder, "https://caf-connexion.info/")
    answers = list(look_alikes(chromium(folder, Clock(NOW, since=SESSION))))
    assert [a.reason for a in answers if isinstance(a, CannotLook)] == [Reason.NOT_RECORDED]
    assert len(answers) == 1


def test_what_may_not_be_named_is_not_told_by_what_it_imitates(folder: Path) -> None:
    visit(folder, ("https://ameli-gouv.com/", MORNING), ("https://amendes-gouv.org/", NOON))
    seen = found(chromium(folder, Clock(NOW, session=SESSION, names_from=SESSION)))
    assert set(seen) == {(None, LOW), ("antai", LOW)}
    assert seen[None, LOW].names == ()


def test_a_site_that_the_keeper_added_is_not_doubted(folder: Path) -> None:
    visit(folder, ("https://www.ameli-accompagnement.fr/", NOON))
    profile = chromium(folder)
    assert set(found(profile)) == {("ameli", LOW)}
    known = Service("desk", {"fr": "x", "en": "x"}, "added", domains=("ameli-accompagnement.fr",))
    profile.installation.home.machine.services = (known,)
    assert not found(profile)


def test_what_cannot_be_read_is_told_each_file_once(folder: Path) -> None:
    (folder / "History").write_bytes(b"no database" * 100)
    (folder / "Login Data").write_bytes(b"no database" * 100)
    causes = [a for a in look_alikes(chromium(folder)) if isinstance(a, CannotLook)]
    assert [(c.reason, c.source) for c in causes] == [
        (Reason.DAMAGED, "Login Data"),
        (Reason.DAMAGED, "History"),
    ]


# --- the whole way -------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = FakeRoot(tmp_path, disk=False)
    profile = root.home().chromium().path
    (profile / "Preferences").write_text("{}")
    now = datetime.now(UTC)
    visit(profile, ("https://ameli-gouv.com/", now), ("https://securite-gouv.com/", now))
    save(profile, "https://ameli-gouv.com/")
    return tmp_path


def told(home: Path, *words: str) -> dict[str, Any]:
    ran = hygiene("check", "--root", home, "--only", "look-alike-sites", "-f", "json", *words)
    (check,) = ran.report["checks"]
    assert isinstance(check, dict)
    return check


def test_the_report_gives_the_address_to_type_and_speaks_of_no_fraud(home: Path) -> None:
    check = told(home, "--lang", "fr")
    imitated, state = check["findings"]
    assert imitated["subject"] == "ameli"
    assert imitated["severity"] == "medium"
    assert imitated["message"] == ("Chrome garde la trace d'un site dont le nom ressemble à ameli.")
    assert (state["subject"], state["severity"]) == (None, "low")
    steps = {a["subject"]: a["steps"][0] for a in check["advice"]}
    assert "tapez vous-même l'adresse" in steps["ameli"]
    assert steps["ameli"].endswith("ameli.fr")
    assert steps[None].endswith(".gouv.fr")
    assert "fraude" not in str(check).lower().replace("fraude-", "")


def test_weights_are_the_same_on_ones_own_computer(home: Path) -> None:
    findings = told(home, "--own-computer")["findings"]
    assert [f["severity"] for f in findings] == ["medium", "low"]


def test_without_names_neither_site_nor_service_is_told(home: Path) -> None:
    ran = hygiene("check", "--root", home, "--format", "json", "--no-names", "--lang", "fr")
    check = next(c for c in ran.report["checks"] if c["id"] == "look-alike-sites")
    assert [f["subject"] for f in check["findings"]] == [None, None]
    assert "ameli" not in ran.out
    lines = hygiene("check", "--root", home, "--format", "jsonl").out
    assert "ameli" not in lines


def test_the_screen_names_the_site(home: Path) -> None:
    ran = hygiene("check", "--root", home, "--only", "look-alike-sites", "--lang", "fr")
    said = " ".join(ran.out.split())
    assert (
        "À FAIRE Chrome garde la trace d'un site dont le nom ressemble à ameli : ameli-gouv.com."
        in said
    )
    assert "PRUDENCE" in said
