"""A browser left signed in: told with its address masked, in the order to do something about it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hygiene.browsers.discovery import installations
from hygiene.clock import Clock
from tests.command import hygiene
from tests.roots import NOW, FakeRoot

EMAIL = "alice.martin@gmail.com"
SETTINGS = {
    "google": {"services": {"account_id": "1", "consented_to_sync": True}},
    "account_info": [{"account_id": "1", "email": EMAIL, "full_name": "Alice Martin"}],
    "credentials_enable_service": False,
}


def signed_in(tmp_path: Path, browser: str = "chrome") -> FakeRoot:
    root = FakeRoot(tmp_path / "disk")
    (root.home().chromium(browser).path / "Preferences").write_text(json.dumps(SETTINGS))
    return root


def the_check(root: FakeRoot, *words: str) -> dict[str, Any]:
    only = ("--only", "browser-account", "--format", "json")
    ran = hygiene("check", "--root", root.folder, *only, *words)
    (found,) = ran.report["checks"]
    assert EMAIL not in ran.out and "Martin" not in ran.out
    return dict(found)


def test_one_finding_of_high_weight_with_a_masked_address(tmp_path: Path) -> None:
    check = the_check(signed_in(tmp_path))
    (finding,) = check["findings"]
    assert (check["rule"], check["outcome"]) == ("log-out", "found")
    assert (finding["severity"], finding["count"], finding["subject"]) == ("high", 1, None)
    assert finding["facts"] == {"sync": True, "account": "a…@g….com"}
    (advice,) = check["advice"]
    assert (advice["gesture"], advice["address"]) == ("log-out", "chrome://settings/people")


def test_on_one_s_own_computer_it_only_informs(tmp_path: Path) -> None:
    (finding,) = the_check(signed_in(tmp_path), "--own-computer")["findings"]
    assert finding["severity"] == "info"


def test_without_names_not_even_the_masked_address_is_told(tmp_path: Path) -> None:
    (finding,) = the_check(signed_in(tmp_path), "--no-names")["findings"]
    assert finding["facts"] == {"sync": True}


def test_on_a_public_terminal_the_address_of_someone_before_is_not_told(tmp_path: Path) -> None:
    root = signed_in(tmp_path)
    for names_from, told in ((None, "a…@g….com"), (NOW, None)):
        machine = root.machine(clock=Clock(NOW, names_from=names_from))
        ((profile,),) = (i.profiles for i in installations(machine, {}))
        assert profile.account().signed_in
        assert profile.account().email == told


def test_signed_out_is_clean(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk")
    (root.home().chromium().path / "Preferences").write_text("{}")
    (root.home().firefox().path / "prefs.js").write_text("\n")
    check = the_check(root)
    assert (check["outcome"], check["findings"], check["unreadable"]) == ("clean", [], [])


def test_opera_is_told_as_not_seen_and_never_clean(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk")
    (root.home().chromium("opera").path / "Preferences").write_text("{}")
    check = the_check(root)
    assert check["outcome"] == "unreadable"
    assert [gap["reason"] for gap in check["unreadable"]] == ["unsupported"]


def test_on_the_screen_signing_out_comes_before_clearing(tmp_path: Path) -> None:
    root = signed_in(tmp_path)
    words = ("--lang", "fr", "--plain", "--verbose")
    out = hygiene("check", "--root", root.folder, *words).out.replace("\u00a0", " ")
    told = " ".join(out.split())
    assert "IMPORTANT. Chrome est resté connecté à un compte : la personne suivante" in told
    assert "chrome://settings/people puis choisissez : « Déconnexion »." in told
    assert told.index("resté connecté") < told.index("n'efface pas tout de lui-même")
