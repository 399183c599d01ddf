"""The number of a bank account (IBAN, ISO 13616)."""

from __future__ import annotations

from functools import cache

from hygiene.data import load

#: ISO 7064, MOD 97-10: what a right number leaves.
_MODULUS, _REST = 97, 1


def length_of(country: str) -> int:
    """How many signs an IBAN of `country` (two capitals) has; zero where there are none."""
    return _lengths().get(country, 0)


def is_iban(number: str) -> bool:
    """Whether `number`, in capitals and without spaces, is an IBAN: length and key."""
    if not (number.isascii() and number.isalnum()) or len(number) != length_of(number[:2]):
        return False
    if not number[2:4].isdigit():
        return False
    turned = number[4:] + number[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % _MODULUS == _REST


@cache
def _lengths() -> dict[str, int]:
    found: dict[str, int] = load("hygiene.identity", "numbers.toml")["iban"]
    return found
