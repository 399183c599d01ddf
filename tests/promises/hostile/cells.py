"""What stands in the rows of a database: huge, of another type, of no date, of no alphabet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browsers.databases import database
from tests.promises.sound import CANARY

from .row import home
from .signs import IN_A_HOST


def rows(
    name: str, harm: Callable[[Path], None], more: dict[str, int | None], *told: tuple[str, str]
) -> None:
    home(name, lambda d: harm(d.chrome), *told, more=more)


def added(file: str, table: str, count: int, **values: object) -> Callable[[Path], None]:
    def harm(profile: Path) -> None:
        with database(profile / file) as made:
            made.add(table, count, **values)  # type: ignore[arg-type]

    return harm


for name, date in {
    "negative": -(1 << 62),
    "of the year 60000": 1_830_000_000_000_000_000,
    "texts": "yesterday",
    "blobs": b"\xff" * 9,
    "not numbers": float("inf"),
}.items():
    rows(
        f"dates: {name}",
        added("History", "urls", 2, last_visit_time=date),
        {"visited-page": 2},
    )
rows(
    "hosts that move the cursor",
    added("Login Data", "logins", 2, origin_url=f"https://{IN_A_HOST}/", blacklisted_by_user=0),
    {"password": 2},
)
rows(
    "hosts that are no UTF-8",
    added("Login Data", "logins", 1, origin_url=b"https://\xff\xfe/", blacklisted_by_user=0),
    {"password": 1},
)
rows(
    "an address of ten megabytes",
    added("History", "urls", 1, url="https://a.fr/" + "x" * 10_000_000, last_visit_time=1),
    {"visited-page": 1},
    ("History", "too-big"),
)
rows(
    "a cookie of ten megabytes",
    added("Network/Cookies", "cookies", 1, value=CANARY * 800_000, is_persistent=1),
    {"cookie": 1},
)
rows(
    "numbers in the place of texts",
    added("Web Data", "autofill", 1, name=1.5, value=b"\0"),
    {"form-entry": None},
)
