"""Whether a browser is open now: its lock, and the process that holds it."""

from __future__ import annotations
