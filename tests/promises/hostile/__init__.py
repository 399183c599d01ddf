"""Hostile homes by name: what each does to a sound one, and what a report must say of it.

Whoever made such a home wants the program to hang, to fall over, to fill the memory, to read or
show what it must not, or to miss what is there. Each module adds its rows when it is imported.
"""

from __future__ import annotations

from . import (
    cells,
    databases,
    files,
    firefox,
    journals,
    profiles,
    recycle_bin,
    rules,
    safari,
    sessions,
    settings,
    stand_ins,
    wifi,
)
from .row import HOMES, Hostile

__all__ = [
    "HOMES",
    "Hostile",
    "cells",
    "databases",
    "files",
    "firefox",
    "journals",
    "profiles",
    "recycle_bin",
    "rules",
    "safari",
    "sessions",
    "settings",
    "stand_ins",
    "wifi",
]
