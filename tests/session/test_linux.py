"""The start of the session, asked of a logind on a real bus."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("logind is Linux's", allow_module_level=True)

from hygiene.session import session_starts
from tests.buses import Call, private_bus
from tests.session.standin import MANAGER, Logind, session

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with private_bus(tmp_path_factory.mktemp("bus")) as found:
        yield found


@pytest.fixture(autouse=True)
def on_the_bus(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)


def test_each_person_has_the_start_of_their_newest_session(address: str) -> None:
    with Logind(
        address,
        [
            session("alice", NOON),
            session("alice", NOON + timedelta(hours=1)),
            session("benoît", NOON + timedelta(minutes=5), Class="user-early"),
        ],
    ):
        found = session_starts()
    assert found == {
        "alice": NOON + timedelta(hours=1),
        "benoît": NOON + timedelta(minutes=5),
    }
    assert all(start.tzinfo is not None for start in found.values())


def test_a_closing_session_is_over(address: str) -> None:
    with Logind(
        address,
        [session("alice", NOON), session("alice", NOON + timedelta(hours=1), State="closing")],
    ):
        assert session_starts() == {"alice": NOON}


@pytest.mark.parametrize(
    "kind", ["greeter", "lock-screen", "background", "background-light", "manager", "none"]
)
def test_what_is_no_person_has_no_session(address: str, kind: str) -> None:
    with Logind(address, [session("gdm", NOON, Class=kind)]):
        assert session_starts() == {}


def test_a_session_at_the_computer_goes_before_one_from_afar(address: str) -> None:
    later = NOON + timedelta(hours=2)
    with Logind(
        address,
        [
            session("public", NOON),
            session("public", later, Remote=True, Service="sshd"),
            session("keeper", later, Remote=True, Service="sshd"),
        ],
    ):
        assert session_starts() == {"public": NOON, "keeper": later}


@pytest.mark.parametrize("service", ["gdm-autologin", "lightdm-autologin", "sddm-autologin"])
def test_a_session_that_opened_by_itself_is_unknown(address: str, service: str) -> None:
    with Logind(address, [session("public", NOON, Service=service)]):
        assert session_starts() == {}


def test_the_keepers_hook_tells_when_somebody_sat_down(address: str, tmp_path: Path) -> None:
    hook = tmp_path / "somebody"
    hook.touch()
    came = NOON + timedelta(hours=3)
    os.utime(hook, (came.timestamp(), came.timestamp()))
    with Logind(address, [session("public", NOON, Service="gdm-autologin")]):
        assert session_starts(hook) == {"public": came}
        # Touched before the computer started: nobody else has come since.
        os.utime(hook, (0, 0))
        assert session_starts(hook) == {"public": NOON}
        hook.unlink()
        assert session_starts(hook) == {}
        # Anybody could point a link at a file with a date of their choice.
        hook.symlink_to("/etc/passwd")
        assert session_starts(hook) == {}


def test_the_hook_says_nothing_of_a_session_that_somebody_opened(
    address: str, tmp_path: Path
) -> None:
    hook = tmp_path / "somebody"
    hook.touch()
    with Logind(address, [session("alice", NOON)]):
        assert session_starts(hook) == {"alice": NOON}


def test_an_address_may_hold_spaces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "next door"
    folder.mkdir()
    with private_bus(folder) as own, Logind(own, [session("alice", NOON)]):
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", own)
        assert session_starts() == {"alice": NOON}


def test_a_start_in_the_future_is_unknown(address: str) -> None:
    with Logind(address, [session("alice", datetime.now(UTC) + timedelta(days=1))]):
        assert session_starts() == {}


def test_a_session_that_ends_while_it_is_asked_costs_only_itself(address: str) -> None:
    with Logind(address, [session("alice", NOON, gone="yes"), session("benoît", NOON)]):
        assert session_starts() == {"benoît": NOON}


def test_nothing_is_asked_but_to_read(address: str) -> None:
    with Logind(address, [session("alice", NOON), session("benoît", NOON)]) as logind:
        session_starts()
    properties = "org.freedesktop.DBus.Properties"
    assert logind.calls == [
        Call(MANAGER, "org.freedesktop.login1.Manager", "ListSessions"),
        Call(f"{MANAGER}/session/_30", properties, "GetAll"),
        Call(f"{MANAGER}/session/_31", properties, "GetAll"),
    ]


def test_a_logind_that_does_not_run_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with private_bus(tmp_path) as own:
        started = tmp_path / "started"
        (tmp_path / "services" / "login1.service").write_text(
            f"[D-BUS Service]\nName=org.freedesktop.login1\nExec=/bin/touch {started}\n"
        )
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", own)
        assert session_starts() == {}
        time.sleep(0.2)
        assert not started.exists()


def test_a_silent_logind_is_not_waited_for(address: str) -> None:
    with Logind(address, [session("alice", NOON)], silent=True):
        begun = time.monotonic()
        assert session_starts() == {}
        assert time.monotonic() - begun < 2


@pytest.mark.parametrize(
    "elsewhere",
    [
        "unix:path=/nowhere/at/all",
        "tcp:host=127.0.0.1,port=1",
        "unix:path=/etc/passwd",
        "nonsense",
        "unix:abstract=hygiene-nobody-listens",
        "unix:path=%00",
    ],
)
def test_without_a_local_bus_the_start_is_unknown(
    elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", elsewhere)
    assert session_starts() == {}


def test_without_a_bus_no_library_is_loaded() -> None:
    code = "from hygiene.session import session_starts as s; import sys; s(); print([*sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "'hygiene.session.linux'" in done.stdout
    assert "jeepney" not in done.stdout
