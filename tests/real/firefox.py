"""Start, close and kill a real Firefox on a made home."""

from __future__ import annotations

import contextlib
import json
import re
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path

from .marionette import Marionette
from .process import find_browser
from .website import Site
from .workshop import Workshop

_BROWSER_FLAGS = ("-headless", "--no-remote", "--marionette", "-remote-allow-system-access")
_NO_SANDBOX = {"MOZ_DISABLE_CONTENT_SANDBOX": "1"}
"""In containers the sandbox cannot be built, and a content process would not start."""


def create_profile(home: Path, name: str, workshop: Workshop) -> Path:
    """Let Firefox itself make a profile where this version wants it, and return its folder.

    Raises:
        FileNotFoundError: Firefox made none.
    """
    subprocess.run(
        [find_browser("firefox") or "firefox", "-headless", "-CreateProfile", name],
        env=workshop.environment(home),
        capture_output=True,
        timeout=60,
        check=True,
    )
    return find_profile(home, name)


def find_profile(home: Path, name: str) -> Path:
    """Return the folder of a profile by the name it was given.

    Raises:
        FileNotFoundError: no `profiles.ini` below the home names it.
    """
    for ini in sorted(home.glob(".*/**/profiles.ini")):
        for found in re.finditer(rf"^Path=(.*\.{re.escape(name)})$", ini.read_text(), re.M):
            return ini.parent / found[1]
    raise FileNotFoundError(f"no profile {name} below {home}")


class Firefox:
    """One running Firefox, held by Marionette."""

    def __init__(
        self,
        home: Path,
        profile: str,
        workshop: Workshop,
        preferences: Mapping[str, object] | None = None,
    ) -> None:
        """Start it on one profile of the home, with some preferences, and wait until it answers."""
        self.profile_folder = find_profile(home, profile)
        self.downloads = home / "Downloads"
        with socket.create_server(("127.0.0.1", 0)) as free:
            port: int = free.getsockname()[1]
        every = _preferences(workshop.site, self.downloads) | {"marionette.port": port}
        (self.profile_folder / "user.js").write_text(
            "".join(
                f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
                for name, value in (every | dict(preferences or {})).items()
            )
        )
        self.process = workshop.launch(
            "firefox",
            [
                find_browser("firefox") or "firefox",
                *_BROWSER_FLAGS,
                "--profile",
                str(self.profile_folder),
            ],
            workshop.environment(home, **_NO_SANDBOX),
        )
        self.marionette = Marionette(port)
        self.marionette.in_browser(
            'Cc["@mozilla.org/security/x509certdb;1"].getService(Ci.nsIX509CertDB)'
            '.addCertFromBase64(given[0], "C,,");',
            workshop.site.authority,
        )

    def close(self) -> None:
        """Leave by the menu, and wait for the last process."""
        with contextlib.suppress(EOFError, OSError):
            self.marionette.command("Marionette:Quit", flags=["eAttemptQuit"])
        self.marionette.close()
        self.process.wait(60)

    def kill(self) -> None:
        """Kill -9."""
        self.marionette.close()
        self.process.kill()


def _preferences(site: Site, downloads: Path) -> dict[str, object]:
    return {
        # Marionette would set more: it switches off the offer to save passwords (153: measured)
        "remote.prefs.recommended": False,
        "network.proxy.type": 1,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": site.proxy_port,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": site.proxy_port,
        "app.update.enabled": False,
        "browser.aboutwelcome.enabled": False,
        "browser.shell.checkDefaultBrowser": False,
        "browser.startup.page": 1,
        # The browser's own first pages have a process of their own; where tabs come back after a
        # kill it may die while one still loads, and the driver waits for that page for ever.
        "browser.startup.homepage": "about:blank",
        "startup.homepage_welcome_url": "about:blank",
        "browser.download.folderList": 2,
        "browser.download.dir": str(downloads),
        "browser.sessionstore.interval": 2000,  # 15 s out of the box
        "datareporting.policy.dataSubmissionEnabled": False,
        "network.captive-portal-service.enabled": False,
        "network.connectivity-service.enabled": False,
        "termsofuse.bypassNotification": True,
    }
