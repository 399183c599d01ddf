"""Secrets that are recognised wherever and however written, and what may be shown beside them."""

from __future__ import annotations

import base64
import re

#: In every secret; no word of ours, of a system or of a library has these signs in a row.
SECRET = "zq7xvkwjy"
#: In everything that may be shown by its name.
SHOWN = "vu3kjq"

#: So many digits in a row of a number of identity would tell which it is.
_TELLING = 8
_DIGITS = re.compile(rb"[0-9]{%d,}" % _TELLING)
_SPACED = re.compile(rb"(?<=[0-9])[ .-](?=[0-9])")


class Canaries:
    """Mints secrets, each once, and finds them again."""

    def __init__(self) -> None:
        self._of: list[str] = []
        self._numbers: set[bytes] = set()

    def __len__(self) -> int:
        return len(self._of) + len(self._numbers)

    def text(self, of: str) -> str:
        """A new secret; `of` says what it is."""
        self._of.append(of)
        return f"{SECRET}{len(self._of) - 1:05}q"

    def host(self, of: str) -> str:
        """A new secret that is the name of a site."""
        return f"{self.text(of)}.fr"

    def address(self, of: str, host: str | None = None) -> str:
        """An address whose path, query and fragment are secrets; so is its host unless given."""
        secrets = [self.text(f"{of}, {part}") for part in ("path", "query", "fragment")]
        return "https://{}/{}?token={}#{}".format(host or self.host(f"{of}, host"), *secrets)

    def number(self, digits: str) -> str:
        """This number of identity, as a secret."""
        self._numbers.add(digits.encode())
        return digits

    def leaked(self, data: bytes) -> set[str]:
        """What the secrets in `data` are of, in whatever encoding they are."""
        text = data.lower()
        found = {self._named(m[1]) for m in re.finditer(rb"%s([0-9]{5})" % SECRET.encode(), text)}
        for form, writings in _FORMS.items():
            found |= {form for w in writings if w in (text if form == "text" else data)}
        if any(m[1] for m in re.finditer(rb"%s([0-9]{5})" % SECRET.encode(), text)):
            found.discard("text")
        for run in _DIGITS.findall(_SPACED.sub(b"", data)):
            for at in range(len(run) - _TELLING + 1):
                if any(run[at : at + _TELLING] in number for number in self._numbers):
                    found.add("number of identity")
        return found

    def _named(self, number: bytes) -> str:
        at = int(number)
        return self._of[at] if at < len(self._of) else "unknown secret"


def shown(data: bytes) -> set[str]:
    """What is named in `data` of all that may be: the words after the mark."""
    return {m[1].decode() for m in re.finditer(rb"%s-([a-z-]+)" % SHOWN.encode(), data)}


def name(of: str) -> str:
    """A name that may be shown."""
    return f"{SHOWN}-{of}"


def _writings_64(text: bytes) -> list[bytes]:
    """The middle of what base64 makes of a text, wherever in a longer one it begins."""
    found = []
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + text)
        # Signs that come from three bytes of which one is not of the text depend on that one.
        found.append(coded[4 if before else 0 : (before + len(text)) // 3 * 4])
    return found


def forms_of(text: str) -> dict[str, list[bytes]]:
    """How a secret may be written, by the name of the way."""
    plain, wide = text.encode(), text.encode("utf-16-le")
    return {
        "text": [plain],
        "UTF-16": [wide, text.encode("utf-16-be")],
        "base64": _writings_64(plain),
        "base64 of UTF-16": _writings_64(wide),
        "hexadecimal": [plain.hex().encode(), plain.hex().upper().encode()],
        "backwards": [plain[::-1]],
    }


_FORMS = forms_of(SECRET)
