"""`hygiene check` on this computer without a new process: the bus and the home are the test's."""

from __future__ import annotations

from contextlib import redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from hygiene.commands import check as command
from tests.command import Ran
from tests.settings import surroundings


class Here:
    """Somebody with an empty home on this computer, whose system bus is at `address`."""

    def __init__(self, folder: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.home = folder / "home"
        (self.home / ".config").mkdir(parents=True)
        self._folder = folder
        monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", address)
        monkeypatch.setenv("HOME", str(self.home))
        monkeypatch.setenv("XDG_CONFIG_HOME", str(self.home / ".config"))

    def check(self, only: str, settings: str | None = None, **given: object) -> Ran:
        """Run the check `only`, with the keeper's `settings` and the options `given`."""
        place = surroundings(self._folder, system=settings)
        said = BytesIO()
        with redirect_stdout(TextIOWrapper(said, encoding="utf-8", write_through=True)):
            code = command.run({"only": [only], "lang": "en", **given}, place)
            return Ran(code, said.getvalue().decode("utf-8"), "")

    def the_check(self, only: str, settings: str | None = None, **given: object) -> dict[str, Any]:
        """The check `only` in the JSON report."""
        report = self.check(only, settings, format="json", **given).report
        (found,) = report["checks"]
        return dict(found)
