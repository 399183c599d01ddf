"""What the registry says: the keeper's policies, and who has a home here."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.command import kinds, unseen
from tests.demands import cannot_run
from tests.roots import FakeHome
from tests.windows.profiles import chrome
from tests.windows.running import hygiene

pytestmark = pytest.mark.windows

_CHROME = r"SOFTWARE\Policies\Google\Chrome"
_PROFILES = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList"
Write = Callable[[str, str, str, "int | str"], None]


@pytest.fixture
def write() -> Iterator[Write]:
    """Writes a value in a key of its own, which is gone after the test."""
    if sys.platform != "win32":
        return
    import winreg

    made: list[tuple[int, str]] = []

    def value(hive: str, key: str, name: str, what: int | str) -> None:
        root = getattr(winreg, hive)
        if (root, key) not in made:
            try:
                winreg.OpenKey(root, key).Close()
                cannot_run(f"{key} holds values that are not ours", "windows")
            except FileNotFoundError:
                made.append((root, key))
        kind = winreg.REG_DWORD if isinstance(what, int) else winreg.REG_EXPAND_SZ
        with winreg.CreateKey(root, key) as opened:
            if name:
                winreg.SetValueEx(opened, name, 0, kind, what)

    yield value
    for root, key in made:
        winreg.DeleteKey(root, key)


def offered(home: FakeHome) -> int:
    ran = hygiene("check", "--only", "saved-passwords", "--format", "json", home=home.path)
    assert unseen(ran.report) == set()
    return kinds(ran.report).get("saving-offered", 0)


@pytest.mark.parametrize("hive", ["HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"])
def test_a_policy_that_forbids_saving_is_heard(home: FakeHome, write: Write, hive: str) -> None:
    chrome(home.chromium("chrome").path, 0, 0)
    chrome(home.chromium("chrome-beta").path, 0, 0)
    chrome(home.chromium("edge").path, 0, 0)
    assert offered(home) == 3
    write(hive, _CHROME, "PasswordManagerEnabled", 0)
    assert offered(home) == 1  # Edge has policies of its own


def test_the_computers_policy_wins_over_the_persons(home: FakeHome, write: Write) -> None:
    chrome(home.chromium("chrome").path, 0, 0)
    write("HKEY_CURRENT_USER", _CHROME, "PasswordManagerEnabled", 0)
    write("HKEY_LOCAL_MACHINE", _CHROME, "PasswordManagerEnabled", 1)
    assert offered(home) == 1


def test_a_policy_of_firefox_is_heard(home: FakeHome, write: Write) -> None:
    home.firefox()
    assert offered(home) == 1
    write("HKEY_LOCAL_MACHINE", r"SOFTWARE\Policies\Mozilla\Firefox", "PasswordManagerEnabled", 0)
    assert offered(home) == 0


def test_policies_of_this_computer_say_nothing_of_a_copied_home(
    home: FakeHome, write: Write, tmp_path: Path
) -> None:
    chrome(home.chromium("chrome").path, 0, 0)
    write("HKEY_CURRENT_USER", _CHROME, "PasswordManagerEnabled", 0)
    words = ("check", "--root", home.path, "--only", "saved-passwords", "--format", "json")
    assert kinds(hygiene(*words, home=tmp_path).report) == {"saving-offered": 1}


def test_everybody_whom_windows_lists_is_looked_at(
    home: FakeHome, write: Write, tmp_path: Path
) -> None:
    chrome(home.chromium("chrome").path, 1, 0)
    accounts = {
        "S-1-5-21-1-2-3-1003": "",  # a profile that Windows has begun to delete: no path
        "S-1-5-21-1-2-3-1004": r"%HYGIENE_TEST%\Élodie",
        "S-1-12-1-5-6-7-8": str(tmp_path / "entra"),
        "S-1-5-19": str(tmp_path / "LocalService"),
        "S-1-5-21-1-2-3-1005": str(tmp_path / "gone"),
    }
    for name in ("Élodie", "entra", "LocalService"):
        chrome(FakeHome(tmp_path / name, "windows").chromium("chrome").path, 2, 0)
    for number, path in accounts.items():
        write("HKEY_LOCAL_MACHINE", f"{_PROFILES}\\{number}", path and "ProfileImagePath", path)
    ran = hygiene(
        *("check", "--all-users", "--format", "json"),
        home=home.path,
        env={"HYGIENE_TEST": str(tmp_path)},
    )
    users = ran.report["machine"]["users"]
    assert users[0] == "Zoé"
    assert {"Élodie", "entra"} < set(users)
    assert {"LocalService", "gone", "Public"}.isdisjoint(users)
    assert kinds(ran.report)["password"] == 5
    one = hygiene(
        *("check", "--user", "élodie", "--format", "json"),
        home=home.path,
        env={"HYGIENE_TEST": str(tmp_path)},
    )
    assert kinds(one.report)["password"] == 2


def test_somebody_who_is_not_here_is_exit_2(home: FakeHome) -> None:
    ran = hygiene("check", "--user", "carole", home=home.path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
