"""LevelDB folders: which keys live in them, from the bytes of their files; values are never kept.

Formats: google/leveldb `doc/impl.md`, `db/version_edit.cc`. Checksums are not compared (a CRC-32C
in pure Python costs more than all the rest), every length is. No package is used: dfindexeddb opens
the files itself, keeps the values and pins two compiled packages (2026).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hygiene.browsers.formats import leveldb_log, leveldb_table
from hygiene.browsers.formats.leveldb_entry import damaged, varint
from hygiene.browsers.formats.leveldb_log import read_log, records
from hygiene.browsers.formats.leveldb_table import read_table
from hygiene.errors import CannotLook, Reason

#: Bytes of keys that one folder may make us remember, some 100 more counted for each key.
_MOST_KEPT = 64 << 20
_KEY_COST = 100

#: Fields of a manifest: how many numbers each holds, then how many texts.
_FIELDS = {
    1: (0, 1),  # name of the order of keys
    2: (1, 0),  # first log
    3: (1, 0),  # next file
    4: (1, 0),  # last write
    5: (1, 1),  # where the next compaction begins
    6: (2, 0),  # table taken out
    7: (3, 2),  # table put in
    9: (1, 0),  # older log
}
_FIRST_LOG, _TABLE_OUT, _TABLE_IN, _OLDER_LOG = 2, 6, 7, 9


def local_storage_origins(files: Iterable[tuple[str, bytes]]) -> frozenset[str]:
    """The origins that have local storage, from the files of Chromium's `Local Storage/leveldb`.

    Chromium keeps one `META:<origin>` key for each origin that has an item, written and deleted in
    the same batch as its items (`local_storage_impl.cc`, read in 2026). A third party's storage
    (`https://a/^0https://b`) counts for the site that stored it.

    Args:
        files: Names and contents; see `live_files`.

    Raises:
        CannotLook: `damaged`, `unsupported` or `too-big`.
    """
    origins = set()
    for key in live_keys(files, prefix=b"META:"):
        origin, third_party, _ = key.removeprefix(b"META:").partition(b"^")
        text = origin.decode("utf-8", "replace")
        origins.add(text.removesuffix("/") if third_party else text)
    return frozenset(origins)


def live_keys(files: Iterable[tuple[str, bytes]], *, prefix: bytes = b"") -> frozenset[bytes]:
    """The keys that begin with `prefix` and are not deleted, over all live files.

    Args:
        files: Names and contents; see `live_files`.
        prefix: Keys without it are passed over, most of them unread.

    Raises:
        CannotLook: `damaged`, `unsupported` or `too-big`.
    """
    contents = dict(files)
    newest: dict[bytes, tuple[int, bool]] = {}
    kept = 0
    for name in live_files(contents):
        read = read_log if name.endswith(".log") else read_table
        for key, sequence, deleted in read(contents[name], prefix=prefix):
            known = newest.get(key)
            if known is None:
                kept += len(key) + _KEY_COST
                if kept > _MOST_KEPT:
                    raise CannotLook(Reason.TOO_BIG, detail="LevelDB: too many keys")
            if known is None or known[0] <= sequence:
                newest[key] = sequence, deleted
    return frozenset(key for key, (_, deleted) in newest.items() if not deleted)


def values_on_disk(
    files: Iterable[tuple[str, bytes]], *, prefix: bytes = b""
) -> Iterator[memoryview]:
    """Every value of a key that begins with `prefix`, overwritten and deleted ones too.

    A deletion only adds a note: the value stays in its file until the database rewrites that.

    Args:
        files: Names and contents; all logs and tables count, whatever the manifest lists.
        prefix: Values of other keys are passed over.

    Raises:
        CannotLook: `damaged`, `unsupported` or `too-big`.
    """
    for name, data in sorted(files):
        read = {".log": leveldb_log, ".ldb": leveldb_table, ".sst": leveldb_table}.get(name[-4:])
        if read is not None:
            yield from (value for _entry, value in read.read_values(data, prefix=prefix))


def live_files(files: Mapping[str, bytes]) -> list[str]:
    """Names of the logs and tables that make up the database, oldest first.

    `CURRENT` names the manifest, which lists them; others are refuse that the browser has yet to
    delete. Without a `CURRENT`, every log and table counts.

    Args:
        files: Names and contents. Other files than `CURRENT`, the manifest, `.log`, `.ldb` and
            `.sst` do no harm; of logs and tables, the names alone are looked at.

    Raises:
        CannotLook: `damaged`, also where the manifest or a table that it lists is not there.
    """
    numbered: dict[int, str] = {}
    for name in files:
        stem, _, suffix = name.partition(".")
        if suffix in ("log", "ldb", "sst") and stem.isascii() and stem.isdigit():
            numbered[int(stem)] = name
    if "CURRENT" not in files:
        return [name for _, name in sorted(numbered.items())]
    manifest = files.get(files["CURRENT"].decode("ascii", "replace").removesuffix("\n"))
    if manifest is None:
        raise damaged("manifest not there")
    tables, first_log, older_log = _version(manifest)
    if not tables <= numbered.keys():
        raise damaged("table not there")
    return [
        name
        for number, name in sorted(numbered.items())
        if number in tables
        or (name.endswith(".log") and (number >= first_log or number == older_log))
    ]


def _version(manifest: bytes) -> tuple[set[int], int, int]:
    """What the manifest ends with: numbers of the tables, of the first log and of an older one."""
    tables: set[int] = set()
    first_log = older_log = 0
    for edit, at, end in records(manifest):
        while at < end:
            tag, at = varint(edit, at, end)
            if tag not in _FIELDS:
                raise CannotLook(Reason.UNSUPPORTED, detail="LevelDB: unknown field in manifest")
            numbers = []
            count, texts = _FIELDS[tag]
            for _ in range(count):
                number, at = varint(edit, at, end)
                numbers.append(number)
            for _ in range(texts):
                length, at = varint(edit, at, end)
                at += length
            if tag == _FIRST_LOG:
                first_log = numbers[0]
            elif tag == _OLDER_LOG:
                older_log = numbers[0]
            elif tag == _TABLE_IN:
                tables.add(numbers[1])
            elif tag == _TABLE_OUT:
                tables.discard(numbers[1])
        if at != end:
            raise damaged("manifest field longer than its record")
    return tables, first_log, older_log
