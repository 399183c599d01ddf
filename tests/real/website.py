"""The local HTTPS site that plays every fake host, on 127.0.0.1 only."""

from __future__ import annotations

import base64
import contextlib
import http.server
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .certificates import make_certificates
from .proxy import Proxy

HOSTS = (
    "assure.ameli.test",
    "www.mabanque.test",
    "mail.webmail.test",
    "boutique.exemple.test",
    "forum.sante.test",
    "impots.gouv.test",
    "pub.traqueur.test",
    "mon.ecole.test",
)
SERVICE_HOSTS = (
    "ameliconnect.ameli.fr",
    "app.franceconnect.gouv.fr",
    "assure.ameli.fr",
    "cfspart.impots.gouv.fr",
    "connect.caf.fr",
    "www.doctolib.fr",
    "www.leboncoin.fr",
)
"""Hosts of the catalogue of services: in this suite they lead to the local site too."""
COOKIE_HEADER = "X-Please-Set-Cookie"
"""A page's script asks for a cookie with this request header; the answer sets it."""

_DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
    "+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_PAGE = (
    "<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1>{frame}"
    '<form action="/ok"><input name="champ" id="champ"><input type="submit" id="go"></form>'
    "</body></html>"
)
_WORKER = "self.addEventListener('fetch', () => {});"


@dataclass(frozen=True, slots=True)
class Site:
    """How a browser reaches the running site."""

    port: int
    proxy_port: int
    authority: str
    key_hash: str


@contextlib.contextmanager
def serve_site(folder: Path) -> Iterator[Site]:
    """Serve the fake hosts until the block ends; the certificates are made in the folder."""
    certificates = make_certificates(folder, (*HOSTS, *SERVICE_HOSTS))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificates.chain, certificates.key)
    server = _Server(("127.0.0.1", 0), _Page)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with Proxy(port, (*HOSTS, *SERVICE_HOSTS)) as proxy:
        try:
            yield Site(port, proxy.port, certificates.authority, certificates.key_hash)
        finally:
            server.shutdown()
            server.server_close()


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay quiet: a killed browser breaks its connections."""


class _Page(http.server.BaseHTTPRequestHandler):
    """Answers by the first part of the path.

    `/cache/…` may be kept, `/dl/NAME` is a download, `/vers/…` redirects to `/arrivee/…`,
    `/noms` tells the names of the cookies that came along, `/cadre/…` holds a frame, `/sw.js` is
    a service worker, anything else is a page with a form.
    """

    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        """Answer one page; http.server wants this name."""
        host = self.headers.get("Host", "").split(":")[0]
        path = self.path.split("?")[0]
        first, _, rest = path[1:].partition("/")
        status, kind, body = 200, "text/html; charset=utf-8", b""
        headers = {"Cache-Control": "no-store"}
        if path == "/favicon.ico":
            kind, body = "image/png", base64.b64decode(_DOT)
        elif path == "/sw.js":
            kind, body = "text/javascript", _WORKER.encode()
        elif first == "dl":
            kind, body = "application/octet-stream", b"a downloaded file\n" * 50
            headers["Content-Disposition"] = f'attachment; filename="{rest}"'
        elif first == "cache":
            kind, body = "text/plain", f"{rest} ".encode() * 200
            headers["Cache-Control"] = "max-age=864000"
        elif path == "/noms":
            kind = "text/plain"
            body = " ".join(
                part.partition("=")[0].strip() for part in self.headers.get("Cookie", "").split(";")
            ).encode()
        elif first == "vers":
            status, headers["Location"] = 302, f"/arrivee/{rest}"
        else:
            frame = '<iframe src="/dedans"></iframe>' if first == "cadre" else ""
            body = _PAGE.format(title=f"{host}{path}", frame=frame).encode()
        if cookie := self.headers.get(COOKIE_HEADER):
            headers["Set-Cookie"] = f"{cookie}; Path=/; Secure; HttpOnly; SameSite=Lax"
        headers |= {"Content-Type": kind, "Content-Length": str(len(body))}
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
