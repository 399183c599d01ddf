"""A CONNECT proxy on 127.0.0.1: the fake hosts lead to the local site, all others are refused."""

from __future__ import annotations

import contextlib
import re
import socket
import threading
from collections.abc import Collection
from types import TracebackType


class Proxy:
    """Leads `CONNECT host:443` to one local port: Firefox sees the hosts on their usual port."""

    def __init__(self, target: int, hosts: Collection[str]) -> None:
        """Listen on a free port; only the named hosts are let through."""
        self._target = target
        self._hosts = hosts
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> Proxy:
        """Begin to accept."""
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop listening."""
        self._listener.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):  # the listener was closed
            while True:
                client, _ = self._listener.accept()
                threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            asked = re.match(rb"CONNECT ([^: ]+):443 ", _read_head(client))
            if not asked or asked[1].decode() not in self._hosts:
                client.sendall(b"HTTP/1.1 403 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return
            with socket.create_connection(("127.0.0.1", self._target)) as site:
                client.sendall(b"HTTP/1.1 200 ok\r\n\r\n")
                back = threading.Thread(target=_pump, args=(site, client), daemon=True)
                back.start()
                _pump(client, site)
                back.join()


def _read_head(client: socket.socket) -> bytes:
    head = b""
    while b"\r\n\r\n" not in head:
        part = client.recv(4096)
        if not part:
            break
        head += part
    return head


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
