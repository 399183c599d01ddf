"""For the whole suite: whatever a test asks of the product, the product changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import writing

writing.watch()


@pytest.fixture(autouse=True)
def nothing_is_written() -> Iterator[None]:
    """Fail the test in which our code opens a file to write it, or makes or removes one.

    The files of `-o` are all that it may write; `tests/held.py` holds what the command looks at.
    """
    writing.seen.clear()
    yield
    assert writing.seen == []
