"""The first bytes of a file: is it a program that goes by the name of a document?"""

from __future__ import annotations

from hygiene.filesystem.tree import Tree

#: Bytes that are looked at.
LENGTH = 64
#: How programs begin: Linux, macOS (four forms, and the one for several processors).
_PROGRAMS = (
    b"\x7fELF",
    *(b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
    b"\xca\xfe\xba\xbe",
)
#: A shortcut of Windows: its size, then its class (MS-SHLLINK, 2.1).
_SHORTCUT = b"L\0\0\0\x01\x14\x02\0"


def is_disguised(tree: Tree, path: str) -> bool:
    """Whether a file that calls itself a document, picture or sound begins as a program does.

    Raises NotHere and CannotLook as `Tree.open` does.
    """
    with tree.open(path) as file:
        return is_program(file.read_at(LENGTH, 0))


def is_program(head: bytes) -> bool:
    """Whether these first bytes are those of a program, a script or a shortcut."""
    # "MZ" may begin a text; a program of Windows has 64 bytes of head, with zeros among them.
    windows = head.startswith(b"MZ") and len(head) == LENGTH and b"\0" in head
    return windows or head.startswith((*_PROGRAMS, _SHORTCUT, b"#!/"))
