"""What is printed on a French Windows, whose output is no Unicode."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.roots import FakeHome
from tests.windows.profiles import chrome
from tests.windows.running import environment, hygiene

pytestmark = pytest.mark.windows

TOLD = "Chrome garde 4 mots de passe"


def test_windows_itself_says_that_it_is_french(used: FakeHome) -> None:
    code = "import ctypes; print(hex(ctypes.windll.kernel32.GetUserDefaultUILanguage()))"
    asked = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment(used.path), check=True
    )
    assert asked.stdout.strip() == b"0x40c"
    ran = hygiene("check", home=used.path)
    assert TOLD in ran.out
    assert hygiene("check", "--lang", "en", home=used.path).out.startswith("Before you leave")


@pytest.mark.parametrize("page", ["cp1252", "cp850", "cp437", "utf-8"])
def test_every_code_page_can_show_it(used: FakeHome, page: str) -> None:
    # Windows' own choice for a pipe is 1252; a console window has 850.
    env = {} if page == "cp1252" else {"PYTHONIOENCODING": page}
    for words in (("check",), ("explain", "saved-passwords")):
        ran = hygiene(*words, home=used.path, env=env, page=page)
        assert ran.err == ""
        assert "Traceback" not in ran.out
        if words == ("check",):
            assert ran.code == 1
            assert TOLD in ran.out
            assert ("→" in ran.out) is (page == "utf-8")
            assert ("->" in ran.out) is (page != "utf-8")
            # A sign that the page lacks becomes a question mark; only 437, of the United States,
            # lacks some of French.
            asks = [line for line in ran.out.splitlines() if "?" in line]
            assert [line for line in asks if line.startswith(" ? PAS VU")] != []
            ours = (" ? PAS VU", "  C'est votre propre ordinateur")
            assert page == "cp437" or all(line.startswith(ours) for line in asks)


def test_signs_of_no_code_page_stop_nothing(home: FakeHome) -> None:
    profile = home.chromium("chrome", "Profile 1").path
    chrome(profile, 3, 1)
    strange = FakeHome(home.path.parent / "用户 🦊", "windows")
    chrome(strange.chromium("chrome").path, 2, 1)
    for form in ("terminal", "json", "markdown", "jsonl"):
        ran = hygiene("check", "--root", strange.path, "--format", form, home=home.path)
        assert (ran.code, ran.err) == (1, ""), form
        assert ran.out


def test_who_stops_reading_breaks_nothing(used: FakeHome) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "hygiene", "check", "--format", "json"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(used.path),
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_wrong_usage_is_one_french_line(used: FakeHome) -> None:
    missing = used.path / "nulle part"
    ran = hygiene("check", "--root", missing, home=used.path)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "nulle part" in ran.err
    assert not missing.exists()


def test_json_is_utf8_wherever_it_goes(used: FakeHome) -> None:
    strange = FakeHome(used.path.parent / "用户 Zoé", "windows")
    chrome(strange.chromium("chrome").path, 1, 0)
    done = subprocess.run(
        [sys.executable, "-m", "hygiene", "check", "--root", str(strange.path), "-f", "json"],
        capture_output=True,
        env=environment(used.path),
        check=False,
    )
    assert json.loads(done.stdout.decode("utf-8"))["machine"]["users"] == ["用户 Zoé"]
