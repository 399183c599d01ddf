"""Write docs/screen-*.svg: the real screen of `hygiene check`, looking at a made-up home.

Run from the top folder: `python docs/make_pictures.py`.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from getpass import getuser
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.browsers.databases import database  # noqa: E402
from tests.browsers.profiles import webkit  # noqa: E402
from tests.buses import private_bus  # noqa: E402
from tests.session.standin import Logind, session  # noqa: E402

_WIDTH = 80
_TITLES = {"fr": "hygiene check", "en": "hygiene check --lang en"}


def home(folder: Path) -> None:
    """A home that somebody has used for an hour."""
    earlier = webkit(datetime.now(UTC) - timedelta(minutes=40))
    chrome = folder / ".config/google-chrome/Default"
    with database(chrome / "Login Data") as made:
        made.create("logins")
        for host in ("assure.ameli.fr", "www.caf.fr", "www.impots.gouv.fr"):
            made.add(
                "logins", origin_url=f"https://{host}/", blacklisted_by_user=0, date_created=earlier
            )
    with database(chrome / "History") as made:
        made.create("urls", "visits", "downloads")
        made.add("urls", 214, last_visit_time=earlier)
        made.add("visits", 340, visit_time=earlier)
    with database(chrome / "Cookies") as made:
        made.create("cookies")
        made.add("cookies", 96, creation_utc=earlier, is_persistent=1)
        made.add(
            "cookies",
            host_key="assure.ameli.fr",
            name="mod_auth_openidc_session",
            creation_utc=earlier,
            last_access_utc=earlier,
            is_secure=1,
            is_httponly=1,
        )
    (chrome / "Preferences").write_text('{"credentials_enable_service": false}')
    firefox = folder / ".mozilla/firefox/b7x2.default"
    firefox.mkdir(parents=True)
    (firefox.parent / "profiles.ini").write_text("[Profile0]\nIsRelative=1\nPath=b7x2.default\n")
    (firefox / "places.sqlite").write_bytes(b"damaged " * 600)
    (folder / "Downloads").mkdir()
    for name in ("attestation_droits.pdf", "attestation_paiement_ij.pdf"):
        (folder / "Downloads" / name).write_bytes(b"%PDF-1.7 made up")


def screen(folder: Path, language: str, bus: str) -> str:
    """What the command prints on a terminal of 80 columns."""
    ours, theirs = pty.openpty()
    env = {
        "DBUS_SYSTEM_BUS_ADDRESS": bus,
        "HOME": str(folder),
        "TERM": "xterm-256color",
        "COLUMNS": str(_WIDTH),
        "LINES": "60",
    }
    with subprocess.Popen(
        # With a name, root is not told of the other accounts: a visitor never is.
        [sys.executable, "-m", "hygiene", "check", "--lang", language, "--user", getuser()],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        env={**env, "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
        cwd=ROOT,
    ):
        os.close(theirs)
        parts = []
        try:
            while data := os.read(ours, 4096):
                parts.append(data)
        except OSError:  # the terminal closes with the program
            pass
    os.close(ours)
    return b"".join(parts).decode("utf-8").replace("\r\n", "\n")


def main() -> None:
    """Make both pictures."""
    since = datetime.now(UTC) - timedelta(hours=1)
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as beside,
        # A computer with a message bus, on which somebody logged in an hour ago.
        private_bus(Path(beside)) as bus,
        Logind(bus, [session(getuser(), since, Desktop="GNOME")]),
    ):
        home(Path(folder))
        for language, title in _TITLES.items():
            console = Console(record=True, width=_WIDTH, file=StringIO(), force_terminal=True)
            console.print(Text.from_ansi(screen(Path(folder), language, bus).rstrip("\n")))
            path = ROOT / "docs" / f"screen-{language}.svg"
            picture = console.export_svg(title=title)
            # The picture fetches nothing: the reader's own fixed-width font does.
            path.write_text(re.sub(r"@font-face {.*?}\s*", "", picture, flags=re.DOTALL), "utf-8")


if __name__ == "__main__":
    main()
