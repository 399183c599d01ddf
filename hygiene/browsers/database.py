"""Questions put to a browser's database: the only place that knows SQL connections."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import apsw

from hygiene.browsers.lookonly import SUFFIXES, Source, vfs
from hygiene.clock import Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import FileKind, Stat, Tree

T = TypeVar("T")
#: Which columns of which tables a question may read.
Columns = Mapping[str, Iterable[str]]

_ATTEMPTS = 5
#: Seconds, times the square of the attempt: first one tick of most kernels, then long enough for
#: a commit to end.
_PAUSE = 0.005
# Two changes in one tick of the file system's clock look like none: of a file that changed a
# moment ago, two answers in a row must agree. Ticks last up to 2 seconds (FAT). Windows may tell
# the time of a change only when the writer closes the file: there, always two answers.
_QUIET_SECONDS = 3 if sys.platform != "win32" else float("inf")
_STEPS = 20_000
_LONGEST_CELL = 1_000_000
_FUNCTIONS = frozenset(
    {"count", "sum", "total", "min", "max", "coalesce", "substr", "length", "instr", "glob"}
)
_BROKEN = (apsw.NotADBError, apsw.CorruptError)


class Database:
    """An open database that answers only about the columns its question lists."""

    def __init__(self, connection: apsw.Connection, columns: Columns, deadline: Deadline) -> None:
        self._connection = connection
        self._deadline = deadline
        self._allowed = {table: frozenset(names) for table, names in columns.items()}
        self._functions = set(_FUNCTIONS)
        connection.authorizer = self._authorize

    def columns(self, table: str) -> frozenset[str]:
        """The listed columns that `table` has; empty where there is no such table.

        Raises CannotLook(UNSUPPORTED) for a view or a virtual table: what they read is theirs
        to say. Computed columns count as absent for the same reason.
        """
        kinds = [row[2] for row in self._rows(f'pragma table_list("{table}")')]
        if not kinds:
            return frozenset()
        if kinds != ["table"]:
            raise CannotLook(Reason.UNSUPPORTED, detail=f"{table} is no plain table")
        stored = {row[1] for row in self._rows(f'pragma table_xinfo("{table}")') if row[6] == 0}
        return self._allowed[table] & stored

    def has(self, table: str) -> bool:
        """Whether there is such a table."""
        self.columns(table)
        return bool(list(self._rows(f'pragma table_list("{table}")')))

    def need(self, table: str, *names: str) -> frozenset[str]:
        """The columns of a table that must be there; raises CannotLook(UNSUPPORTED)."""
        found = self.columns(table)
        if not self.has(table) or any(name not in found for name in names):
            raise CannotLook(Reason.UNSUPPORTED, detail=f"{table} of another version")
        return found

    def rows(self, sql: str, **values: int | str) -> list[tuple[Any, ...]]:
        """Every row that `sql` selects."""
        return list(self._rows(sql, values))

    def number(self, sql: str, **values: int | str) -> int:
        """The one integer that `sql` selects; nothing is zero."""
        value = self.rows(sql, **values)[0][0]
        return int(value or 0)

    def define(self, name: str, function: Callable[..., int]) -> None:
        """Let the questions call `function`, which answers the same for the same arguments.

        So a column can be judged row by row and only the verdict leaves the database.
        """

        def judge(*values: Any) -> int:  # noqa: ANN401 - whatever the columns hold
            # SQLite counts its own steps only: a thousand long texts would pass before it asks.
            self._deadline.check()
            return function(*values)

        self._connection.create_scalar_function(name, judge, deterministic=True)
        self._functions.add(name)

    def _rows(self, sql: str, values: Mapping[str, Any] | None = None) -> Iterator[Any]:
        return iter(self._connection.execute(sql, values or {}))

    def _authorize(
        self, code: int, one: str | None, two: str | None, base: str | None, inner: str | None
    ) -> int:
        if code in (apsw.SQLITE_SELECT, apsw.SQLITE_RECURSIVE):
            return apsw.SQLITE_OK
        if code == apsw.SQLITE_READ and one is not None:
            allowed = self._allowed.get(one)
            # count(*) asks for the column '', a row number for ROWID.
            if allowed is not None and (two in ("", "ROWID") or two in allowed):
                return apsw.SQLITE_OK
        if code == apsw.SQLITE_FUNCTION and two in self._functions:
            return apsw.SQLITE_OK
        if code == apsw.SQLITE_PRAGMA and one in ("table_list", "table_xinfo"):
            return apsw.SQLITE_OK
        return apsw.SQLITE_DENY


def ask(
    tree: Tree,
    path: str,
    columns: Columns,
    question: Callable[[Database], T],
    *,
    source: str,
    deadline: Deadline,
) -> T:
    """The answer to `question`, put to the database at `path` until it holds still.

    Args:
        tree: Where the database is.
        path: Its path in the tree.
        columns: What may be read; anything else is refused by SQLite's authorizer.
        question: Gives a value that can be compared; it may be called several times.
        source: How the file is called in the report.
        deadline: When to give up.

    Raises:
        NotHere: There is no such file.
        CannotLook: BUSY if it changed at every attempt, or what kept it from being read.
    """
    return ask_together(tree, {"main": path}, columns, question, source=source, deadline=deadline)


def ask_together(
    tree: Tree,
    paths: Mapping[str, str],
    columns: Columns,
    question: Callable[[Database], T],
    *,
    source: str,
    deadline: Deadline,
    given: Collection[str] | None = None,
) -> T:
    """The same of several databases at once, until all of them hold still.

    Args:
        tree: Where they are.
        paths: Their paths, by the names that the question's SQL gives them: the first is `main`.
        columns: What may be read, whichever of them has the table.
        question: As for `ask`.
        source: How they are called in the report.
        deadline: When to give up.
        given: Texts that the question finds in the column `text` of a table `known.given`.

    Raises:
        NotHere: One of the files is not there.
        CannotLook: As for `ask`.
    """
    previous: list[T] = []
    for attempt in range(_ATTEMPTS):
        deadline.check(source)
        if attempt:  # to sleep for no time at all gives the processor away
            time.sleep(attempt**2 * _PAUSE)
        before = _stamps(tree, paths, source)
        try:
            with _connected(tree, paths, deadline) as connection:
                if given is not None:
                    _put(connection, given)
                answer = question(Database(connection, columns, deadline))
        except (CannotLook, apsw.Error, UnicodeError) as error:
            if _moved(tree, paths, before):
                previous.clear()
                continue
            raise _cause(error).at(source) from None
        if _moved(tree, paths, before):
            previous.clear()
            continue
        if _quiet(before) or answer in previous:
            return answer
        previous = [answer]
    raise CannotLook(Reason.BUSY, source)


@contextmanager
def _connected(
    tree: Tree, paths: Mapping[str, str], deadline: Deadline
) -> Iterator[apsw.Connection]:
    sources = {name: Source(tree, path, deadline) for name, path in paths.items()}
    try:
        connection = vfs().connect(sources["main"])
        try:
            # Exclusive: the index of a write-ahead log is then kept in memory, not in a -shm file.
            connection.pragma("locking_mode", "exclusive")
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
            connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
            connection.limit(apsw.SQLITE_LIMIT_LENGTH, _LONGEST_CELL)
            connection.set_progress_handler(lambda: deadline.passed, _STEPS)
            for name, source in sources.items():
                if name != "main":
                    connection.execute(f"attach ? as {name}", (vfs().address(source),))
            yield connection
        finally:
            connection.close()
    except apsw.Error as error:
        for source in sources.values():
            if source.cause is not None:
                raise source.cause from None
        if deadline.passed and isinstance(error, apsw.InterruptError):
            raise CannotLook(Reason.TIME) from None
        raise
    finally:
        for source in sources.values():
            vfs().forget(source)


def _put(connection: apsw.Connection, texts: Collection[str]) -> None:
    """A table of texts beside the databases, in memory."""
    connection.execute("attach ':memory:' as known")
    connection.execute("create table known.given (text text primary key) without rowid")
    connection.executemany("insert or ignore into known.given values (?)", ((t,) for t in texts))


def _cause(error: CannotLook | apsw.Error | UnicodeError) -> CannotLook:
    if isinstance(error, CannotLook):
        return error
    name = type(error).__name__
    if isinstance(error, _BROKEN) or isinstance(error, UnicodeError):
        # SQLite keeps whatever bytes it is given as text; apsw wants UTF-8, as browsers write it.
        return CannotLook(Reason.DAMAGED, detail=name)
    if isinstance(error, apsw.TooBigError):
        return CannotLook(Reason.TOO_BIG, detail=name)
    if isinstance(error, (apsw.SQLError, apsw.AuthError)):
        return CannotLook(Reason.UNSUPPORTED, detail=name)
    return CannotLook(Reason.DAMAGED, detail=name)


def _stamps(tree: Tree, paths: Mapping[str, str], source: str) -> tuple[Stat | None, ...]:
    return tuple(stamp for path in paths.values() for stamp in _stamps_of(tree, path, source))


def _stamps_of(tree: Tree, path: str, source: str) -> tuple[Stat | None, ...]:
    stamps: list[Stat | None] = []
    for suffix in SUFFIXES:
        try:
            stamps.append(tree.stat(path + suffix))
        except NotHere:
            if not suffix:
                raise
            stamps.append(None)
        except CannotLook as cause:
            raise cause.at(source) from None
    main = stamps[0]
    if main is not None and main.kind is not FileKind.FILE:
        raise CannotLook(Reason.UNSUPPORTED, source, "not a regular file")
    if main is not None and main.size == 0 and not any(s and s.size for s in stamps[1:]):
        raise CannotLook(Reason.DAMAGED, source, "empty file")
    return tuple(stamps)


def _moved(tree: Tree, paths: Mapping[str, str], before: tuple[Stat | None, ...]) -> bool:
    try:
        return _stamps(tree, paths, "") != before
    except (NotHere, CannotLook):
        return True


def _quiet(stamps: tuple[Stat | None, ...]) -> bool:
    newest = max(s.mtime_ns for s in stamps if s is not None)
    return time.time() - newest / 1e9 > _QUIET_SECONDS
