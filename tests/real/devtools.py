"""A small client of the Chrome DevTools Protocol."""

from __future__ import annotations

import contextlib
import json
import time
from typing import Any

from .websocket import Websocket


class DevToolsError(RuntimeError):
    """The browser refused a command, or a script threw."""


class DevTools:
    """Commands to a running Chromium."""

    def __init__(self, url: str, timeout: float = 60) -> None:
        """Connect to the browser's own websocket address."""
        self._websocket = Websocket(url, timeout)
        self._last = 0

    def command(self, method: str, session: str | None = None, **params: object) -> dict[str, Any]:
        """Run one command and return its result.

        Raises:
            DevToolsError: the browser answered with an error.
            EOFError: the browser is gone.
        """
        self._last += 1
        message: dict[str, object] = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._websocket.send(json.dumps(message))
        while True:
            answer = json.loads(self._websocket.receive())
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise DevToolsError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result

    def close(self) -> None:
        """Close the connection; the browser stays."""
        self._websocket.close()

    def open_tab(self, url: str = "about:blank") -> Tab:
        """Open a tab in the browser's own window."""
        target = self.command("Target.createTarget", url=url)["targetId"]
        return self.attach(target)

    def attach(self, target: str) -> Tab:
        """Take hold of a tab that is open already."""
        session = self.command("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, target, session)
        self.command("Page.enable", session)
        return tab

    def pages(self) -> list[dict[str, Any]]:
        """Return the targets that are tabs."""
        targets = self.command("Target.getTargets")["targetInfos"]
        return [target for target in targets if target["type"] == "page"]


class Tab:
    """One tab of a running Chromium."""

    def __init__(self, devtools: DevTools, target: str, session: str) -> None:
        """Wrap a target one is attached to."""
        self._devtools = devtools
        self.target = target
        self._session = session

    def command(self, method: str, **params: object) -> dict[str, Any]:
        """Run one command in this tab."""
        return self._devtools.command(method, self._session, **params)

    def script(self, expression: str) -> object:
        """Evaluate an expression in the page; a promise is awaited.

        Raises:
            DevToolsError: it threw.
        """
        answer = self.command(
            "Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise DevToolsError(json.dumps(answer["exceptionDetails"])[:500])
        value: object = answer["result"].get("value")
        return value

    def call(self, function: str, *arguments: object) -> object:
        """Call a function of the page with JSON arguments."""
        return self.script(f"{function}({','.join(json.dumps(value) for value in arguments)})")

    def wait_for(self, condition: str, seconds: float = 15) -> None:
        """Wait until a JavaScript condition holds.

        Raises:
            TimeoutError: it never did.
        """
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(DevToolsError):  # the page is being replaced
                if self.script(f"!!({condition})"):
                    return
            time.sleep(0.02)
        raise TimeoutError(f"never true: {condition}")

    def go(self, url: str, *, lands_on: str | None = None, typed: bool = False) -> None:
        """Navigate and wait until the page is loaded."""
        self.command("Page.navigate", url=url, transitionType="typed" if typed else "link")
        there = json.dumps(lands_on or url)
        self.wait_for(f"location.href === {there} && document.readyState === 'complete'")

    def close(self) -> None:
        """Close the tab, as its cross does."""
        self._devtools.command("Target.closeTarget", targetId=self.target)
