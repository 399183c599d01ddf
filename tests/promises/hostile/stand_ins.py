"""What stands in the place of a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.promises.sound import Disk

from .harms import NOISE, OUT, bound, closed, device, fifo, folder, holding, link, sparse
from .row import home


def linked(path: Path) -> None:
    """Two links of which each names the other."""
    link("the other end")(path)
    link(path.name)(path.with_name("the other end"))


UNREAL: dict[str, tuple[Callable[[Path], None], str]] = {
    "nothing": (holding(b""), "damaged"),
    "noise": (holding(NOISE), "damaged"),
    "a FIFO": (fifo, "unsupported"),
    "a socket": (bound, "unsupported"),
    "a device": (device, "unsupported"),
    "a folder": (folder, "unsupported"),
    "a link to a device": (link(f"{OUT}dev/zero"), "outside-root"),
    "a link to itself": (lambda path: link(path.name)(path), "unsupported"),
    "links to each other": (linked, "unsupported"),
    "a link out of the root": (link(f"{OUT}etc/passwd"), "outside-root"),
}
FILES: dict[str, Callable[[Disk], Path]] = {
    "Login Data": lambda disk: disk.chrome / "Login Data",
    "Preferences": lambda disk: disk.chrome / "Preferences",
    "places.sqlite": lambda disk: disk.firefox / "places.sqlite",
    "logins.json": lambda disk: disk.firefox / "logins.json",
    "sessionstore": lambda disk: disk.firefox / "sessionstore.jsonlz4",
}
for what, (make, reason) in UNREAL.items():
    for source, file in FILES.items():
        home(f"{source}: {what}", lambda d, m=make, f=file: m(f(d)), (source, reason))  # type: ignore[misc]

for source, file in FILES.items():
    wrong = "damaged" if source in ("Login Data", "places.sqlite") else "too-big"
    home(f"{source}: five gigabytes of nothing", lambda d, f=file: sparse(f(d)), (source, wrong))  # type: ignore[misc]
    home(
        f"{source}: mode 000",
        lambda d, f=file: closed(f(d)),  # type: ignore[misc]
        ordinary=((source, "denied"),),
    )
