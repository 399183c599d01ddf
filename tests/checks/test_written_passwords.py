"""Lists of passwords, files in disguise, accounts of programs: from files to the report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hygiene.errors import Reason
from hygiene.files import passwords, risky
from tests.command import hygiene
from tests.files.homes import home_of, put
from tests.roots import FakeRoot

EXPORT = b"name,url,username,password,note\nx,https://x.example,bob,CANARI,\n"
PROGRAM = b"MZ".ljust(200, b"\0")


def findings(folder: Path, check: str, *words: str) -> list[dict[str, Any]]:
    ran = hygiene("check", "--root", folder, "--only", check, "--format", "json", *words)
    assert "CANARI" not in ran.out
    return [dict(finding) for finding in ran.report["checks"][0]["findings"]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return FakeRoot(tmp_path).home().path


def test_lists_are_told_by_their_first_line_or_their_name(tmp_path: Path, home: Path) -> None:
    put(home, "Downloads/export.csv", content=EXPORT)
    put(home, "Downloads/table.csv", content=b"date,amount\n1,2\n")
    put(home, "Downloads/vault.kdbx", "Desktop/mots de passe.txt")
    put(home, ".local/share/Trash/files/passwords.csv", content=EXPORT)
    put(home, ".local/share/bijiben/1.note")
    found = findings(tmp_path, "written-passwords")
    assert {(f["subject"], f["count"], *f["facts"].items()) for f in found} == {
        ("downloads", 1, ("exports", 1)),
        ("desktop", 1, ("lists", 1)),
        ("bin", 1, ("exports", 1)),
        ("notes", 1, ("notes", 1)),
    }
    assert {(f["kind"], f["severity"], *f["names"]) for f in found} == {("password-file", "high")}
    own = findings(tmp_path, "written-passwords", "--own-computer")
    assert {f["severity"] for f in own} == {"medium"}


def test_on_the_screen_lists_are_one_action_and_notes_another(tmp_path: Path, home: Path) -> None:
    put(home, "Downloads/mdp.txt", "Desktop/codes.txt", ".local/share/bijiben/1.note")
    words = ("check", "--root", tmp_path, "--only", "written-passwords", "--lang", "en", "--plain")
    out = " ".join(hygiene(*words).out.split())
    assert (
        "1. IMPORTANT. 2 files that seem to hold passwords stay in the Downloads folder and on"
        in out
    )
    assert "2. IMPORTANT. 1 sticky note stays on this computer: a code may be written on it." in out
    assert "codes.txt" not in out


def test_more_tables_than_can_be_opened_are_told(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_MOST_OPENED", 3)
    put(home, *(f"Downloads/{i}.csv" for i in range(5)), content=b"a,b\n")
    ((_, tally), _) = passwords.password_files(home_of(tmp_path))
    assert tally.count == 0
    assert [(cause.reason, cause.source) for cause in tally.unseen] == [
        (Reason.TOO_BIG, "downloads")
    ]


def test_files_in_disguise_are_told_by_name_or_first_bytes(tmp_path: Path, home: Path) -> None:
    put(home, "Downloads/photo.jpg", content=PROGRAM)
    put(
        home, "Downloads/facture.pdf.exe", "Downloads/a.pdf", "Downloads/setup.exe", content=b"%PDF"
    )
    put(home, ".local/share/Trash/files/b.pdf.exe")
    (found,) = findings(tmp_path, "risky-files")
    assert (found["kind"], found["severity"], found["subject"]) == (
        *("risky-file", "medium", "downloads"),
    )
    assert found["facts"] == {"double_endings": 1, "disguised": 1, "from_web": 0}
    assert (found["count"], found["names"]) == (2, [])


def test_beyond_the_newest_files_what_was_not_looked_at_is_told(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(risky, "_MOST_OPENED", 2)
    put(home, *(f"Downloads/{i}.pdf" for i in range(4)))
    ((_, tally),) = risky.risky_files(home_of(tmp_path))
    assert [(cause.reason, cause.source) for cause in tally.unseen] == [
        (Reason.TOO_BIG, "downloads")
    ]


def test_an_account_is_told_by_its_program_and_not_without_names(
    tmp_path: Path, home: Path
) -> None:
    put(home, ".config/Signal/sql/db.sqlite", ".thunderbird/x/ImapMail/imap.example.fr/INBOX")
    found = findings(tmp_path, "desktop-accounts", "--lang", "fr")
    assert [(f["kind"], f["severity"], f["subject"]) for f in found] == [
        ("desktop-account", "medium", "signal"),
        ("desktop-account", "medium", "thunderbird"),
    ]
    assert found[0]["message"].startswith("Un compte est sans doute resté dans Signal")
    (found_nameless,) = findings(tmp_path, "desktop-accounts", "--no-names")
    assert (found_nameless["count"], found_nameless["subject"]) == (2, None)
    assert "Signal" not in str(found_nameless)
    for form in ("json", "jsonl"):
        out = hygiene(
            "check", "--root", tmp_path, "--only", "desktop-accounts", "--no-names", "-f", form
        ).out
        assert "signal" not in out.lower()
    assert "imap.example.fr" not in str(found)
