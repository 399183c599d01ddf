"""What is done to one file: it is written over, cut, closed, or something stands in its place."""

from __future__ import annotations

import os
import random
import socket
import stat
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

GIB = 1 << 30
#: An absolute link on a disk leads to something on that disk.
OUT = "../" * 40
NOISE = random.Random(6).randbytes(20_000)


def holding(content: bytes) -> Callable[[Path], None]:
    return lambda path: put(path, content)


def put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def cut(size: int) -> Callable[[Path], None]:
    return lambda path: os.truncate(path, size)


def over(at: int, content: bytes) -> Callable[[Path], None]:
    """Write over a part of a file."""

    def harm(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(at)
            file.write(content)

    return harm


def sparse(path: Path) -> None:
    put(path, b"")
    os.truncate(path, 5 * GIB)


def absent(path: Path) -> None:
    path.unlink(missing_ok=True)


def fifo(path: Path) -> None:
    absent(path)
    os.mkfifo(path)


def bound(path: Path) -> None:
    """A socket, bound from its own folder: the whole path is too long for one."""
    absent(path)
    here = Path.cwd()
    os.chdir(path.parent)
    try:
        with closing(socket.socket(socket.AF_UNIX)) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def device(path: Path) -> None:
    """The device that never ends, /dev/zero under another name."""
    absent(path)
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, os.makedev(1, 5))
    except PermissionError:
        pytest.skip("only root makes devices, and not in every container")


def folder(path: Path) -> None:
    absent(path)
    path.mkdir(parents=True)


def link(target: str) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        absent(path)
        path.symlink_to(target)

    return harm


def closed(path: Path) -> None:
    path.chmod(0)
