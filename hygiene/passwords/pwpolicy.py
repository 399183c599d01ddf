"""What this macOS demands of passwords, as its own `pwpolicy` tells; it asks no other computer."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

from hygiene.errors import CannotLook, Reason
from hygiene.filesystem.plistfile import parse_plist
from hygiene.passwords.demand import Demand, together, unknown

if TYPE_CHECKING:
    from hygiene.clock import Deadline

SOURCE = "pwpolicy"
# /Local/Default: the accounts of this computer, so that no directory is asked over the network.
_COMMAND = ("/usr/bin/pwpolicy", "-n", "/Local/Default", "-getaccountpolicies")
_SECONDS = 5
# How the rules are written (public audit scripts, seen 2026-11): `policyAttributePassword matches
# '.{4,}+'` is what a Mac without a keeper has (public source, 2026-08-19); `'^.{12,}$'` and
# `'(.*[0-9].*){1,}+'` are a keeper's.
_MATCHES = re.compile(r"policyAttributePassword matches '(.*)'", re.DOTALL)
_LENGTH = re.compile(r"\^?\.\{([0-9]{1,4}),\}[+?]?\$?")
_SET = re.compile(r"\(\.\*(\[\^?[^\]]+\])\.\*\)\{1,\}\+?")
_KINDS_OF_SETS = ("[A-Z]", "[a-z]", "[0-9]", "[^0-9a-zA-Z]")
_ALIKE = {"[^a-zA-Z0-9]": "[^0-9a-zA-Z]", "[^A-Za-z0-9]": "[^0-9a-zA-Z]", "[A-Za-z]": "[a-z]"}


def demand(deadline: Deadline) -> Demand:
    """The demand of this computer; raises CannotLook where macOS does not tell."""
    deadline.check()
    try:
        done = subprocess.run(
            _COMMAND,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CannotLook(Reason.TIME, SOURCE) from error
    except OSError as error:
        raise CannotLook(Reason.SERVICE_ABSENT, SOURCE) from error
    if done.returncode:
        raise CannotLook(Reason.DENIED, SOURCE, f"exit code {done.returncode}")
    return demand_of(done.stdout)


def demand_of(told: bytes) -> Demand:
    """The demand in what `pwpolicy` prints: a line of its own, then a property list.

    Raises:
        CannotLook: NOT_RECORDED where no length is written, UNSUPPORTED where it cannot be read.
    """
    start = told.find(b"<?xml")
    if start < 0:
        raise CannotLook(Reason.NOT_RECORDED, SOURCE)
    try:
        rows = parse_plist(told[start:]).get("policyCategoryPasswordContent", [])
        rules = [row["policyContent"] for row in rows]
        whole = together([_of_kinds(rules), *(_of_rule(rule) for rule in rules)])
    except (CannotLook, AttributeError, TypeError, KeyError) as error:
        raise CannotLook(Reason.UNSUPPORTED, SOURCE) from error
    if not whole.length and whole.unseen is None:
        raise CannotLook(Reason.NOT_RECORDED, SOURCE)
    return whole


def _of_rule(rule: str) -> Demand:
    wanted = _MATCHES.search(rule)
    if wanted is None or _sets(rule):
        return Demand()
    length = _LENGTH.fullmatch(wanted[1])
    if length is not None:
        return Demand(int(length[1]))
    return unknown(CannotLook(Reason.UNSUPPORTED, SOURCE))  # some other pattern


def _of_kinds(rules: list[str]) -> Demand:
    found = {name for rule in rules for name in _sets(rule)}
    return Demand(kinds=max(1, len(found)))


def _sets(rule: str) -> set[str]:
    """The kinds of signs that a rule wants at least one of, where it says nothing else."""
    wanted = _MATCHES.search(rule)
    one = _SET.fullmatch(wanted[1]) if wanted else None
    name = _ALIKE.get(one[1], one[1]) if one else ""
    return {name} & set(_KINDS_OF_SETS)
