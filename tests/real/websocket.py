"""Text messages over a websocket, as far as DevTools needs them."""

from __future__ import annotations

import base64
import os
import re
import socket
import struct

_TEXT, _CLOSE = 1, 8
_DATA_FRAMES = (0, 1, 2)


class Websocket:
    """Text messages over RFC 6455 (https://www.rfc-editor.org/rfc/rfc6455#section-5.2)."""

    def __init__(self, url: str, timeout: float) -> None:
        """Connect and shake hands.

        Raises:
            ConnectionError: the other side does not speak websocket.
        """
        parts = re.match(r"ws://([^:/]+):(\d+)(/.*)", url)
        if not parts:
            raise ConnectionError(f"not a websocket address: {url}")
        host, port, path = parts[1], int(parts[2]), parts[3]
        self._socket = socket.create_connection((host, port), timeout)
        self._buffer = b""
        key = base64.b64encode(os.urandom(16)).decode()
        self._socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode()
        )
        while b"\r\n\r\n" not in self._buffer:
            self._fill()
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise ConnectionError(head.decode())

    def send(self, text: str) -> None:
        """Send one masked text frame."""
        payload, mask = text.encode(), os.urandom(4)
        size = len(payload)
        if size < 126:
            head = bytes([0x80 | _TEXT, 0x80 | size])
        elif size < 65536:
            head = bytes([0x80 | _TEXT, 0x80 | 126]) + struct.pack(">H", size)
        else:
            head = bytes([0x80 | _TEXT, 0x80 | 127]) + struct.pack(">Q", size)
        masked = bytes(byte ^ mask[i & 3] for i, byte in enumerate(payload))
        self._socket.sendall(head + mask + masked)

    def receive(self) -> str:
        """Return the next whole text message.

        Raises:
            EOFError: the other side closed.
        """
        message = b""
        while True:
            first, second = self._take(2)
            size = second & 127
            if size == 126:
                (size,) = struct.unpack(">H", self._take(2))
            elif size == 127:
                (size,) = struct.unpack(">Q", self._take(8))
            payload = self._take(size)
            if first & 15 == _CLOSE:
                raise EOFError("the DevTools websocket was closed")
            if first & 15 in _DATA_FRAMES:
                message += payload
                if first & 0x80:
                    return message.decode()

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()

    def _fill(self) -> None:
        data = self._socket.recv(65536)
        if not data:
            raise EOFError("the DevTools socket was closed")
        self._buffer += data

    def _take(self, size: int) -> bytes:
        while len(self._buffer) < size:
            self._fill()
        taken, self._buffer = self._buffer[:size], self._buffer[size:]
        return taken
