"""Remote-control programs, as people read of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hygiene.errors import UsageError
from tests.command import hygiene
from tests.here import Here
from tests.programs import program
from tests.roots import FakeRoot, make

CHECK = "remote-access"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Here:
    return Here(tmp_path, "unix:path=/nowhere", monkeypatch)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[None]:
    """A program called AnyDesk runs, and waits."""
    with program(tmp_path, "anydesk"):
        yield


@pytest.mark.usefixtures("running")
def test_a_program_that_runs_is_important_and_has_its_gesture(here: Here) -> None:
    check = here.the_check(CHECK)
    (finding,) = [f for f in check["findings"] if f["subject"] == "anydesk"]
    assert (finding["severity"], finding["names"]) == ("high", ["AnyDesk"])
    screen = " ".join(here.check(CHECK, lang="fr").out.split())
    assert "IMPORTANT AnyDesk tourne : quelqu'un peut voir cet écran" in screen
    assert "fermez le programme, raccrochez si quelqu'un vous guide" in screen


@pytest.mark.usefixtures("running")
def test_without_names_it_is_told_all_the_same(here: Here) -> None:
    for form in ("json", "jsonl", "terminal", "markdown"):
        out = here.check(CHECK, names=False, format=form).out
        assert "anydesk" not in out.casefold(), form
    (finding,) = here.the_check(CHECK, names=False)["findings"]
    assert finding["message"] == (
        "A remote-control program is running: somebody may see this screen."
    )


@pytest.mark.usefixtures("running")
def test_what_the_keeper_allows_is_clean(here: Here) -> None:
    check = here.the_check(CHECK, '[remote-access]\nallowed = ["anydesk"]\n')
    assert [f for f in check["findings"] if f["subject"] == "anydesk"] == []


def test_an_allowed_program_that_nobody_knows_is_refused_with_its_line(here: Here) -> None:
    with pytest.raises(UsageError) as caught:
        here.check(CHECK, '[remote-access]\nallowed = ["anydeks"]\n')
    assert caught.value.values["line"] == "2"
    assert "anydesk" in caught.value.values["known"]


def test_programs_that_are_only_installed_are_one_action(tmp_path: Path) -> None:
    root = FakeRoot(tmp_path / "disk")
    make(root.folder, "usr/bin/anydesk", "usr/bin/rustdesk", "opt/teamviewer/")
    words = ("check", "--root", root.folder, "--only", CHECK, "--lang", "en")
    screen = " ".join(hygiene(*words).out.split())
    assert (
        "1 CAUTION This computer has 3 remote-control programs installed:"
        " AnyDesk, RustDesk and TeamViewer." in screen
    )
