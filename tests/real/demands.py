"""What the suite that drives browsers needs of the machine."""

from __future__ import annotations

from tests import demands

from .process import find_browser


def need_browser(name: str) -> None:
    """Go on only where this browser is installed."""
    if not find_browser(name):
        cannot_run(f"no {name} here")


def need_command(name: str) -> None:
    """Go on only where this command is installed."""
    demands.need_command(name, "real")


def cannot_run(why: str) -> None:
    """Skip, or fail where the suite is demanded."""
    demands.cannot_run(why, "real")
