"""Clearing at the close: off, on and vain, or right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.command import hygiene
from tests.roots import FakeRoot

LIST = [
    "browsing_history",
    "download_history",
    "cookies_and_other_site_data",
    "cached_images_and_files",
    "autofill",
]


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    return FakeRoot(tmp_path / "disk")


def the_check(root: FakeRoot, *words: str) -> dict[str, Any]:
    only = ("--only", "clear-on-exit", "--format", "json")
    (found,) = hygiene("check", "--root", root.folder, *only, *words).report["checks"]
    return dict(found)


def chromium(root: FakeRoot, settings: dict[str, Any], **policies: object) -> None:
    (root.home().chromium("chromium").path / "Preferences").write_text(json.dumps(settings))
    place = root.folder / "etc/chromium/policies/managed"
    place.mkdir(parents=True)
    (place / "keeper.json").write_text(json.dumps(policies))


def test_off_is_one_finding_about_nothing_in_particular(root: FakeRoot) -> None:
    chromium(root, {})
    check = the_check(root)
    (finding,) = check["findings"]
    assert (finding["subject"], finding["severity"], finding["count"]) == (None, "low", 1)
    assert (check["rule"], check["advice"][0]["gesture"]) == ("clear-your-data", "clear-browser")


def test_on_one_s_own_computer_it_only_informs(root: FakeRoot) -> None:
    chromium(root, {})
    assert the_check(root, "--own-computer")["findings"][0]["severity"] == "info"


def test_clearing_everything_rightly_is_clean(root: FakeRoot) -> None:
    chromium(root, {"profile": {"exit_type": "Normal"}}, ClearBrowsingDataOnExitList=LIST)
    (root.home().firefox().path / "prefs.js").write_text(
        'user_pref("privacy.sanitize.sanitizeOnShutdown", true);\n'
    )
    check = the_check(root)
    assert (check["outcome"], check["findings"], check["unreadable"]) == ("clean", [], [])


def test_each_cause_that_defeats_it_is_a_finding_with_its_own_words(root: FakeRoot) -> None:
    chromium(root, {"session": {"restore_on_startup": 1}}, ClearBrowsingDataOnExitList=LIST[:2])
    data = root.home().data("chromium")
    (data / "SingletonLock").symlink_to("host-99999999")
    (data / "Default/Sessions").mkdir()
    check = the_check(root, "--lang", "en")
    assert {f["subject"]: f["message"] for f in check["findings"]} == {
        "restore": "Chromium clears when it is closed, but opens the tabs of last time again.",
        "crash": "Chromium clears when it is closed, but last time it could not.",
        "types": "Chromium clears only a part of its data when it is closed.",
    }
    steps = {advice["subject"]: advice["steps"] for advice in check["advice"]}
    assert steps.keys() == {"restore", "crash", "types"}
    assert "not to open the tabs" in steps["restore"][0]


def test_without_names_the_causes_stay(root: FakeRoot) -> None:
    chromium(root, {}, ClearBrowsingDataOnExitList=LIST[:2])
    assert [f["subject"] for f in the_check(root, "--no-names")["findings"]] == ["types"]


def test_on_the_screen_each_cause_has_its_step(root: FakeRoot) -> None:
    settings = {"session": {"restore_on_startup": 1}, "credentials_enable_service": False}
    chromium(root, settings, ClearBrowsingDataOnExitList=LIST[:2])
    for names in ((), ("--no-names",)):
        out = hygiene("check", "--root", root.folder, "--lang", "en", "--verbose", *names).out
        told = " ".join(out.split())
        assert "Chromium does not clear everything by itself when it is closed." in told
        assert "choose not to open the tabs of last time again" in told
        assert "Clear the rest by yourself before you leave." in told
