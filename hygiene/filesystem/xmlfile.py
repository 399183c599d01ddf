"""XML of a file, handed over element by element; what could fill the memory is refused."""

from __future__ import annotations

from typing import Protocol
from xml.parsers import expat

from hygiene.errors import CannotLook, Reason

_DEEPEST = 32


class Listener(Protocol):
    """Who is told; elements by their paths (`a/b`), whatever their namespace."""

    def element(self, path: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def text(self, path: str, text: str) -> None:
        """A part of the text in the element at `path`."""


def read_xml(data: bytes, listener: Listener, encoding: str | None = None) -> None:
    """Tell `listener` of everything in `data`.

    Args:
        data: The XML.
        listener: Who is told.
        encoding: What it is in, where its own declaration does not count.

    Raises:
        CannotLook: DAMAGED where it is no XML, lies deep in itself or declares a document type.
    """
    names: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if len(names) >= _DEEPEST:
            raise CannotLook(Reason.DAMAGED, detail="too deep")
        names.append(name.rpartition(" ")[2])
        listener.element("/".join(names), attributes)

    def end(name: str) -> None:
        names.pop()

    def text(text: str) -> None:
        listener.text("/".join(names), text)

    def refuse(*_: object) -> None:
        # Entities could fill the memory, or name other files.
        raise CannotLook(Reason.DAMAGED, detail="document type")

    parser = expat.ParserCreate(encoding, namespace_separator=" ")
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError):
        raise CannotLook(Reason.DAMAGED, detail="no XML") from None
