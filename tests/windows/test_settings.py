"""Settings on Windows: one's own are heard, those that others could have written are refused."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.roots import FakeHome
from tests.windows.running import hygiene

pytestmark = pytest.mark.windows

#: Gives a file or folder the access list that is written in Windows' own notation.
ALLOW = """
import ctypes, sys
advapi = ctypes.WinDLL("advapi32", use_last_error=True)
convert = advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW
found = ctypes.c_void_p()
assert convert(ctypes.c_wchar_p(sys.argv[2]), 1, ctypes.byref(found), None)
assert advapi.SetFileSecurityW(ctypes.c_wchar_p(sys.argv[1]), 4, found)
"""


def allow(place: Path, rights: str) -> None:
    subprocess.run([sys.executable, "-c", ALLOW, str(place), rights], check=True)


@pytest.fixture
def file(home: FakeHome) -> Path:
    file = home.path / "AppData/Roaming/Hygiene/config.toml"
    file.parent.mkdir()
    file.write_text('lang = "en"\n')
    return file


def test_ones_own_settings_are_heard(home: FakeHome, file: Path) -> None:
    ran = hygiene("check", "--only", "saved-passwords", home=home.path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Before you leave")


def test_a_mistake_is_told_with_its_line(home: FakeHome, file: Path) -> None:
    file.write_text('lang = "en"\n[check]\nfail_on = 3\n')
    ran = hygiene("check", home=home.path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert f"{file}, ligne 3" in ran.err


@pytest.mark.parametrize("what", ["file", "folder"])
def test_settings_that_everybody_may_write_are_refused(
    home: FakeHome, file: Path, what: str
) -> None:
    allow(file if what == "file" else file.parent, "D:P(A;OICI;FA;;;WD)")
    ran = hygiene("check", "--lang", "en", home=home.path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "other people may write" in ran.err


@pytest.fixture
def keepers() -> Iterator[Path]:
    """The system-wide file, written by somebody who is no keeper."""
    if sys.platform != "win32":
        return
    from hygiene import windows

    file = windows.program_data() / "Hygiene" / "config.toml"
    if file.parent.exists():
        pytest.skip("this computer has settings of its own")
    file.parent.mkdir()
    file.write_text('place = "public-terminal"\n')
    yield file
    file.unlink()
    file.parent.rmdir()


def test_system_wide_settings_of_an_ordinary_person_are_refused(
    home: FakeHome, keepers: Path, tmp_path: Path
) -> None:
    # Wherever the person says that ProgramData is.
    ran = hygiene("check", "--lang", "en", home=home.path, env={"ProgramData": str(tmp_path)})
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"hygiene: {keepers}: settings refused, because {keepers} belongs to somebody else.\n"
    )
