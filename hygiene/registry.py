"""Which checks there are: the built-in ones and those of other packages, by the same road."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING, Any

from hygiene.api import Question
from hygiene.data import load
from hygiene.definition import Check
from hygiene.kinds import Kind, kind_of, kinds, rules
from hygiene.plugins import plugged_in

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "hygiene.checks"
BUILT_IN = "built-in"


def registry(*, others: bool = True, named: Iterable[str] | None = None) -> tuple[Check, ...]:
    """Every check, sorted by rule then id.

    Args:
        others: Whether checks of other installed packages are loaded at all.
        named: If given, only these entry points of other packages (as root: those that the
            system-wide configuration names).
    """
    checks = {check.id: check for check in _built_in()}
    taken = frozenset(checks)
    if others:
        for point in plugged_in(GROUP, named):
            for check in _of_entry_point(point):
                if check.id in taken:
                    check = _broken(f"{check.origin}:{check.id}", check.origin, "NameTaken")
                elif check.id in checks:
                    first = checks[check.id]
                    checks[check.id] = _broken(check.id, first.origin, "NameTakenTwice")
                    check = _broken(f"{check.origin}:{check.id}", check.origin, "NameTakenTwice")
                checks[check.id] = check
    order = {rule: i for i, rule in enumerate(rules())}
    return tuple(sorted(checks.values(), key=lambda c: (order[c.rule], c.id)))


def _built_in() -> Iterator[Check]:
    package = importlib.import_module("hygiene.checks")
    for info in sorted(pkgutil.iter_modules(package.__path__), key=lambda i: i.name):
        try:
            module = importlib.import_module(f"hygiene.checks.{info.name}")
            yield from _of_module(module, BUILT_IN, kinds())
        except Exception as error:
            # A file that somebody dropped here and that does not load fails by its own name.
            yield _broken(info.name.replace("_", "-"), BUILT_IN, type(error).__name__)


def _of_entry_point(point: EntryPoint) -> Iterator[Check]:
    origin = point.dist.name if point.dist else point.module.partition(".")[0]
    try:
        loaded = point.load()
        modules = loaded if isinstance(loaded, (list, tuple)) else [loaded]
        for module in modules:
            yield from _of_module(module, origin, {})
    except Exception as error:
        yield _broken(point.name, origin, type(error).__name__)


def _of_module(module: ModuleType, origin: str, known: Mapping[str, Kind]) -> Iterator[Check]:
    questions: dict[str, list[Question]] = {}
    for value in vars(module).values():
        if isinstance(value, Question):
            questions.setdefault(value.check, []).append(value)
    if not questions:
        raise LookupError("no check in this module")
    package, _, name = module.__name__.rpartition(".")
    texts = load(package or module.__name__, f"{name}.toml")
    own = {n: kind_of(n, row) for n, row in texts.get("kind", {}).items()}
    if origin != BUILT_IN:
        _admit(texts, own, questions)
    for check, asked in questions.items():
        every = {**known, **own}
        yield Check(
            id=check,
            rule=texts["rule"],
            origin=origin,
            questions=tuple(asked),
            kinds={q.kind: every[q.kind] for q in asked},
            texts=texts,
        )


def _admit(
    texts: Mapping[str, Any], own: Mapping[str, Kind], questions: Mapping[str, list[Question]]
) -> None:
    """Refuse a stranger's check that could not be told in both languages, or takes our kinds."""
    from hygiene.texts.validate import problems

    if any(":" not in name for name in own):
        raise ValueError("kinds of other packages are written package:kind")
    if wrong := problems(texts, {q.kind for asked in questions.values() for q in asked}):
        raise ValueError(wrong[0])


def _broken(name: str, origin: str, what: str) -> Check:
    return Check(id=name, rule=rules()[-1], origin=origin, broken=what)
