"""Extensions made for the suite, and the small server from which a policy installs one."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import http.server
import json
import subprocess
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .process import browser_environment, find_browser

READS_ALL: dict[str, Any] = {
    "manifest_version": 3,
    "version": "1.2",
    "host_permissions": ["<all_urls>"],
    "permissions": ["tabs"],
}
READS_ONE: dict[str, Any] = {
    "manifest_version": 3,
    "version": "1.0",
    "permissions": ["storage"],
    "content_scripts": [{"matches": ["https://*.exemple.test/*"], "js": ["a.js"]}],
}
_UPDATE = (
    '<?xml version="1.0"?><gupdate xmlns="http://www.google.com/update2/response" protocol="2.0">'
    '<app appid="{id}"><updatecheck codebase="{base}/{file}" version="{version}"/></app></gupdate>'
)


def unpacked(folder: Path, name: str, manifest: dict[str, Any], **texts: str) -> Path:
    """Write an extension into a folder; `texts`: its name by language, the first is its own."""
    folder.mkdir(parents=True)
    more = {"name": name}
    if texts:
        more = {"name": "__MSG_nom__", "default_locale": next(iter(texts))}
    (folder / "manifest.json").write_text(json.dumps(manifest | more))
    (folder / "a.js").write_text("1;")
    for language, word in texts.items():
        (folder / "_locales" / language).mkdir(parents=True)
        told = json.dumps({"nom": {"message": word}})
        (folder / "_locales" / language / "messages.json").write_text(told)
    return folder


def xpi(path: Path, name: str, manifest: dict[str, Any]) -> Path:
    """Write an extension as Firefox wants it; its id is `NAME@canari.test`."""
    gecko = {"gecko": {"id": f"{name.lower()}@canari.test"}}
    with zipfile.ZipFile(path, "w") as packed:
        told = json.dumps(manifest | {"name": name, "browser_specific_settings": gecko})
        packed.writestr("manifest.json", told)
        packed.writestr("a.js", "1;")
    return path


def pack(folder: Path) -> str:
    """Let Chromium pack a folder beside it (`.crx`); return the id that its key gives it."""
    home = folder.parent / "packer"
    subprocess.run(
        [
            find_browser("chromium") or "chromium",
            *("--headless=new", "--no-sandbox", "--no-message-box"),
            f"--pack-extension={folder}",
            f"--user-data-dir={home}",
        ],
        env=browser_environment(home),
        capture_output=True,
        timeout=120,
        check=True,
    )
    key = subprocess.run(
        ["openssl", "rsa", "-in", folder.with_suffix(".pem"), "-pubout", "-outform", "DER"],
        capture_output=True,
        check=True,
    ).stdout
    digits = hashlib.sha256(key).hexdigest()[:32]
    return "".join(chr(ord("a") + int(digit, 16)) for digit in digits)


@contextlib.contextmanager
def update_server(packed: Path, extension: str, version: str) -> Iterator[str]:
    """Serve a packed extension on loopback; give the address that a policy names."""
    handler = functools.partial(_Quiet, directory=str(packed.parent))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        base = f"http://127.0.0.1:{server.server_port}"
        told = _UPDATE.format(id=extension, base=base, file=packed.name, version=version)
        (packed.parent / "update.xml").write_text(told)
        try:
            yield f"{base}/update.xml"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""
