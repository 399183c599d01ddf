"""A place to run in that a test chooses: its environment, its settings files, its moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from hygiene.commandline.surroundings import Surroundings

NOW = datetime(2026, 11, 23, 14, 2, tzinfo=UTC)


def surroundings(
    folder: Path,
    system: str | None = None,
    user: str | None = None,
    environ: Mapping[str, str] | None = None,
    *,
    privileged: bool = False,
) -> Surroundings:
    """Surroundings below `folder`, with these texts in the two settings files."""
    found = Surroundings(
        environ=dict(environ or {}),
        home=folder,
        platform="linux",
        privileged=privileged,
        system_file=folder / "etc" / "config.toml",
        user_file=folder / "home" / "config.toml",
        now=NOW,
    )
    for file, text in ((found.system_file, system), (found.user_file, user)):
        if text is not None:
            file.parent.mkdir(mode=0o755, exist_ok=True)
            file.write_text(text, encoding="utf-8")
            file.chmod(0o644)
    return found


def with_environ(found: Surroundings, **environ: str) -> Surroundings:
    """The same surroundings with another environment."""
    return found._replace(environ=environ)
