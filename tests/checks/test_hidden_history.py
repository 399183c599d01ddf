"""Page addresses outside the history, and the gesture that removes them, or that nothing does."""

from __future__ import annotations

from pathlib import Path

from tests.browsers.databases import database
from tests.browsers.formats.leveldb_files import batch, log, put, text
from tests.command import hygiene
from tests.roots import FakeRoot


def left(root: FakeRoot) -> tuple[list[int], str]:
    """The counts of the findings, and all the steps to do about them."""
    ran = hygiene("check", "--root", root.folder, "--only", "browsing-data", "--format", "json")
    (check,) = ran.report["checks"]
    kind = "hidden-history"
    found = [finding for finding in check["findings"] if finding["kind"] == kind]
    assert all(finding["profile"] is None for finding in found)
    advice = [row for row in check["advice"] if row["kind"] == kind]
    return [f["count"] for f in found], " ".join(step for row in advice for step in row["steps"])


def download(profile: Path) -> None:
    (profile / "shared_proto_db").mkdir()
    value = b"\x0a" + text(b"https://a.fr/attestation.pdf")
    (profile / "shared_proto_db/000003.log").write_bytes(
        log(batch(1, put(b"21_download,1"), value=value))
    )


def test_one_finding_a_browser_whatever_its_profiles(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    for profile in ("Default", "Profile 1"):
        with database(root.home().chromium("chrome", profile).path / "Favicons") as made:
            made.create("icon_mapping")
            made.add("icon_mapping", page_url="https://a.fr/")
            made.add("icon_mapping", page_url=f"https://a.fr/{profile}")
    counts, steps = left(root)
    assert counts == [3]
    assert "Delete data" in steps
    assert "desk" not in steps


def test_where_no_gesture_helps_the_advice_is_to_tell_the_desk(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    download(root.home().chromium("chrome").path)
    counts, steps = left(root)
    assert counts == [1]
    assert "Chrome cannot clear them: tell the desk." in steps
    assert "Delete data" not in steps


def test_firefox_has_no_such_places(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path)
    root.home().firefox()
    assert left(root)[0] == []
