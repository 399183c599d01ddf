"""The computer's session, as people read of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("logind is Linux's", allow_module_level=True)

from hygiene.machine.homes import current_user
from tests.buses import private_bus
from tests.command import hygiene, unseen
from tests.here import Here
from tests.roots import FakeRoot
from tests.session.standin import Logind, session

CHECK = "computer-session"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as found:
        yield found


@pytest.fixture
def here(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "GNOME")
    return Here(tmp_path, address, monkeypatch)


def test_others_are_counted_with_the_start_of_the_earliest(address: str, here: Here) -> None:
    later = NOON + timedelta(hours=1)
    mine = session(current_user(), NOON)
    with Logind(
        address, [mine, session("bob", later), session("bob", NOON), session("eve", later)]
    ):
        check = here.the_check(CHECK)
        screen = " ".join(here.check(CHECK).out.split())
    (finding,) = [f for f in check["findings"] if f["subject"] == "other-user"]
    assert (finding["severity"], finding["count"], finding["names"]) == ("medium", 2, [])
    assert datetime.fromisoformat(finding["first"]) == NOON
    assert finding["facts"] == {"remote": False}
    assert "TO DO This computer still has the sessions of 2 other people open." in screen
    assert "Tell the desk" in screen


def test_somebody_from_afar_has_their_own_words(address: str, here: Here) -> None:
    with Logind(address, [session("eve", NOON, Remote=True, Service="sshd")]):
        (finding,) = here.the_check(CHECK)["findings"]
    assert finding["message"] == "Another person has a session open on this computer, from afar."


def test_alone_at_a_desktop_that_locks_it_is_clean(address: str, here: Here) -> None:
    with Logind(address, [session(current_user(), NOON)]):
        check = here.the_check(CHECK)
    assert (check["outcome"], check["unreadable"]) == ("clean", [])


def test_a_desktop_that_never_locks_is_for_the_person_in_charge(
    address: str, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "KDE")
    (here.home / ".config/kscreenlockerrc").write_text("[Daemon]\nAutolock=false\n")
    with Logind(address, [session(current_user(), NOON)]):
        screen = " ".join(here.check(CHECK, lang="fr").out.split())
        told = " ".join(here.check(CHECK, lang="fr", verbose=True).out.split())
    assert "1 réglage est à revoir par la personne responsable." in screen
    assert "PRUDENCE L'écran de cet ordinateur ne se verrouille jamais" in told
    assert "Ne quittez pas le poste sans fermer la session" in told


def test_on_one_s_own_computer_it_only_informs(address: str, here: Here) -> None:
    with Logind(address, [session("bob", NOON)]):
        check = here.the_check(CHECK, own_computer=True)
    assert {f["severity"] for f in check["findings"]} == {"info"}


def test_without_logind_it_is_one_line_and_never_clean(here: Here) -> None:
    done = here.check(CHECK, format="json")
    assert done.code == 3
    assert unseen(done.report) == {(CHECK, CHECK, "logind", "service-absent")}
    assert len(done.report["checks"][0]["unreadable"]) == 1
    assert done.report["checks"][0]["outcome"] == "unreadable"


def test_a_disk_that_is_not_running_tells_how_its_session_opens(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk")
    (root.folder / "etc/gdm3").mkdir()
    (root.folder / "etc/gdm3/daemon.conf").write_text(
        "[daemon]\nAutomaticLoginEnable=true\nAutomaticLogin=zoe\n"
    )
    words = ("check", "--root", root.folder, "--only", CHECK, "--format", "json")
    done = hygiene(*words, "--no-names")
    (check,) = done.report["checks"]
    assert [(f["subject"], f["severity"]) for f in check["findings"]] == [("auto-login", "low")]
    assert "zoe" not in done.out
