"""Who is still logged in: from the files of a profile to the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from hygiene.api import Finding, services_left
from hygiene.browsers.database import ask
from hygiene.browsers.profile import Profile
from hygiene.clock import Clock
from hygiene.config.options import options
from hygiene.errors import CannotLook, Reason
from hygiene.inspection import inspect
from hygiene.render import render
from hygiene.services.catalogue import Mark, Service
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION, chromium, webkit
from tests.browsers.visits import keep, visit
from tests.command import hygiene
from tests.settings import surroundings

NEVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
KINDS = ("open-session", "trusted-device", "visited-service")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "browser" / "Default"
    made.mkdir(parents=True)
    return made


def log_in(folder: Path) -> None:
    keep(folder, "assure.ameli.fr", "mod_auth_openidc_session")


def found(profile: Profile) -> dict[tuple[str, str | None], Finding]:
    return {
        (kind, answer.subject): answer
        for kind in KINDS
        for answer in services_left(profile, kind)
        if isinstance(answer, Finding)
    }


def causes(profile: Profile, kind: str) -> list[tuple[Reason, str]]:
    return [
        (answer.reason, answer.source)
        for answer in services_left(profile, kind)
        if isinstance(answer, CannotLook)
    ]


def test_a_cookie_without_an_end_ends_in_every_time_zone(folder: Path) -> None:
    """31 December 9999, as many sites once wrote, is the year 10000 in Paris already."""
    keep(folder, "assure.ameli.fr", "mod_auth_openidc_session", lasting=True)
    with database(folder / "Cookies") as made:
        made.execute(f"update cookies set expires_utc = {webkit(NEVER)}")
    paris = NOW.astimezone(timezone(timedelta(hours=1)))
    (session,) = found(chromium(folder, Clock(paris))).values()
    assert str(session.facts["ends"]).startswith("9999")


def test_one_finding_a_service_with_its_name_its_dates_and_its_end(folder: Path) -> None:
    log_in(folder)
    keep(folder, ".ameliconnect.ameli.fr", "AMWebSSOv2", MORNING)
    keep(folder, "ameliconnect.ameli.fr", "trustConnect0", lasting=True)
    visit(folder, "https://www.caf.fr/")
    seen = found(chromium(folder, Clock(NOW, session=SESSION)))
    assert set(seen) == {
        ("open-session", "ameli"),
        ("trusted-device", "ameli"),
        ("visited-service", "caf"),
    }
    session = seen["open-session", "ameli"]
    assert (session.count, session.names, session.since_session) == (1, ("ameli",), 1)
    assert (session.first, session.last) == (MORNING, NOON)
    assert session.facts == {"certainty": "known", "ends": "next-start"}
    assert seen["trusted-device", "ameli"].facts["ends"] == "2031-01-01"


def test_since_leaves_out_what_is_older(folder: Path) -> None:
    log_in(folder)
    keep(folder, "app.franceconnect.gouv.fr", "fc_session_id", MORNING)
    assert set(found(chromium(folder, Clock(NOW, since=SESSION)))) == {("open-session", "ameli")}


def test_on_a_public_terminal_only_what_dates_from_the_session_is_named(folder: Path) -> None:
    log_in(folder)
    keep(folder, "app.franceconnect.gouv.fr", "fc_session_id", MORNING)
    seen = found(chromium(folder, Clock(NOW, session=SESSION, names_from=SESSION)))
    assert set(seen) == {("open-session", "ameli"), ("open-session", None)}
    assert seen["open-session", None].names == ()


def test_a_service_that_the_keeper_added_is_judged_like_any_other(folder: Path) -> None:
    keep(folder, "lecteurs.mediatheque.fr", "carte")
    profile = chromium(folder)
    profile.installation.home.machine.services = (
        Service(
            "mediatheque",
            {"fr": "Médiathèque", "en": "Library"},
            "culture",
            ("lecteurs.mediatheque.fr",),
            ("mediatheque.fr",),
            (Mark("carte"),),
            confidence="high",
        ),
    )
    assert found(profile)["open-session", "mediatheque"].names == ("Médiathèque",)


# --- Windows with the browser open: Cookies is opened without sharing ----------------------------


@pytest.fixture
def locked() -> Iterator[None]:
    """Windows' answer to whoever opens the cookies of a running Chromium."""

    def refuse(tree: Any, path: str, *more: Any, source: str, **named: Any) -> Any:  # noqa: ANN401
        if path.endswith("Default/Cookies"):
            raise CannotLook(Reason.LOCKED, source)
        return ask(tree, path, *more, source=source, **named)

    with patch("hygiene.browsers.database.ask", refuse):
        yield


@pytest.mark.usefixtures("locked")
def test_locked_cookies_leave_the_history_to_speak_and_are_never_clean(folder: Path) -> None:
    log_in(folder)
    visit(folder, "https://assure.ameli.fr/PortailAS/accueil.do")
    visit(folder, "https://cfspart.impots.gouv.fr/monprofil-webapp/", MORNING)
    visit(folder, "https://cfspart.impots.gouv.fr/deconnexion", NOON)
    profile = chromium(folder)
    seen = found(profile)
    assert set(seen) == {("open-session", "ameli"), ("visited-service", "impots")}
    assert seen["open-session", "ameli"].facts == {"certainty": "probable", "from_history": True}
    for kind in KINDS:
        assert causes(profile, kind) == [(Reason.LOCKED, "Cookies")]


def test_a_damaged_history_is_told_of_the_visits_only(folder: Path) -> None:
    (folder / "History").write_bytes(b"no database at all" * 100)
    profile = chromium(folder)
    assert causes(profile, "open-session") == []
    assert causes(profile, "visited-service") == [(Reason.DAMAGED, "History")]


# --- the whole way -------------------------------------------------------------------------------


@pytest.fixture
def home(tmp_path: Path) -> Path:
    profile = tmp_path / ".config/google-chrome/Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text("{}")
    # A moment ago, as the command has its own clock.
    keep(profile, "assure.ameli.fr", "mod_auth_openidc_session", datetime.now(MORNING.tzinfo))
    visit(profile, "https://www.caf.fr/", datetime.now(MORNING.tzinfo) - timedelta(days=1))
    return tmp_path


def told(home: Path, *words: str) -> dict[str, Any]:
    report = hygiene("check", "--root", home, "--only", "open-sessions", "--format", "json", *words)
    assert "canari" not in report.out
    (check,) = report.report["checks"]
    assert isinstance(check, dict)
    return check


def test_the_report_names_the_service_and_tells_how_to_leave_it(home: Path) -> None:
    check = told(home, "--lang", "fr")
    session = next(f for f in check["findings"] if f["kind"] == "open-session")
    assert session["subject"] == "ameli"
    assert session["message"] == "Vous êtes sans doute encore connecté au compte ameli (Chrome)."
    advice = next(a for a in check["advice"] if a["kind"] == "open-session")
    assert (advice["gesture"], advice["subject"]) == ("log-out", "ameli")
    first, then = (step.replace("\u00a0", " ") for step in advice["steps"])
    assert first.startswith("Sur ameli.fr, cliquez sur « Déconnexion », en haut à droite. Si vous")
    assert first.endswith("déconnectez-vous aussi de FranceConnect.")
    assert then == "Ensuite seulement, effacez le reste : Ctrl + Maj + Suppr"


def test_without_names_no_service_is_told(home: Path) -> None:
    ran = hygiene("check", "--root", home, "--format", "json", "--no-names", "--lang", "fr")
    for word in ("ameli", "caf", "CAF"):
        assert word not in ran.out
    check = next(c for c in ran.report["checks"] if c["id"] == "open-sessions")
    assert "Quelqu'un est sans doute encore connecté à 1 compte (Chrome)." in [
        f["message"] for f in check["findings"]
    ]


KEEPER = """
lang = "fr"

[[services]]
id = "library"
name = "Médiathèque"
hosts = ["compte.bourg.example"]
session_cookies = ["CARTE"]
trust_cookies = ["APPAREIL"]
secret_word = "numéro de lecteur"
logout_where = "« Quitter »\\u001b[31m, en bas"
official_address = "https://compte.bourg.example/"
next_person = "La personne suivante pourrait emprunter à votre place."
"""


def test_the_keeper_s_words_about_a_service_reach_the_sentence_and_the_steps(
    home: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    for name in ("CARTE", "APPAREIL"):
        keep(home / ".config/google-chrome/Default", "compte.bourg.example", name, MORNING)
    around = surroundings(tmp_path_factory.mktemp("settings"), KEEPER)
    asked = options({"root": str(home), "only": ("open-sessions",)}, around)
    report, checks = inspect(asked, now=around.now)
    for format_name in ("markdown", "json"):
        said = render(format_name, report, checks, "fr", verbose=True)
        said = said.replace("\\\\", "\\").replace("\\\\", "\\").replace("\u00a0", " ")
        assert "Sur compte.bourg.example, cliquez sur « Quitter »\\u001b" in said
        assert "compte Médiathèque : votre numéro de lecteur suffit (Chrome)" in said
    told = render("terminal", report, checks, "fr", verbose=True, plain=True)
    # An account and a code that it no longer asks for: the next person gets in once.
    assert told.count("La personne suivante pourrait emprunter") == 1
