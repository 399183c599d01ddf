"""A small client of Firefox's Marionette protocol."""

from __future__ import annotations

import json
import socket
import time
from typing import Any

_ASYNC_BODY = (
    "const done = arguments[arguments.length - 1]; const given = arguments;"
    "(async () => {%s})().then("
    "value => done({value: value === undefined ? null : value}),"
    "error => done({error: String(error) + ' ' + (error && error.stack)}));"
)


class MarionetteError(RuntimeError):
    """The browser refused a command, or a script threw."""


class Marionette:
    """Commands to a running Firefox.

    Packets are `length:[type, id, name, parameters]`
    (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html).
    """

    def __init__(self, port: int, seconds: float = 150) -> None:
        """Connect, waiting for the port to open, and begin a session.

        Raises:
            TimeoutError: the port never opened.
        """
        end = time.monotonic() + seconds
        while True:
            try:
                self._socket = socket.create_connection(("127.0.0.1", port), seconds)
                break
            except OSError:
                if time.monotonic() > end:
                    raise TimeoutError("Firefox did not open its Marionette port") from None
                time.sleep(0.05)
        self._buffer = b""
        self._last = 0
        self._receive()  # the server speaks first
        self.command("WebDriver:NewSession", capabilities={})

    def command(self, name: str, **params: object) -> dict[str, Any]:
        """Run one command and return its result; most hold it under `value`.

        Raises:
            MarionetteError: the browser answered with an error.
            EOFError: the browser is gone.
        """
        self._last += 1
        packet = json.dumps([0, self._last, name, params]).encode()
        self._socket.sendall(b"%d:%s" % (len(packet), packet))
        _, _, error, result = self._receive()
        if error:
            raise MarionetteError(f"{name}: {error.get('message')}")
        return result if isinstance(result, dict) else {"value": result}

    def in_browser(self, body: str, *given: object) -> object:
        """Run the body of an async function with the browser's own rights; `given` are its data."""
        self.command("Marionette:SetContext", value="chrome")
        try:
            return self._script(body, given, "system")
        finally:
            self.command("Marionette:SetContext", value="content")

    def in_page(self, body: str, *given: object) -> object:
        """Run the body of an async function in the current page."""
        return self._script(body, given, "default")

    def close(self) -> None:
        """Close the connection; the browser stays."""
        self._socket.close()

    def _script(self, body: str, given: tuple[object, ...], sandbox: str) -> object:
        answer = self.command(
            "WebDriver:ExecuteAsyncScript",
            script=_ASYNC_BODY % body,
            args=list(given),
            sandbox=sandbox,
            newSandbox=True,
        )["value"]
        if "error" in answer:
            raise MarionetteError(answer["error"][:500])
        value: object = answer["value"]
        return value

    def _receive(self) -> list[Any]:
        while b":" not in self._buffer:
            self._fill()
        size, self._buffer = self._buffer.split(b":", 1)
        while len(self._buffer) < int(size):
            self._fill()
        packet, self._buffer = self._buffer[: int(size)], self._buffer[int(size) :]
        message: list[Any] = json.loads(packet)
        return message

    def _fill(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise EOFError("the Marionette socket was closed")
        self._buffer += data
