"""A phrase of words drawn at random."""

from __future__ import annotations

import secrets

from hygiene.data import load
from hygiene.passwords.knowledge import words_for_phrases


def phrase(language: str) -> str:
    """As many different words as the CNIL asks for, drawn by the system's own source of chance."""
    count: int = load("hygiene.passwords", "cnil.toml")["text"]["words"]
    words = words_for_phrases(language)
    drawn: list[str] = []
    while len(drawn) < count:
        word = secrets.choice(words)
        if word not in drawn:
            drawn.append(word)
    return " ".join(drawn)
