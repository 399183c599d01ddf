"""What each PAM module demands of a new password, by its arguments and settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hygiene.data import load
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.filesystem.tree import Tree
from hygiene.passwords.cnil import KINDS, demands_enough
from hygiene.passwords.demand import Demand, unknown

SOURCE = "PAM"
_MOST = 1 << 16
#: Of a number: the modules themselves keep them in 32 bits.
_MOST_DIGITS = 9
_CREDITS = ("dcredit", "ucredit", "lcredit", "ocredit")


def demand(tree: Tree, name: str, arguments: Iterable[str]) -> Demand:
    """What the module `name` demands; nothing where it only stores or forwards the password.

    A module that nobody here knows may demand anything: that is not seen.
    """
    table = load("hygiene.passwords", "pam.toml")
    said = _said(arguments)
    if name == "pam_unix":
        return _unix(tree, said)
    if name in table["quality"]:
        return _quality({**_settings(tree, name), **said}, table["quality"][name])
    if name == "pam_passwdqc":
        return _passwdqc({**table["passwdqc"], **_settings(tree, name), **said})
    if name in table["demands_nothing"]:
        return Demand()
    return unknown(CannotLook(Reason.UNSUPPORTED, SOURCE, "a module"))


def _unix(tree: Tree, said: Mapping[str, str]) -> Demand:
    """`minlen`: 6 on Debian and its kin (its pam_unix(8)), else any password that is not empty."""
    usual = 6 if tree.is_file("etc/debian_version") else 1
    return Demand(_number(said, "minlen", usual))


def _quality(said: Mapping[str, str], usual: Mapping[str, int]) -> Demand:
    """pam_pwquality(8), pam_cracklib(8).

    A credit above zero makes each sign of that kind count twice, up to that many; one below zero
    demands as many.
    """
    if _number(said, "enforcing", 1) == 0:
        return Demand()
    credits = [_number(said, name, usual["credit"]) for name in _CREDITS]
    least = _number(said, "minlen", usual["minlen"])
    granted = sum(credit for credit in credits if credit > 0)
    wanted = [-credit for credit in credits if credit < 0]
    length = max(usual["least"], least - granted, (least + 1) // 2, sum(wanted))
    return Demand(length, max(1, min(KINDS, max(len(wanted), _number(said, "minclass", 0)))))


def _passwdqc(said: Mapping[str, str]) -> Demand:
    """pam_passwdqc(8): fewest signs for one kind, two, a phrase, three and four; any will do.

    Of what is accepted, what falls short speaks, and of that the shortest.
    """
    one, two, phrase, three, four = (_signs(part) for part in f"{said['min']},,,,".split(",")[:5])
    accepted = [(one, 1), (two, 2), (three, 3), (four, KINDS)]
    if _number(said, "passphrase", 3) < load("hygiene.passwords", "cnil.toml")["text"]["words"]:
        accepted.append((phrase, 1))
    found = [(demands_enough(n, kinds), n, kinds) for n, kinds in accepted if n is not None]
    if not found or said.get("enforce") == "none":
        return Demand()
    _, length, kinds = min(found)
    return Demand(length, kinds)


def _signs(word: str) -> int | None:
    """The number; None where that kind of password is not accepted."""
    return int(word) if word.isdecimal() and len(word) <= _MOST_DIGITS else None


def _settings(tree: Tree, name: str) -> dict[str, str]:
    """What the settings files of a module say, the last one winning."""
    found: dict[str, str] = {}
    for path in load("hygiene.passwords", "pam.toml")["files"].get(name, ()):
        for each in _each(tree, path):
            try:
                text = tree.text(each, _MOST).decode("utf-8", "replace")
            except NotHere:
                continue
            found |= _said(line.partition("#")[0] for line in text.splitlines())
    return found


def _each(tree: Tree, path: str) -> list[str]:
    if not path.endswith("/"):
        return [path]
    try:
        return [path + name for name in tree.names(path.rstrip("/")) if name.endswith(".conf")]
    except NotHere:
        return []


def _said(words: Iterable[str]) -> dict[str, str]:
    """`name=value`, with spaces around or not; a bare name is a switch, without a value."""
    pairs = (word.partition("=") for word in words)
    return {name.strip(): value.strip() for name, _, value in pairs if name.strip()}


def _number(said: Mapping[str, str], name: str, usual: int) -> int:
    word = said.get(name, "")
    try:
        return int(word) if len(word) <= _MOST_DIGITS else usual
    except ValueError:
        return usual
