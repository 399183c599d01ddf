"""`hygiene password` at a real terminal: nothing typed is shown, kept or found anywhere."""

from __future__ import annotations

import getpass
import os
import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hygiene.commandline.surroundings import here
from hygiene.commands.password import page, run
from hygiene.errors import UsageError
from hygiene.passwords.rating import Fault
from hygiene.texts.say import LANGUAGES
from tests.command import hygiene

if sys.platform == "win32":
    pytest.skip("a pty is a thing of Linux and macOS", allow_module_level=True)

from tests.commands.terminal import Terminal

#: Typed at the prompt, and looked for everywhere afterwards: long enough, with a service's name.
CANARY = "Kanarienvogel-Ameli-7391!"
GOOD = "xK9$vRq2!mZpL7"
PROMPT = "Password to try (nothing is shown): "

Open = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Open]:
    opened = []
    (tmp_path / "home").mkdir()

    def open_one(*words: str, lang: str = "en", **more: object) -> Terminal:
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(tmp_path / "home"),
            "TMPDIR": str(tmp_path / "home"),
            "USER": "zoe.martin",
            "HYGIENE_LANG": lang,
            "PYTHONDONTWRITEBYTECODE": "1",
            **more.pop("env", {}),  # type: ignore[dict-item]
        }
        opened.append(Terminal("password", *words, env=env, cwd=tmp_path / "home", **more))  # type: ignore[arg-type]
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


def test_a_good_password_ends_with_0_and_is_not_shown(terminal: Open) -> None:
    window = terminal()
    window.until(PROMPT)
    assert not window.echoes()
    window.type(f"{GOOD}\n")
    assert window.code() == 0
    assert "A good password: long enough, and hard to guess." in window.shown
    assert GOOD not in window.shown
    assert window.echoes()


def test_a_weak_one_ends_with_1_and_is_told_why_with_a_phrase_of_seven_words(
    terminal: Open,
) -> None:
    window = terminal(lang="fr")
    window.until("rien ne s'affiche")
    window.type("Loulou2010\n")
    assert window.code() == 1
    assert "Loulou" not in window.shown
    for said in ("Il n'est pas assez long.", "Il est facile à deviner", "Rien n'a été gardé"):
        assert said in window.shown
    (phrase,) = [line.split() for line in window.shown.splitlines() if line.startswith("    ")][-1:]
    assert len(set(phrase)) == 7


def test_each_run_proposes_another_phrase() -> None:
    assert list(page([Fault.EASY], "fr", 80)) != list(page([Fault.EASY], "fr", 80))


def test_the_account_name_is_refused(terminal: Open) -> None:
    window = terminal()
    window.until(PROMPT)
    window.type("xK9$vRq2!martin!\n")
    assert window.code() == 1
    assert "It holds your name" in window.shown


def test_what_was_typed_is_found_nowhere(terminal: Open, tmp_path: Path) -> None:
    window = terminal(lingers=True, env={"HYGIENE_DEBUG": "1"})
    window.until(PROMPT)
    window.type(f"{CANARY}\n")
    window.until("over")
    assert "It holds the name of a site" in window.shown
    proc = Path("/proc", str(window.process.pid))
    places = [window.shown.encode()]
    if proc.is_dir():
        places += [(proc / name).read_bytes() for name in ("cmdline", "environ")]
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    places += [path.read_bytes() for path in files]
    for part in (CANARY, "Kanarien", "7391"):
        assert not [place for place in places if part.encode() in place]
    assert files == []


def test_a_fault_of_ours_shows_nothing_of_it_even_with_a_traceback(terminal: Open) -> None:
    breaks = (
        "import hygiene.commands.password as command\n"
        "def broken(typed, person):\n    raise ValueError(typed)\n"
        "command.faults = broken"
    )
    window = terminal(lingers=True, before=breaks, env={"HYGIENE_DEBUG": "1"})
    window.until(PROMPT)
    window.type(f"{CANARY}\n")
    shown = window.until("over")
    assert "RuntimeError: ValueError" in shown
    assert "Kanarien" not in shown


def test_ctrl_c_at_the_prompt_is_130_and_gives_the_terminal_back(terminal: Open) -> None:
    window = terminal()
    window.until(PROMPT)
    window.type(f"{CANARY}\x03")
    assert window.code() == 130
    assert "Kanarien" not in window.shown
    assert window.echoes()


@pytest.mark.parametrize("keys", ["\n", "\x04"])
def test_nothing_typed_is_wrong_usage(terminal: Open, keys: str) -> None:
    window = terminal()
    window.until(PROMPT)
    window.type(keys)
    assert window.code() == 2
    assert "hygiene: nothing was typed." in window.shown


def test_letters_of_another_code_page_are_told_without_them(terminal: Open) -> None:
    window = terminal()
    window.until(PROMPT)
    window.type("Kanarienvog\xe9l\n".encode("latin-1"))
    assert window.code() == 2
    assert "does not send letters as the computer expects them" in window.shown
    assert "Kanarien" not in window.shown


def test_on_ones_own_computer_the_real_one_may_be_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", lambda prompt: GOOD)
    settings = tmp_path / "config.toml"
    for place, warned in (("shared", True), ("own", False)):
        settings.write_text(f'place = "{place}"\n')
        around = here()._replace(
            privileged=False, environ={}, system_file=tmp_path / "none", user_file=settings
        )
        assert run("en", around) == 0
        assert ("Do not type your real password" in capsys.readouterr().out) is warned


def test_a_terminal_that_cannot_hide_is_not_typed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def shows(prompt: str) -> str:
        warnings.warn("it shows", getpass.GetPassWarning, stacklevel=1)
        return CANARY

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("getpass.getpass", shows)
    with pytest.raises(UsageError) as raised:
        run("en", here())
    assert raised.value.text == "password-shown"


def test_a_password_in_a_pipe_is_refused_in_one_line() -> None:
    for language, sentence in (("fr", "se tape au clavier"), ("en", "is typed on the keyboard")):
        ran = hygiene("password", "--lang", language)
        assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
        assert sentence in ran.err


def test_a_password_in_the_command_is_refused_without_being_kept() -> None:
    ran = hygiene("password", "hunter2")
    assert (ran.code, ran.out) == (2, "")


def test_every_fault_has_its_sentence() -> None:
    for language in LANGUAGES:
        lines = list(page(list(Fault), language, 80))
        assert len([line for line in lines if line.startswith("  - ")]) == len(Fault)
        assert max(map(len, lines)) <= 80 or any("https://" in line for line in lines)


def test_its_help_loads_nothing_that_only_rating_needs() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "hygiene", "password", "--help"],
        capture_output=True,
        text=True,
        check=False,
    )
    loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "hygiene.cli" in loaded
    assert not loaded & {"zxcvbn", "hygiene.passwords.rating", "getpass"}
