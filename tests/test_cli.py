"""The command line as people and schedulers meet it: codes, one-line complaints, both languages."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import Ran, hygiene

FRENCH = {"LANG": "fr_FR.UTF-8"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "alice"
    (folder / ".config").mkdir(parents=True)
    return folder


@pytest.fixture
def left(home: Path) -> Path:
    """A home in which Chromium still offers to save passwords: one finding of low weight."""
    profile = home / ".config" / "chromium" / "Default"
    profile.mkdir(parents=True)
    (profile / "Preferences").write_text("{}")
    (profile.parent / "Local State").write_text('{"profile": {"info_cache": {"Default": {}}}}')
    return home


def check(home: Path, *words: str | Path, **env: str) -> Ran:
    return hygiene("check", "--root", home, "--platform", "linux", *words, env=env)


def complaint(ran: Ran) -> str:
    """The one line on standard error, where nothing else happened."""
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("\n")
    assert ran.err.count("\n") == 1
    return ran.err.strip()


# --- exit codes -----------------------------------------------------------------------------------


def test_the_code_tells_what_was_found(left: Path) -> None:
    assert check(left, "-f", "json").code == 0
    found = check(left, "-f", "json", "--fail-on", "low")
    assert found.code == 1
    assert found.report["summary"]["findings"]["low"] >= 1
    assert check(left, "-f", "json", "--fail-on", "low", "--exit-zero").code == 0


def test_what_could_not_be_seen_is_no_clean_bill(left: Path) -> None:
    (left / ".config/chromium/Default/Login Data").write_bytes(b"damaged" * 1000)
    words = ("-f", "json", "--only", "saved-passwords", "--fail-on", "high")
    assert check(left, *words).code == 3
    assert check(left, *words, "--exit-zero").code == 0


def test_each_option_is_a_variable_too(left: Path) -> None:
    ran = hygiene(
        "check",
        env={
            "HYGIENE_ROOT": str(left),
            "HYGIENE_PLATFORM": "linux",
            "HYGIENE_FORMAT": "json",
            "HYGIENE_FAIL_ON": "low",
            "HYGIENE_ONLY": "saved-passwords",
            "HYGIENE_LANG": "fr",
        },
    )
    assert ran.code == 1
    assert ran.report["language"] == "fr"
    assert ran.report["options"]["only"] == ["saved-passwords"]


# --- complaints -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "english", "french"),
    [
        ([], "which command?", "quelle commande"),
        (
            ["chek"],
            'no command "chek". There are: check, list, explain, password.',
            "pas de commande",
        ),
        (["check", "--formt"], "no option --formt. Did you mean", "pas d'option --formt. Vouliez"),
        (["check", "-z"], "no option -z (hygiene check --help", "pas d'option -z"),
        (["--nonsense"], "no option --nonsense", "pas d'option --nonsense"),
        (["check", "--only"], "--only needs a value", "--only demande une valeur"),
        (["check", "--plain=1"], "--plain takes no value", "--plain ne prend pas de valeur"),
        (["check", "now", "please"], "not expected: now please", "de trop\u00a0: now please"),
        (["explain"], "CHECK is missing (hygiene explain --help", "il manque VÉRIF"),
        (["explain", "nothing"], 'no check "nothing". There are: br', "pas de vérification"),
        (["check", "--only", "x"], 'no check "x". There are: br', "pas de vérification"),
        (["check", "--lang", "de"], '--lang: "de" is not a choice', "n'est pas un choix"),
        (["list", "--lang", "de"], '--lang: "de" is not a choice', "n'est pas un choix"),
        (["list", "-f", "markdown"], "does not exist for this command", "n'existe pas pour"),
        (["check", "-f", "html"], '"html" is not offered yet', "n'est pas encore proposé"),
        (["check", "-f", "prometheus"], "is not offered yet", "n'est pas encore proposé"),
        (["check", "-o", "a.html"], '".html" is not offered yet', "n'est pas encore proposé"),
        (["check", "-o", "a.prom"], '".prom" is not offered yet', "n'est pas encore proposé"),
        (["check", "-o", "a.txt"], "does not tell which format", "ne dit pas quel format"),
        (["check", "-o", "/nowhere/a.json"], "there is no such folder", "ce dossier n'existe pas"),
        (["check", "--root", "/nowhere"], '"/nowhere" does not exist', "n'existe pas"),
        (["check", "--timeout", "x"], "needs a number of seconds", "un nombre de secondes"),
        (["check", "--since", "x"], '"x" is not a moment. For example', "n'est pas un moment"),
    ],
)
def test_wrong_usage_is_one_line_and_nothing_is_done(
    words: list[str], english: str, french: str
) -> None:
    assert english in complaint(hygiene(*words))
    told = complaint(hygiene(*words, env=FRENCH))
    assert french in told
    assert told.startswith("hygiene\u00a0: ")


def test_nothing_in_a_complaint_steers_the_terminal() -> None:
    told = complaint(hygiene("check", "--only", "a\x1b[31m\nb\u202ec"))
    assert 'no check "a\ufffd[31m\ufffdb\ufffdc"' in told


def test_a_wrong_variable_is_one_line(home: Path) -> None:
    assert complaint(check(home, HYGIENE_FAIL_ON="severe")).startswith(
        'hygiene: HYGIENE_FAIL_ON: "severe" is not a choice.'
    )


# --- help -----------------------------------------------------------------------------------------


def test_help_comes_in_panels_that_have_commands() -> None:
    english, french = hygiene("--help"), hygiene("--help", env=FRENCH)
    assert english.code == french.code == 0
    assert [line for line in english.out.splitlines() if line and line[0] != " "][2:] == [
        "Before you leave",
        "Understand",
        "General options",
        "hygiene looks, and that is all: nothing is changed, nothing is sent, no password",
        "is read. For the help of a command: hygiene COMMAND --help",
    ]
    assert french.out.startswith("Utilisation\u00a0: hygiene COMMANDE [OPTIONS]\n")
    assert "\nAvant de partir\n  check " in french.out
    assert "\nComprendre\n  list " in french.out


@pytest.mark.parametrize(
    "words", [["--lang", "fr", "check", "--help"], ["check", "-h", "--lang=fr"]]
)
def test_the_language_of_help_is_asked_anywhere(words: list[str]) -> None:
    ran = hygiene(*words)
    assert ran.code == 0
    assert "  -o, --output FICHIER " in ran.out
    assert "Montre cette aide." in ran.out


def test_help_fits_the_terminal() -> None:
    for columns in (40, 80, 300):
        out = hygiene("check", "--help", env={"COLUMNS": str(columns)}).out
        assert max(map(len, out.splitlines())) <= min(columns, 100)


def test_the_version_is_told() -> None:
    from hygiene import __version__

    assert hygiene("--version") == Ran(0, f"hygiene {__version__}\n", "")


def test_signs_that_the_terminal_lacks_do_not_stop_it() -> None:
    ran = hygiene("list", env={**FRENCH, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert ran.code == 0
    assert "Les huit regles" in ran.out
    ran = hygiene("chek", env={**FRENCH, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"})
    assert "pas de commande" in complaint(ran)


# --- files ----------------------------------------------------------------------------------------


def test_files_are_written_each_in_its_format_for_their_owner_alone(
    left: Path, tmp_path: Path
) -> None:
    outputs = [tmp_path / name for name in ("a.json", "b.jsonl", "c.md")]
    ran = check(left, "--quiet", *(word for path in outputs for word in ("-o", path)))
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert json.loads(outputs[0].read_text())["schema"] == 1
    assert all(json.loads(line) for line in outputs[1].read_text().splitlines())
    assert outputs[2].read_text().startswith("#")
    assert {stat.S_IMODE(path.stat().st_mode) for path in outputs} == {0o600}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.json", "alice", "b.jsonl", "c.md"]


def test_standard_output_gets_its_format_whatever_files_are_written(
    left: Path, tmp_path: Path
) -> None:
    ran = check(left, "-f", "json", "-o", tmp_path / "a.md")
    assert ran.report["schema"] == 1


def test_a_file_that_cannot_be_written_is_told_before_anything_is_looked_at(
    left: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.json").mkdir()
    told = complaint(check(left, "-o", tmp_path / "b.json", "-o", tmp_path / "a.json"))
    assert "something else than a file has this name" in told
    assert not (tmp_path / "b.json").exists()


# --- endings that nobody asked for ----------------------------------------------------------------


def slowly(code: str) -> list[str]:
    """The real program, with an inspection that does `code`."""
    return [
        sys.executable,
        "-c",
        "import sys, threading, time\n"
        "import hygiene.inspection as inspection\n"
        "from hygiene.cli import main\n"
        f"def inspect(options, now, progress=None):\n    {code}\n"
        "inspection.inspect = inspect\n"
        "main()",
        "check",
    ]


def test_ctrl_c_ends_at_once_even_where_a_thread_still_reads(tmp_path: Path) -> None:
    code = (
        "threading.Thread(target=time.sleep, args=(30,)).start(); "
        "print('looking', flush=True); time.sleep(30)"
    )
    with subprocess.Popen(
        [*slowly(code), "-o", str(tmp_path / "a.json")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "looking\n"
        begun = time.monotonic()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=10)
    assert time.monotonic() - begun < 5
    assert (process.returncode, out, err) == (130, "", "")
    assert list(tmp_path.iterdir()) == []


def test_ctrl_c_during_the_start_is_quiet_too() -> None:
    code = (
        "import os, signal, sys\n"
        "class Interrupted:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'hygiene.commandline': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Interrupted())\n"
        "from hygiene.__main__ import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


def test_our_own_fault_is_one_line_without_a_traceback() -> None:
    code = "raise ValueError('secret of the person')"
    ran = subprocess.run(
        slowly(code), capture_output=True, text=True, env=plain_environment(), check=False
    )
    assert ran.returncode == 2
    assert ran.stderr.startswith(
        "hygiene: an error in hygiene itself (ValueError, hygiene.commands."
    )
    assert ran.stderr.count("\n") == 1
    assert "secret" not in ran.stderr + ran.stdout
    debug = {**plain_environment(), "HYGIENE_DEBUG": "1"}
    ran = subprocess.run(slowly(code), capture_output=True, text=True, env=debug, check=False)
    assert "Traceback" in ran.stderr


def plain_environment() -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith(("HYGIENE_", "LC_", "LANG"))}


@pytest.mark.parametrize("words", [["list"], ["--help"]])
def test_a_reader_who_stops_reading_is_no_error(words: list[str]) -> None:
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [sys.executable, "-m", "hygiene", *words], stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert done.stderr == b""
    assert done.returncode == 0


def test_a_full_disk_behind_standard_output_is_one_line(home: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hygiene", "list"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            env=plain_environment(),
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "hygiene: stdout could not be written (there is no room left).\n"


def test_a_full_disk_behind_standard_error_leaves_the_exit_code_as_it_is() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hygiene", "explain", "nothing"],
            stdout=full,
            stderr=full,
            env=plain_environment(),
            check=False,
        )
    assert done.returncode == 2


@pytest.mark.parametrize("zone", ["XXX-99999", "AAA+167:59:59", "../../etc/shadow", "\x1b[2J", ""])
def test_a_time_zone_that_is_none_stops_nothing(left: Path, zone: str) -> None:
    ran = check(left, "--since", "2000-01-01", "-f", "json", TZ=zone)
    assert (ran.code, ran.err) == (0, "")
    assert ran.report["started_at"].endswith("+00:00")


def test_without_any_standard_output_the_files_are_written(left: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [
            *("sh", "-c", 'exec "$@" >&- 2>&-', "sh"),
            *(sys.executable, "-m", "hygiene", "check", "--root", left, "--platform", "linux"),
            *("-o", tmp_path / "a.json"),
        ],
        env=plain_environment(),
        check=False,
    )
    assert done.returncode == 0
    assert json.loads((tmp_path / "a.json").read_text())["schema"] == 1


# --- the current folder and the start -------------------------------------------------------------


def test_settings_in_the_current_folder_are_not_read(left: Path, tmp_path: Path) -> None:
    for name in ("config.toml", "hygiene.toml", ".hygiene.toml", "pyproject.toml"):
        (tmp_path / name).write_text("nonsense")
    ran = hygiene("check", "--root", left, "--platform", "linux", "-f", "json", cwd=tmp_path)
    assert ran.code == 0


def test_help_and_complaints_load_nothing_heavy() -> None:
    for words in (["check", "--help"], ["--help"], ["chek"]):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "hygiene", *words],
            capture_output=True,
            text=True,
            check=False,
        )
        loaded = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
        assert "hygiene.cli" in loaded
        heavy = {"rich", "psutil", "apsw", "lz4", "jeepney", "hygiene.registry", "hygiene.model"}
        assert not loaded & heavy
