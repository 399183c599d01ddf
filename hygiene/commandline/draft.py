"""A file that is whole on the disk before it has its name."""

from __future__ import annotations

import os
from contextlib import suppress

from hygiene.commandline.output_folder import OutputFolder


class Draft:
    """What is on its way to `name`: without any name where Linux can do so, else `temporary`.

    Whoever kills the program meanwhile, a file without a name is gone with it.
    """

    def __init__(self, folder: OutputFolder, name: str, temporary: str) -> None:
        self.folder = folder
        self._name = name
        self._temporary = temporary
        self._nameless: int | None = None

    def write(self, content: bytes, mode: int) -> None:
        """Have `content` on the disk, for those whom `mode` lets; raises OSError."""
        self._nameless = self.folder.nameless(mode)
        fd = self._nameless
        if fd is None:
            fd = self.folder.create(self._temporary, mode)
        with os.fdopen(fd, "wb", closefd=self._nameless is None) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def publish(self) -> None:
        """Give it its name, in the place of what has it; raises OSError."""
        if self._nameless is not None:
            try:
                self.folder.name(self._nameless, self._name)
                return
            except FileExistsError:
                # Nothing replaces a file but a file that has a name: for that moment it has.
                self.folder.name(self._nameless, self._temporary)
        self.folder.rename(self._temporary, self._name)

    def discard(self) -> None:
        """Leave nothing behind but what was published."""
        if self._nameless is not None:
            os.close(self._nameless)
            self._nameless = None
        with suppress(OSError):
            self.folder.remove(self._temporary)
