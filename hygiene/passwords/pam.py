"""What a Linux demands of passwords: the modules that its PAM settings put in a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.passwords import pam_modules
from hygiene.passwords.demand import Demand, together

SOURCE = "PAM"
_MOST = 1 << 16
# The keeper's folder goes before that of the distribution (pam.d(5), Linux-PAM 1.4 and later).
_FOLDERS = ("etc/pam.d", "usr/lib/pam.d")
# `passwd` names the others (Debian: common-password; Fedora and Arch: system-auth); the first that
# is there speaks. PASS_MIN_LEN of /etc/login.defs is not among them: with PAM, nobody reads it
# (login.defs(5)).
_SERVICES = ("passwd", "common-password", "system-auth", "password-auth")
_DEEPEST = 8
_LINE = re.compile(r"-?(\w+)\s+(\[[^\]]*\]|\S+)\s+(\S+)\s*(.*)")
_INCLUDES = ("include", "substack")
_NAME = re.compile(r"[\w.-]+")


class Module(NamedTuple):
    """One module that has a say in a change of password, and its arguments."""

    name: str
    arguments: tuple[str, ...]


def demand(tree: Tree) -> Demand:
    """The demand of a Linux; all modules must agree.

    Raises:
        NotHere: It has no PAM.
        CannotLook: A file is too big, denied or includes itself; or the rules lie elsewhere.
    """
    for service in _SERVICES:
        try:
            row = list(_modules(tree, service, 0))
        except NotHere:
            continue
        whole = together(pam_modules.demand(tree, module.name, module.arguments) for module in row)
        if not whole.length and whole.unseen is None:
            # No module takes a password for an account of this computer: a directory's rules hold.
            raise CannotLook(Reason.NOT_RECORDED, SOURCE)
        return whole
    raise NotHere


def _modules(tree: Tree, service: str, depth: int) -> Iterator[Module]:
    if depth > _DEEPEST or not _NAME.fullmatch(service):
        raise CannotLook(Reason.UNSUPPORTED, SOURCE)
    for line in _lines(_read(tree, service)):
        if line.startswith("@include"):
            yield from _included(tree, line.removeprefix("@include").strip(), depth)
            continue
        found = _LINE.fullmatch(line)
        if found is None or found[1] != "password":
            continue
        control, path, arguments = found[2], found[3], found[4]
        if control in _INCLUDES:
            yield from _included(tree, path, depth)
        elif control != "optional":  # what an optional module says stops nobody
            name = path.rpartition("/")[2].removesuffix(".so")
            yield Module(name, tuple(arguments.split()))


def _included(tree: Tree, service: str, depth: int) -> Iterator[Module]:
    try:
        yield from _modules(tree, service, depth + 1)
    except NotHere as missing:
        raise CannotLook(
            Reason.UNSUPPORTED, SOURCE, "a file that is named is not there"
        ) from missing


def _read(tree: Tree, service: str) -> str:
    for folder in _FOLDERS:
        try:
            return tree.text(f"{folder}/{service}", _MOST).decode("utf-8", "replace")
        except NotHere:
            continue
        except CannotLook as cause:
            raise cause.at(SOURCE) from cause
    raise NotHere


def _lines(file: str) -> Iterator[str]:
    for line in file.replace("\\\n", " ").splitlines():
        said = line.partition("#")[0].strip()
        if said:
            yield said
