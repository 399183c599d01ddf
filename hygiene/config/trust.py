"""Reading a settings file that nobody but its owner can have written."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path

from hygiene.commandline.usage import cause
from hygiene.errors import UsageError

_MOST = 1 << 20
_ROOT = 0
# macOS: folders of the system belong to the group of its administrators (80) too.
_KEEPERS = (0, 80) if sys.platform == "darwin" else (0,)

# O_NONBLOCK: a FIFO in the place of the file would block the open for ever.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


def read_trusted(file: Path, *, system: bool) -> str | None:
    """The text of `file`; None where there is no such file.

    The file and every folder above it must belong to root or to the person who runs the program,
    and nobody else may write there: otherwise somebody else could choose what is not looked at.
    A group that is the person's own (Debian's private groups) and a sticky folder are nobody else.

    Args:
        file: Absolute path.
        system: Whether it is the system-wide file (on Windows its owner must be the system's).

    Raises:
        UsageError: It is there and cannot be read, or somebody else may write it.
    """
    try:
        fd = os.open(file, _READ)
    except (FileNotFoundError, NotADirectoryError) as error:
        if file.is_symlink():
            raise _unreadable(file, error) from error
        return None
    except OSError as error:
        raise _unreadable(file, error) from error
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise UsageError("config-not-a-file", path=str(file))
        if sys.platform == "win32":
            from hygiene.windows import refuse_untrusted

            refuse_untrusted(file, system=system)
        else:
            _refuse_untrusted(file, found)
        with os.fdopen(fd, "rb", closefd=False) as opened:
            content = opened.read(_MOST + 1)
    except OSError as error:
        raise _unreadable(file, error) from error
    finally:
        os.close(fd)
    if len(content) > _MOST:
        raise UsageError("config-too-big", path=str(file))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UsageError("not-utf8", file=str(file), line=str(line)) from error


def _unreadable(file: Path, error: OSError) -> UsageError:
    return UsageError("config-unreadable", path=str(file), why=cause(error))


def _refuse_untrusted(file: Path, found: os.stat_result) -> None:
    if sys.platform == "win32":
        return
    me = os.geteuid()
    _refuse(file, found, file, me)
    real = Path(os.path.realpath(file))
    # Both ways to it: the folders as written, and those that links lead through.
    for folder in dict.fromkeys([*file.parents, *real.parents]):
        try:
            found = folder.stat()
        except OSError as error:
            raise _unreadable(file, error) from error
        _refuse(folder, found, file, me)


def _refuse(place: Path, found: os.stat_result, file: Path, me: int) -> None:
    if sys.platform == "win32":
        return
    if found.st_uid not in (_ROOT, me):
        raise UsageError("config-owner", path=str(file), place=str(place))
    if stat.S_ISDIR(found.st_mode) and found.st_mode & stat.S_ISVTX:
        return
    by_group = found.st_mode & stat.S_IWGRP and not _own_group(place, found.st_gid, me)
    if by_group or found.st_mode & stat.S_IWOTH:
        raise UsageError("config-writable", path=str(file), place=str(place))


def _own_group(place: Path, group: int, me: int) -> bool:
    """Whether the group's right to write gives it to nobody but the person and the keepers."""
    if sys.platform == "win32":
        return False
    if sys.platform == "linux":
        # With an access list, the group's bits show what anybody in the list may do.
        with suppress(OSError):
            if "system.posix_acl_access" in os.listxattr(place):
                return False
    if group in _KEEPERS:
        return True
    import grp
    import pwd

    try:
        mine, person = grp.getgrgid(group), pwd.getpwuid(me)
    except KeyError:
        return False
    return mine.gr_name == person.pw_name and set(mine.gr_mem) <= {person.pw_name}
