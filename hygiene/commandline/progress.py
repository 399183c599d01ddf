"""A sign of life on a terminal where looking lasts: one line, wiped away at the end."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self, TextIO

from hygiene.texts.say import Language, say, text

#: Seconds: what is quicker needs no sign.
_PATIENCE = 0.5
_PERIOD = 0.1


class Progress:
    """Tells on standard error, if it is a terminal, what is being looked at.

    Refreshed by hand as the work goes on: a thread would slow the databases down (measured 2026).
    """

    def __init__(self, language: Language, stream: TextIO | None = None) -> None:
        self._language = language
        self._stream = sys.stderr if stream is None else stream
        self._next = time.monotonic() + _PATIENCE
        self._shown = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._write("")

    def at(self, number: int, total: int) -> None:
        """Step `number` of `total` begins."""
        now = time.monotonic()
        if now < self._next or self._stream is None or not self._stream.isatty():
            return
        self._next = now + _PERIOD
        share = f"{100 * number // total}"
        self._write(say(text("help", "note", "looking"), self._language, None, share=share))

    def _write(self, line: str) -> None:
        if not line and not self._shown:
            return
        try:
            self._stream.write(f"\r{line.ljust(self._shown)}" + ("" if line else "\r"))
            self._stream.flush()
        except OSError:
            return
        self._shown = len(line)
