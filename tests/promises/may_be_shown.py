"""What may be shown of what was found, word for word as docs/privacy.md has it.

Everything else on a disk is a secret to the tests of the promises.
"""

from __future__ import annotations

#: Of a disk that does not run, by the name that the tests give it: what it is, and the formats that
#: show it.
WORDS = {
    "password-host": ("host of a saved password", {"terminal", "markdown", "json"}),
    "notification-host": ("host that may notify", {"terminal", "markdown", "json"}),
    "extension": ("name of an extension", {"terminal", "markdown", "json"}),
    "network": ("name of a Wi-Fi network", {"terminal", "markdown", "json"}),
    "user": ("name of a user", {"terminal", "markdown", "json"}),
    "root": ("path of the root", {"json"}),
}
#: The same, of what cannot be made up: what stands for it in the tests is found by the catalogue.
CATALOGUED = {
    "ameli": ("name of a service", {"terminal", "markdown", "json"}),
    "impots-gouv.fr": ("host that imitates another", {"terminal", "markdown", "json"}),
}
#: Of the computer that one sits at, to their owner alone and on its terminal alone.
FILES = {
    "name of a file",
    "name of a paper",
    "name of a list",
    "name of an export",
    "name of a text",
    "recent file",
    "name in the bin",
    "old name",
}


def shown_in(form: str) -> set[str]:
    """What one format names of a disk that does not run."""
    return {word for word, (_, forms) in WORDS.items() if form in forms}
