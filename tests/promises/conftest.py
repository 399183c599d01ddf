from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.unprivileged import open_folder

from .computer import Computer, need_root
from .traps import lay


@pytest.fixture
def computer() -> Iterator[Computer]:
    need_root()
    with open_folder() as folder:
        made = Computer(folder)
        lay(made)
        yield made
