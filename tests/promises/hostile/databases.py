"""Databases that are cut, of noise, of another program, or that do something when they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.browsers.databases import database
from tests.promises.sound import Disk

from .harms import NOISE, cut, over, put
from .row import home


def history(name: str, harm: Callable[[Path], None], *reasons: str) -> None:
    """A row about Chrome's history."""
    home(
        f"History: {name}", lambda d: harm(d.chrome / "History"), *(("History", r) for r in reasons)
    )


for size in (1, 99, 100, 1024, 4096, 5000, 8192):
    history(f"cut to {size} bytes", cut(size), "damaged")
history("its header over noise", lambda path: put(path, path.read_bytes()[:100] + NOISE), "damaged")
history("a page size of 3", over(16, b"\0\3"), "damaged")
history("a schema of noise", over(300, NOISE[:3000]), "damaged")
history("a version of the future", over(18, b"\x7f\x7f"), "damaged")


def sql(*statements: str) -> Callable[[Path], None]:
    def harm(path: Path) -> None:
        with database(path) as made:
            for statement in statements:
                made.execute(statement)

    return harm


history(
    "views named like its tables",
    sql("alter table urls rename to u", "create view urls as select * from u"),
    "unsupported",
)
history(
    "a view without end",
    sql(
        "drop table urls",
        "create view urls as with recursive n(id) as (select 1 union all select id + 1 from n)"
        " select id, '' as url, 1 as last_visit_time, 0 as hidden from n",
    ),
    "unsupported",
)
history(
    "a virtual table named like one of its own",
    sql("drop table urls", "create virtual table urls using fts5(url, last_visit_time, hidden)"),
    "unsupported",
)
history(
    "addresses that are no UTF-8",
    sql("update urls set url = cast(x'687474703a2f2f80' as text)"),
    "damaged",
)
history(
    "the tables of another program",
    sql("drop table urls", "drop table downloads", "drop table visits", "create table a(b)"),
    "unsupported",
)
DATABASES: dict[str, tuple[Callable[[Disk], Path], tuple[str, ...]]] = {
    "Login Data": (lambda d: d.chrome / "Login Data", ("logins",)),
    "Web Data": (lambda d: d.chrome / "Web Data", ("autofill", "addresses", "credit_cards")),
    "Cookies": (lambda d: d.chrome / "Network/Cookies", ("cookies",)),
    "places.sqlite": (lambda d: d.firefox / "places.sqlite", ("moz_places", "moz_annos")),
    "cookies.sqlite": (lambda d: d.firefox / "cookies.sqlite", ("moz_cookies",)),
    "formhistory.sqlite": (lambda d: d.firefox / "formhistory.sqlite", ("moz_formhistory",)),
}


def other(path: Path) -> None:
    """The database of a program that is no browser."""
    path.unlink()
    sql("pragma application_id = 1196444487", "create table notes (id integer, text text)")(path)


def views(*tables: str) -> Callable[[Path], None]:
    """Views in the place of tables: what they tell is not what is kept."""
    return sql(
        *(f"alter table {table} rename to {table}_" for table in tables),
        *(f"create view {table} as select * from {table}_" for table in tables),
    )


for source, (file, tables) in DATABASES.items():
    told = source, "unsupported"
    home(f"{source}: of another program", lambda d, f=file: other(f(d)), told)  # type: ignore[misc]
    home(
        f"{source}: views named like its tables",
        lambda d, f=file, t=tables: views(*t)(f(d)),  # type: ignore[misc]
        told,
    )
history(
    "triggers on everything",
    sql(
        "create trigger t after insert on urls begin delete from urls; end",
        "create trigger u after update on visits begin select load_extension('x'); end",
    ),
)
history(
    "a column computed from another",
    sql(
        "drop table urls",
        "create table urls (id, url as (last_visit_time), last_visit_time, hidden)",
        "insert into urls (id, last_visit_time, hidden) values "
        + ",".join(f"({i}, 1, 0)" for i in range(5)),
    ),
    "unsupported",
)
