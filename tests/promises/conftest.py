"""Disks full of secrets, made once for all promises, and held to what they were to the end."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from hygiene.machine import Platform
from tests.held import held
from tests.unprivileged import open_folder

from .canaries import Canaries
from .computer import Computer, need_root
from .disks import PLATFORMS, disk
from .traps import lay


class Planted(NamedTuple):
    """A disk, and what on it is secret."""

    folder: Path
    home: Path
    platform: Platform
    canaries: Canaries


@pytest.fixture(scope="package", params=PLATFORMS)
def planted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Planted]:
    """A disk of each system; whatever was run on it has left it as it was."""
    canaries = Canaries()
    above = tmp_path_factory.mktemp("disk")
    made = disk(above, request.param, canaries)
    (home,) = (made.folder / ("home" if request.param == "linux" else "Users")).iterdir()
    with held(above):
        yield Planted(made.folder, home, request.param, canaries)


@pytest.fixture(scope="package")
def damaged(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    """The same disk with something wrong in every file, the secrets still around it."""
    above = tmp_path_factory.mktemp("damaged")
    folder = Path(shutil.copytree(planted.folder, above / planted.folder.name, symlinks=True))
    chance = random.Random(planted.platform)
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        file.write_bytes(_damage(file.read_bytes(), chance))
    with held(above):
        yield planted._replace(
            folder=folder, home=folder / planted.home.relative_to(planted.folder)
        )


def _damage(data: bytes, chance: random.Random) -> bytes:
    middle = len(data) // 2
    return chance.choice(
        [
            data[:middle],
            b"\x93garbage\0" + data[9:],
            data[:middle] + b"\xff\xfe\0" + data[middle:],
            bytes(byte ^ (chance.random() < 0.01) for byte in data),
        ]
    )


@pytest.fixture
def computer() -> Iterator[Computer]:
    need_root()
    with open_folder() as folder:
        made = Computer(folder)
        lay(made)
        yield made
