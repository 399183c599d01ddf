"""Wi-Fi that lets others read along: the network in use, and those joined without a question."""

from __future__ import annotations

from hygiene.api import Answer, Iterator, Machine, check, networks_left


@check("wifi", kind="wifi-network", looks_at=Machine)
def wifi(machine: Machine) -> Iterator[Answer]:
    """Open, WEP, old WPA, OWE; no key is read, no network searched for."""
    yield from networks_left(machine)
