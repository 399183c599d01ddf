"""Start, close and kill a real Chromium on a made home."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

from .devtools import DevTools, Tab
from .process import BrowserProcess, find_browser
from .website import SERVICE_HOSTS, Site
from .workshop import Workshop

DATA_FOLDER = Path(".config/chromium")
CACHE_FOLDER = Path(".cache/chromium")
"""Outside the profile, as for every person whose data folder lies in ~/.config."""

_OWN_NOISE_OFF = (
    "--headless=new",
    "--no-sandbox",  # as root, and in containers, there is no other way
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-component-update",
    "--disable-sync",
    "--password-store=basic",
)


#: With it no extension of the keeper's is installed (156: measured).
_NO_BACKGROUND = "--disable-background-networking"


class Chromium:
    """One running Chromium, held by DevTools."""

    def __init__(
        self, home: Path, profile: str, workshop: Workshop, *, background: bool = False
    ) -> None:
        """Start it on one profile of the home and wait until it answers.

        With `background` it may ask for what the keeper's policies tell it to install.

        Raises:
            RuntimeError: it did not start.
        """
        data = home / DATA_FOLDER
        data.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.downloads = home / "Downloads"
        self.profile_folder = data / profile
        port_file = data / "DevToolsActivePort"
        port_file.unlink(missing_ok=True)
        self.process = workshop.launch(
            "chromium",
            [
                find_browser("chromium") or "chromium",
                *_OWN_NOISE_OFF,
                *(() if background else (_NO_BACKGROUND,)),
                f"--user-data-dir={data}",
                f"--profile-directory={profile}",
                "--remote-debugging-port=0",
                f"--ignore-certificate-errors-spki-list={workshop.site.key_hash}",
                *_only_the(workshop.site),
            ],
            # Chromium refuses DevTools on its default data folder (since 136). With this variable
            # that default lies elsewhere while HOME, hence the place of the cache, stays true.
            workshop.environment(home, CHROME_CONFIG_HOME=str(workshop.folder / "elsewhere")),
        )
        self.devtools = DevTools(_address(port_file, self.process))

    def first_tab(self) -> Tab:
        """Return the tab the browser started with."""
        return self.devtools.attach(self.devtools.pages()[0]["targetId"])

    def close(self) -> None:
        """Leave by the menu, and wait for the last process."""
        with contextlib.suppress(EOFError, OSError):
            self.devtools.command("Browser.close")
        self.devtools.close()
        self.process.wait(30)

    def kill(self) -> None:
        """Kill -9."""
        self.devtools.close()
        self.process.kill()


def _only_the(site: Site) -> tuple[str]:
    ours = ", ".join(f"MAP {host} 127.0.0.1:{site.port}" for host in ("*.test", *SERVICE_HOSTS))
    return (f"--host-resolver-rules={ours}, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",)


def _address(port_file: Path, process: BrowserProcess) -> str:
    """Wait for the file that tells the DevTools port and path."""
    end = time.monotonic() + 40
    while time.monotonic() < end and process.alive:
        with contextlib.suppress(FileNotFoundError, ValueError):
            port, path = port_file.read_text().split("\n")[:2]
            return f"ws://127.0.0.1:{port}{path}"
        time.sleep(0.05)
    end_of_log = process.log_end()
    process.kill()
    raise RuntimeError(f"Chromium did not start: {end_of_log}")
