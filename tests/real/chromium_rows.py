"""Rows that no headless interface of Chromium makes, inserted while it is closed.

"Never for this site" is answered in a bubble of the window, and the account store fills only for
a signed-in person. Both go into the database that Chromium itself made, with its own columns.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

from .plan import Plan

_MICROSECONDS_FROM_1601_TO_1970 = 11_644_473_600_000_000


def insert_rows(profile: Path, plan: Plan) -> None:
    """Insert the never-saved sites and the account's logins of the plan."""
    for host in plan.never_saved:
        _insert(profile / "Login Data", host, {"blacklisted_by_user": 1})
    for login in plan.account_logins:
        kept = {"blacklisted_by_user": 0, "username_value": login.user}
        blob = {"password_value": b"v10" + bytes(16)}
        _insert(profile / "Login Data For Account", login.host, kept | blob)


def _insert(database: Path, host: str, values: dict[str, object]) -> None:
    with contextlib.closing(sqlite3.connect(database)) as connection, connection:
        columns = connection.execute("pragma table_info(logins)").fetchall()
        row = {
            name: _filler(declared)
            for _, name, declared, required, default, _ in columns
            if required and default is None and name != "id"
        }
        now = time.time_ns() // 1000 + _MICROSECONDS_FROM_1601_TO_1970
        realm = f"https://{host}/"
        row |= {"origin_url": realm, "signon_realm": realm, "scheme": 0, "date_created": now}
        row |= values
        names, marks = ",".join(row), ",".join("?" * len(row))
        connection.execute(f"insert into logins({names}) values({marks})", list(row.values()))


def _filler(declared: str) -> object:
    if "CHAR" in declared or "TEXT" in declared:
        return ""
    return b"" if "BLOB" in declared else 0
