"""Every reader of what strangers write, by name.

A new reader of bytes or texts goes into the table of its kind; what is read by way of a database
or of a file that others read too is one reader with them.
"""

from __future__ import annotations

import sys

from tests.fuzz.databases import DATABASES
from tests.fuzz.formats import FORMATS
from tests.fuzz.parser import Parser
from tests.fuzz.settings import SETTINGS
from tests.fuzz.systems import SYSTEMS
from tests.fuzz.texts import TEXTS

PARSERS: dict[str, Parser] = {**FORMATS, **DATABASES, **SETTINGS, **SYSTEMS, **TEXTS}
if sys.platform == "linux":
    from tests.fuzz.buses import BUSES

    PARSERS |= BUSES
