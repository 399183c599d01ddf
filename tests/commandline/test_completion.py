"""What the Tab key offers, in each shell and in each language."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import hygiene

FRENCH = {"LANG": "fr_FR.UTF-8"}


def bash(line: str) -> list[str]:
    words = line.split(" ")
    environ = {
        "_HYGIENE_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    ran = hygiene(env=environ)
    assert ran.err == ""
    return ran.out.split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("hygiene ", ["check", "list", "explain", "password"]),
        ("hygiene ch", ["check"]),
        ("hygiene check --fo", ["--format"]),
        ("hygiene check --only saved-", ["saved-cards", "saved-passwords", "saved-identity"]),
        ("hygiene check --skip browser-r", ["browser-running"]),
        ("hygiene check --format ", ["terminal", "json", "jsonl", "markdown"]),
        ("hygiene check --fail-on ", ["info", "low", "medium", "high"]),
        ("hygiene check --platform w", ["windows"]),
        ("hygiene check --lang ", ["fr", "en"]),
        ("hygiene check --since t", ["today"]),
        ("hygiene explain saved-p", ["saved-passwords"]),
        ("hygiene explain saved-passwords --browser fire", ["firefox"]),
        ("hygiene list -f ", ["terminal", "json"]),
        ("hygiene check --root ", []),
    ],
)
def test_the_tab_key_finishes_words(line: str, offered: list[str]) -> None:
    found = bash(line)
    if line.endswith("fire"):
        found = [word for word in found if word == "firefox"]
    assert found == offered


def test_shells_that_show_explanations_show_them_in_french() -> None:
    environ = {**FRENCH, "_HYGIENE_COMPLETE": "complete_zsh"}
    commands = hygiene(env={**environ, "_TYPER_COMPLETE_ARGS": "hygiene "}).out
    assert '"list":"Les huit règles du guide' in commands
    options = hygiene(env={**environ, "_TYPER_COMPLETE_ARGS": "hygiene check --ti"}).out
    assert '"--timeout":"Temps donné à toute la commande' in options
    checks = hygiene(env={**environ, "_TYPER_COMPLETE_ARGS": "hygiene explain saved-pas"}).out
    assert '"saved-passwords":"Aucun mot de passe' in checks


def test_fish_and_powershell_are_served_too() -> None:
    fish = {
        "_HYGIENE_COMPLETE": "complete_fish",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "_TYPER_COMPLETE_ARGS": "hygiene check --plai",
    }
    assert hygiene(env=fish).out.startswith("--plain\tNo colour, box or symbol")
    powershell = {
        "_HYGIENE_COMPLETE": "complete_powershell",
        "_TYPER_COMPLETE_ARGS": "hygiene check --plai",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "--plai",
    }
    assert hygiene(env=powershell).out.startswith("--plain:::No colour")


def installed(home: Path, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run hygiene from a real bash, which it then recognises as the person's shell."""
    line = " ".join([sys.executable, "-m", "hygiene", *words]) + "; exit $?"
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("HYGIENE_", "LC_", "LANG"))}
    return subprocess.run(
        ["bash", "--norc", "-c", line],
        env={**kept, "HOME": str(home), **env},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_completion_is_installed_and_works(tmp_path: Path) -> None:
    done = installed(tmp_path, "--install-completion", **FRENCH)
    script = tmp_path / ".bash_completions" / "hygiene.sh"
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"Complétion bash installée dans {script}. Ouvrez un nouveau terminal pour en profiter.\n"
    )
    assert f"source '{script}'" in (tmp_path / ".bashrc").read_text()
    # A real bash loads it and calls it as it would for a Tab key.
    tab = (
        f"source {script}; hygiene() {{ {sys.executable} -m hygiene; }}; export -f hygiene; "
        "COMP_WORDS=(hygiene check --fail); COMP_CWORD=2; "
        f'env() {{ command env "${{@:1:$#-1}}" {sys.executable} -m hygiene; }}; '
        '_hygiene_completion hygiene; echo "${COMPREPLY[@]}"'
    )
    done = subprocess.run(["bash", "-c", tab], capture_output=True, text=True, check=True)
    assert done.stdout == "--fail-on\n"


def test_completion_may_be_shown_instead(tmp_path: Path) -> None:
    done = installed(tmp_path, "--show-completion")
    assert done.returncode == 0
    assert "complete -o default -F _hygiene_completion hygiene" in done.stdout
    assert list(tmp_path.iterdir()) == []
