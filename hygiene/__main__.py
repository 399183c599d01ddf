"""Run as `python -m hygiene`."""

from __future__ import annotations

import sys

if __name__ == "__main__":
    # `python -m` looks for modules in the current folder first, which may be anybody's.
    if not sys.flags.safe_path:
        del sys.path[0]
    from hygiene.cli import main

    main()
