"""Runs the command, and programs beside it, as Windows starts them."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.command import Ran

#: What tells a language besides Windows' own setting, and what would choose settings.
_UNHEARD = ("LC_", "LANG", "HYGIENE_", "PYTHONIOENCODING", "PYTHONUTF8")


def environment(home: Path) -> dict[str, str]:
    """The environment of the person whose home this is."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(_UNHEARD)}
    return kept | {
        "USERPROFILE": str(home),
        "USERNAME": "Zoé",
        "APPDATA": str(home / "AppData/Roaming"),
        "LOCALAPPDATA": str(home / "AppData/Local"),
    }


def hygiene(
    *words: str | Path,
    home: Path,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    page: str = "cp1252",
    program: Path | None = None,
) -> Ran:
    """Run `hygiene` for the person whose home this is, in this Python or in `program`.

    What it says must be in code page `page`, what programs read in UTF-8.
    """
    done = subprocess.run(
        [program or sys.executable, "-m", "hygiene", *map(str, words)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env={**environment(home), **(env or {})},
        cwd=cwd,
        timeout=120,
        check=False,
    )
    told = "utf-8" if {"json", "jsonl"} & set(words) else page
    out, err = done.stdout.decode(told), done.stderr.decode(page)
    return Ran(done.returncode, out.replace("\r\n", "\n"), err.replace("\r\n", "\n"))


def under_wine() -> bool:
    """Whether this Windows is wine, which is less than Windows in places."""
    if sys.platform != "win32":
        return False
    return hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")


class Beside:
    """A program that runs beside us and does a step of its work each time it is told to."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def heard(self) -> str:
        """The next line that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def go(self) -> str:
        """Have it do its next step, and hear how that ended."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        return self.heard()


@contextmanager
def beside(code: str, *words: str | Path, program: Path | None = None) -> Iterator[Beside]:
    """Run `code` in another process until the end of the block; it begins with saying `ready`."""
    with subprocess.Popen(
        [str(program or sys.executable), "-X", "utf8", "-c", code, *map(str, words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONHOME": sys.prefix},
    ) as process:
        try:
            running = Beside(process)
            assert running.heard() == "ready"
            yield running
        finally:
            process.kill()


def program(folder: Path, name: str) -> Path:
    """Python under the name of a browser, with the libraries that it needs beside it."""
    folder.mkdir(exist_ok=True)
    for library in Path(sys.base_prefix).glob("*.[dz][li][lp]"):  # python311.dll and .zip
        shutil.copy(library, folder)
    return Path(shutil.copy(sys.executable, folder / name))


#: Opens the file it is given with access, sharing, disposition and flags of CreateFileW, and waits.
HOLDER = """
import ctypes, sys
from ctypes import wintypes
create = ctypes.WinDLL("kernel32", use_last_error=True).CreateFileW
create.restype = wintypes.HANDLE
create.argtypes = [wintypes.LPCWSTR, *[wintypes.DWORD] * 2, wintypes.LPVOID,
                   *[wintypes.DWORD] * 2, wintypes.HANDLE]
access, share, disposition, flags = (int(word, 0) for word in sys.argv[2:6])
handle = create(sys.argv[1], access, share, None, disposition, flags, None)
print("ready" if handle != wintypes.HANDLE(-1).value else ctypes.get_last_error(), flush=True)
sys.stdin.read()
"""


def holding(
    file: Path, *, share: str, program: Path | None = None, gone: bool = False
) -> AbstractContextManager[Beside]:
    """Somebody has `file` open for reading and writing, shared with others as `share` says.

    Args:
        file: The file, made where there is none.
        share: `nothing` or `reading`.
        program: Who holds it, instead of Python.
        gone: Whether Windows deletes it with the process.
    """
    numbers = {"nothing": "0", "reading": "1"}
    delete = 0x10000 if gone else 0
    access = 0x80000000 | 0x40000000 | delete
    flags = 0x80 | (0x04000000 if gone else 0)  # FILE_FLAG_DELETE_ON_CLOSE
    return beside(HOLDER, file, hex(access), numbers[share], "4", hex(flags), program=program)
