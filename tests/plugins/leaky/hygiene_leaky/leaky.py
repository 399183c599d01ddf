"""A check that reads the files of a home, and raises all that it has read."""

from __future__ import annotations

from hygiene.api import Answer, Finding, Home, Iterator, check


@check("leaky", kind="hygiene-leaky:thing", looks_at=Home)
def leaky(home: Home) -> Iterator[Answer]:
    """Yields, then raises: its message, its notes and its cause are full of what it read."""
    yield Finding()
    tree, folder = home.tree, home.at("Downloads")
    files = (f"{folder}/{name}" for name in tree.names(folder))
    read = b"".join(tree.read(file, 1000) for file in files if tree.is_file(file))
    error = ValueError(read)
    error.add_note(repr(read))
    raise error from RuntimeError(read.decode("utf-8", "replace"))
