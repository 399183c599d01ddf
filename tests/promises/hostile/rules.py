"""What the computer demands of passwords, and what its keeper demands of browsers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.promises.sound import Disk

from .harms import NOISE, OUT, device, fifo, holding, link, put, sparse
from .row import home


def rule(name: str, harm: Callable[[Path], None], *told: tuple[str, str]) -> None:
    home(f"PAM: {name}", lambda d: harm(d.root / "etc/pam.d/passwd"), *told)


rule("it includes itself", holding(b"@include passwd\n"), ("PAM", "unsupported"))
rule(
    "it includes a file out of the root",
    holding(b"@include ../../../../etc/passwd\n"),
    ("PAM", "unsupported"),
)
rule("a device", device, ("PAM", "unsupported"))
rule("a FIFO", fifo, ("PAM", "unsupported"))
rule("noise", holding(NOISE), ("PAM", "damaged"))
rule("five gigabytes of nothing", sparse, ("PAM", "too-big"))
POLICY = "etc/opt/chrome/policies/managed/x.json"


def no_policy(disk: Disk) -> None:
    put(disk.root / POLICY, b"")
    link(f"{OUT}dev/zero")(disk.root / POLICY)


home("policies: noise", lambda d: put(d.root / POLICY, NOISE), ("policies", "damaged"))
home(
    "policies: a million lists in each other",
    lambda d: put(d.root / POLICY, b'{"a":' + b"[" * 999_000),
    ("policies", "damaged"),
)
home(
    "policies: a link out of the root",
    no_policy,
    ("policies", "outside-root"),
)
