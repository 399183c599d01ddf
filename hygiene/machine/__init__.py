"""The machine that is looked at, and whose homes are on it."""

from hygiene.machine.machine import Home, Machine, Platform, Remembered

__all__ = ["Home", "Machine", "Platform", "Remembered"]
