"""Names of files are for their owner's eyes, at the computer: everywhere else they are withheld."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from hygiene.config.options import Options
from hygiene.inspection import inspect
from hygiene.machine import Machine
from hygiene.machine.homes import offline_machine
from tests.files.homes import NOW, put

NAME = "Attestation de Zoé.pdf"


def live(home: Path, *words: str, terminal: bool) -> str:
    """What a run on this computer prints, on a terminal or into a pipe."""
    command = [sys.executable, "-m", "hygiene", "check", "--only", "left-files", "--lang", "fr"]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HYGIENE_", "LC_", "LANG"))}
    env = {**kept, "HOME": str(home), "PYTHONUTF8": "1", "TERM": "dumb", "COLUMNS": "200"}
    if not terminal:
        done = subprocess.run(
            [*command, *words], env=env, capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout
    ours, theirs = pty.openpty()
    process = subprocess.Popen([*command, *words], env=env, stdout=theirs, stderr=theirs)
    os.close(theirs)
    parts = []
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux's way to say that nobody writes any more
            break
        if not part:
            break
        parts.append(part)
    process.wait()
    os.close(ours)
    return b"".join(parts).decode("utf-8")


def left(folder: Path) -> Path:
    put(folder, f"Downloads/{NAME}", ".bashrc")
    return folder


def test_on_the_owner_s_terminal_the_file_is_named(tmp_path: Path) -> None:
    assert NAME in live(left(tmp_path), terminal=True)
    assert NAME in live(left(tmp_path), "--verbose", "--plain", terminal=True)
    assert NAME not in live(left(tmp_path), "--no-names", terminal=True)


def test_in_a_pipe_it_is_not(tmp_path: Path) -> None:
    for words in ((), ("--names",), ("--verbose", "--names")):
        out = live(left(tmp_path), *words, terminal=False)
        assert NAME not in out
        assert "1 attestation est restée" in out.replace("\u00a0", " ")


def test_no_other_format_names_it_even_on_a_terminal(tmp_path: Path) -> None:
    for form in ("json", "jsonl", "markdown"):
        assert NAME not in live(left(tmp_path), "--format", form, "--names", terminal=True)


def test_no_file_that_is_written_names_it(tmp_path: Path) -> None:
    home = left(tmp_path / "home")
    outputs = [tmp_path / f"report.{suffix}" for suffix in ("json", "jsonl", "md")]
    live(home, "--names", *(w for path in outputs for w in ("-o", str(path))), terminal=True)
    for path in outputs:
        assert "left-file" in path.read_text("utf-8") or path.suffix == ".md"
        assert NAME not in path.read_text("utf-8")


def test_not_even_names_shows_those_of_a_copied_home_on_a_terminal(tmp_path: Path) -> None:
    home = left(tmp_path / "copy")
    out = live(tmp_path, "--root", str(home), "--names", "--verbose", terminal=True)
    assert NAME not in out
    assert "1 attestation est restée" in out.replace("\u00a0", " ")


@pytest.mark.parametrize("mine", [True, False])
def test_the_report_itself_holds_the_names_of_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mine: bool
) -> None:
    home = left(tmp_path / "home")

    def machine(root: Path, **more: object) -> Machine:
        """This computer, on which the home is that of whoever runs the program, or not."""
        found = offline_machine(root, **more)  # type: ignore[arg-type]
        found.live = True
        for each in found.homes:
            each.mine = mine
        return found

    monkeypatch.setattr("hygiene.inspection.offline_machine", machine)
    asked = Options(lang="fr", root=home, only=("left-files",), names=True)
    report, _ = inspect(asked, now=NOW)
    assert [finding.count for finding in report.findings] == [1]
    assert {name for f in report.findings for name in f.names} == ({NAME} if mine else set())
