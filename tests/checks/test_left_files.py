"""Files left behind: from the folders of a home to the report and the screen."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hygiene.clock import Clock
from hygiene.config.options import Accepted
from hygiene.errors import Reason
from hygiene.files import listing as listing_of_files
from hygiene.files.left import left_files
from hygiene.filesystem import OpenFile
from hygiene.filesystem.posix import PosixTree
from hygiene.machine import Machine
from hygiene.model import Result
from hygiene.muting import mute
from hygiene.registry import registry
from hygiene.render.escape import harmless
from hygiene.runner import run
from hygiene.sight import Sight
from tests.command import hygiene, unseen
from tests.files.homes import KEYS, MORNING, NOW, SID, YESTERDAY, home_of, put, recycle
from tests.roots import FakeRoot
from tests.unprivileged import open_folder, unprivileged

ONLY = ("--only", "left-files")
PAPERS = ("AttestationDroits.pdf", "attestation_paiement.pdf")


def the_check(folder: Path, *words: str) -> dict[str, Any]:
    ran = hygiene("check", "--root", folder, *ONLY, "--format", "json", *words)
    assert not any(name in ran.out for name in (*PAPERS, "photo.jpg"))
    (found,) = ran.report["checks"]
    return dict(found)


def results(machine: Machine) -> tuple[Result, ...]:
    checks = [check for check in registry(others=False) if check.id == "left-files"]
    return run(Sight(machine), checks)


def told(found: dict[str, Any]) -> dict[tuple[str, str], int]:
    return {(f["severity"], f["subject"]): f["count"] for f in found["findings"]}


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    FakeRoot(tmp_path / "disk").home()
    put(tmp_path / "disk/home/alice/Téléchargements", *PAPERS, "photo.jpg", "setup.exe")
    return tmp_path / "disk"


def test_papers_weigh_more_than_other_files_and_no_name_is_in_the_report(disk: Path) -> None:
    found = the_check(disk)
    assert told(found) == {("high", "downloads"): 2, ("medium", "downloads"): 2}
    papers, files = found["findings"]
    assert papers["facts"] == {"papers": 2, "certificates": 2}
    assert files["facts"] == {"pictures": 1, "programs": 1}
    assert papers["names"] == files["names"] == []
    assert papers["first"] == papers["last"] is not None
    assert {advice["gesture"] for advice in found["advice"]} == {"files"}


def test_on_one_s_own_computer_files_only_inform(disk: Path) -> None:
    assert set(told(the_check(disk, "--own-computer"))) == {("info", "downloads")}


def test_the_screen_says_it_as_the_target_does(disk: Path) -> None:
    for language, sentence, step in (
        (
            "fr",
            "2 attestations sont restées dans le dossier Téléchargements.",
            "videz la corbeille",
        ),
        ("en", "2 certificates stay in the Downloads folder.", "empty the bin"),
    ):
        out = hygiene("check", "--root", disk, *ONLY, "--lang", language).out
        out = " ".join(out.replace("\u00a0", " ").split())
        assert f"1 IMPORTANT {sentence} →" in out
        assert step in out


@pytest.mark.parametrize("form", ["terminal", "json", "jsonl", "markdown"])
@pytest.mark.parametrize("words", [(), ("--names",), ("--no-names",), ("--verbose",)])
def test_no_format_names_the_files_of_a_copied_disk(
    disk: Path, form: str, words: tuple[str, ...]
) -> None:
    ran = hygiene("check", "--root", disk, *ONLY, "--format", form, *words)
    assert "photo.jpg" not in ran.out
    assert "downloads" in ran.out or "Downloads" in ran.out


def test_a_file_in_a_folder_of_a_place_counts_with_it_and_shortcuts_do_not(tmp_path: Path) -> None:
    put(tmp_path / "home/alice/Desktop", "deep/er/a.pdf", "b.odt", "Firefox.desktop", "Site.url")
    (desktop,) = (tally for place, tally in left_files(home_of(tmp_path)) if place == "desktop")
    assert sorted(desktop.names) == ["a.pdf", "b.odt"]


@pytest.mark.parametrize("platform", ["linux", "windows", "macos"])
def test_the_three_systems_are_seen_in_the_same_way(tmp_path: Path, platform: str) -> None:
    root = FakeRoot(tmp_path, platform)  # type: ignore[arg-type]
    home = root.home().path
    put(home, "Downloads/rib.pdf", "Desktop/a.txt", "Documents/b.txt", "Documents/Scans/c.jpg")
    if platform == "windows":
        put(home, f"{KEYS}/key", "AppData/Roaming/Microsoft/Windows/Recent/a.txt.lnk")
        recycle(tmp_path / "$Recycle.Bin" / SID, "1.pdf", r"C:\Users\alice\passeport.pdf")
        put(tmp_path / "Windows/System32/spool/PRINTERS", "00002.SPL")
    elif platform == "macos":
        put(home, ".Trash/passeport.pdf")
        lists = "Library/Application Support/com.apple.sharedfilelist"
        put(home, f"{lists}/com.apple.LSSharedFileList.RecentDocuments.sfl3")
        put(tmp_path / "private/var/spool/cups", "d00001-001")
    else:
        put(home, ".local/share/Trash/files/passeport.pdf")
        put(home, ".local/share/RecentDocuments/a.txt.desktop")
        put(tmp_path / "var/spool/cups", "d00001-001")
    assert told(the_check(tmp_path)) == {
        ("high", "downloads"): 1,
        ("medium", "desktop"): 1,
        ("medium", "documents"): 1,
        ("medium", "scans"): 1,
        ("high", "bin"): 1,
        ("medium", "recent"): 1,
        ("medium", "print-queue"): 1,
    }


def test_since_counts_what_dates_from_then(tmp_path: Path) -> None:
    put(tmp_path / "home/alice/Downloads", "old attestation.pdf", "old.txt", date=YESTERDAY)
    put(tmp_path / "home/alice/Downloads", "new attestation.pdf")
    clock = Clock(NOW, since=MORNING - timedelta(hours=1))
    papers, others, _ = (tally for _, tally in left_files(home_of(tmp_path, clock=clock)))
    assert (papers.count, papers.facts) == (1, {"certificates": 1, "papers": 1})
    assert others.count == 0


def test_what_the_keeper_accepts_on_the_desktop_does_not_weigh(tmp_path: Path) -> None:
    put(tmp_path / "home/alice", "Desktop/Règlement.pdf", "Downloads/a.pdf")
    accepted = Accepted("left-files", "left-file", None, "desktop", None, "rules", NOW.date())
    (result,) = mute(results(home_of(tmp_path).machine), [accepted], NOW.date())
    assert {f.subject: f.muted is None for f in result.findings} == {
        "desktop": False,
        "downloads": True,
    }


# --- bad input -----------------------------------------------------------------------------------


def test_a_fifo_waits_for_nobody_and_no_link_is_followed(tmp_path: Path) -> None:
    folder = tmp_path / "home/alice/Downloads"
    put(folder, "a.pdf")
    os.mkfifo(folder / "b.pdf")
    os.mkfifo(folder / "mots de passe.csv")
    (folder / "c.pdf").symlink_to("/etc/passwd")
    (folder / "loop").symlink_to(".")
    assert told(the_check(tmp_path)) == {("medium", "downloads"): 1}


def test_names_that_would_act_are_made_harmless_on_the_screen(tmp_path: Path) -> None:
    folder = tmp_path / "home/alice/Downloads"
    for raw in (b"a\nb.txt", b"\x1b[31mred.txt", b"\xff\xfe.txt", "\u202etxt.fdp".encode()):
        put(folder, os.fsdecode(raw))
    (tally,) = (tally for place, tally in left_files(home_of(tmp_path)) if place == "downloads")
    assert tally.count == 4
    for name in tally.names:
        shown = harmless(name)
        assert shown.isprintable()
        shown.encode("utf-8")
    assert the_check(tmp_path)["outcome"] == "found"


def test_a_bin_that_is_closed_is_told_and_the_rest_is_counted() -> None:
    with open_folder() as folder:
        root = FakeRoot(folder)
        root.home()
        put(folder / "home/alice", "Downloads/a.pdf", ".local/share/Trash/files/b.pdf")
        for path in (folder / "home", folder / "home/alice", folder / "home/alice/Downloads"):
            path.chmod(0o755)
        (folder / "home/alice/.local/share/Trash/files").chmod(0)
        (home,) = (h for h in root.machine().homes if h.user == "alice")

        def counted() -> list[tuple[str, int, list[str]]]:
            return [
                (place, tally.count, [f"{cause.source}: {cause.reason}" for cause in tally.unseen])
                for place, tally in left_files(home)
            ]

        found = unprivileged(counted)
        (folder / "home/alice/.local/share/Trash/files").chmod(0o755)
    assert found == [("downloads", 1, []), ("bin", 0, ["bin: denied"]), ("recent", 0, [])]


def test_more_files_than_anybody_has_are_a_lower_bound_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing_of_files, "MOST_ENTRIES", 50)
    put(tmp_path / "home/alice/Downloads", *(f"{i}.jpg" for i in range(80)))
    put(tmp_path / "home/alice/Desktop", "a.pdf")
    tallies = dict(left_files(home_of(tmp_path)))
    downloads = tallies["downloads"]
    assert (downloads.count, downloads.facts["approximate"]) == (50, True)
    assert [(c.reason, c.source) for c in downloads.unseen] == [(Reason.TOO_BIG, "downloads")]
    assert (tallies["desktop"].count, tallies["desktop"].unseen) == (1, ())


def test_where_time_is_over_nothing_is_called_clean(tmp_path: Path) -> None:
    put(tmp_path / "home/alice/Downloads", "a.pdf")
    home = home_of(tmp_path)
    home.machine.deadline = home.machine.deadline.after(-1)
    (result,) = results(home.machine)
    assert result.outcome == "unreadable"
    assert {gap.reason for gap in result.unreadable} == {Reason.TIME}


def test_a_place_that_is_not_seen_is_called_by_its_name(tmp_path: Path) -> None:
    put(tmp_path / "elsewhere", "x.pdf")
    put(tmp_path / "disk/home/alice", "Desktop/a.pdf")
    (tmp_path / "disk/home/alice/Downloads").symlink_to("../../../elsewhere")
    ran = hygiene("check", "--root", tmp_path / "disk", *ONLY, "--format", "json", "--lang", "fr")
    assert unseen(ran.report) == {("left-files", "left-file", "downloads", "outside-root")}
    (gap,) = ran.report["checks"][0]["unreadable"]
    assert gap["message"].replace("\u00a0", " ") == (
        "Hors du dossier regardé : le dossier Téléchargements."
    )


def test_a_copied_home_is_looked_at_too(disk: Path, tmp_path: Path) -> None:
    shutil.copytree(disk / "home/alice", tmp_path / "copy")
    assert told(the_check(tmp_path / "copy")) == told(the_check(disk))


def test_a_check_of_files_reads_none_of_them(disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []
    real = PosixTree.open

    def watched(tree: PosixTree, path: str) -> OpenFile:
        opened.append(path.rpartition("/")[2])
        return real(tree, path)

    home = home_of(disk)
    monkeypatch.setattr(PosixTree, "open", watched)
    assert sum(tally.count for _, tally in left_files(home)) == 4
    assert opened == ["user-dirs.dirs", "recently-used.xbel"]
