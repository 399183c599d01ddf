"""Whose things a run may name: sites, networks, files; the rule is in docs/privacy.md."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from hygiene.definition import Check
from hygiene.kinds import kinds
from hygiene.machine import Home, Machine
from hygiene.model import Finding, Result
from hygiene.nameless import PERSONAL, joined


class Names:
    """What one run may name.

    Args:
        machine: What is looked at.
        asked: What `--names` or `--no-names` said; None where neither was given.
        checks: Those of this run.
    """

    def __init__(self, machine: Machine, asked: bool | None, checks: Iterable[Check]) -> None:
        self._asked = asked
        self._named = {home.user for home in machine.homes if self._may(home)}
        self._owners = {home.user for home in machine.homes if home.mine and machine.live}
        every = (kind for check in checks for kind in check.kinds.values())
        self._only_owner = frozenset(kind.name for kind in every if kind.live_terminal_only)
        #: Whether anything is named: of a disk without homes, what is the computer's own.
        self.any = bool(self._named) if machine.homes else asked is not False

    def kept(self, result: Result) -> Result:
        """The result without the names that this run may not hold."""
        return replace(result, findings=joined(self._finding(f) for f in result.findings))

    def _may(self, home: Home) -> bool:
        if self._asked is not None:
            return self._asked
        return home.mine or not home.machine.live

    def _finding(self, finding: Finding) -> Finding:
        user = finding.where.user
        # The names of files are for the owner alone, at the computer where the files are.
        if finding.kind in self._only_owner and user not in self._owners:
            finding = replace(finding, names=())
        if user in self._named or (user is None and self.any):
            return finding
        facts = {name: value for name, value in finding.facts.items() if name not in PERSONAL}
        finding = replace(finding, facts=facts)
        kind = kinds().get(finding.kind)
        if kind is not None and not kind.placed:
            return replace(finding, names=(), subject=None)
        return replace(finding, names=())
