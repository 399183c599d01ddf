"""What the computer demands of passwords, as people read it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from hygiene.machine import Platform
from hygiene.model import Finding
from hygiene.passwords.demand import answers
from hygiene.passwords.modals import LAYOUT, demand_of
from hygiene.registry import registry
from hygiene.texts.messages import message
from tests.command import hygiene
from tests.roots import FakeRoot

STRONG = "password requisite pam_pwquality.so minlen=12 minclass=4\n"


def pam(root: FakeRoot, line: str) -> None:
    folder = root.folder / "etc/pam.d"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "passwd").write_text(line)


def the_check(root: FakeRoot, *words: str) -> dict[str, Any]:
    only = ("--only", "password-rules", "--format", "json")
    (found,) = hygiene("check", "--root", root.folder, *only, *words).report["checks"]
    return dict(found)


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    return FakeRoot(tmp_path / "disk")


@pytest.mark.parametrize(
    ("line", "french", "english"),
    [
        (
            "password required pam_unix.so minlen=6",
            "Cet ordinateur accepte un mot de passe de 6 caractères.",
            "This computer accepts a password of 6 characters.",
        ),
        (
            "password required pam_unix.so",
            "Cet ordinateur accepte un mot de passe de 1 caractère.",
            "This computer accepts a password of 1 character.",
        ),
        (
            "password required pam_unix.so minlen=14",
            "Cet ordinateur accepte un mot de passe de 14 caractères sans demander à la fois "
            "majuscules, minuscules, chiffres et autres signes.",
            "This computer accepts a password of 14 characters without asking for capitals, small "
            "letters, digits and other signs together.",
        ),
    ],
)
def test_what_falls_short_is_one_plain_sentence(
    root: FakeRoot, line: str, french: str, english: str
) -> None:
    pam(root, f"{line}\n")
    for language, sentence in (("fr", french), ("en", english)):
        check = the_check(root, "--lang", language)
        (found,) = check["findings"]
        assert (check["outcome"], found["severity"], found["count"]) == ("found", "low", 1)
        assert found["message"] == sentence


def test_a_windows_that_demands_nothing_accepts_no_password_at_all() -> None:
    known = next(check for check in registry(others=False) if check.id == "password-rules")
    (answer,) = answers(demand_of(LAYOUT.pack(0, 0, 0, 0, 0)))
    assert isinstance(answer, Finding)
    finding = replace(answer, kind="password-rule")
    assert message(known, finding, "fr") == "Cet ordinateur accepte un compte sans mot de passe."
    assert message(known, finding, "en") == "This computer accepts an account without a password."


def test_on_ones_own_computer_it_only_informs(root: FakeRoot) -> None:
    pam(root, "password required pam_unix.so\n")
    (found,) = the_check(root, "--own-computer")["findings"]
    assert found["severity"] == "info"


def test_what_is_enough_is_clean(root: FakeRoot) -> None:
    pam(root, STRONG)
    assert the_check(root)["outcome"] == "clean"


def test_a_disk_without_such_rules_is_not_concerned(root: FakeRoot) -> None:
    assert the_check(root)["outcome"] == "not-applicable"


def test_a_copied_home_is_not_concerned(tmp_path: Path) -> None:
    home = FakeRoot(tmp_path / "alice", disk=False)
    assert the_check(home)["outcome"] == "not-applicable"


@pytest.mark.parametrize("platform", ["windows", "macos"])
def test_what_lies_beside_the_passwords_on_a_disk_is_not_seen(
    tmp_path: Path, platform: Platform
) -> None:
    check = the_check(FakeRoot(tmp_path / "disk", platform))
    assert check["outcome"] == "unreadable"
    (gap,) = check["unreadable"]
    assert (gap["reason"], gap["source"]) == ("os-vault", "password rules")
