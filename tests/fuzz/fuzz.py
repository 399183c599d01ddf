"""Searches for bytes that a reader stumbles over, guided by the branches that they reach.

Not part of the tests: `pip install atheris`, then `python tests/fuzz/fuzz.py PARSER [--seconds N]`
from the project's folder. It ends with code 0, or shows what was raised, took 10 seconds or more
than 512 MB, and leaves the bytes in a file `crash-…` of the current folder.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))


def main() -> None:
    """Search for some seconds in one reader."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    with atheris.instrument_imports(include=["hygiene"]):
        from tests.fuzz.parsers import PARSERS, asked

    words = argparse.ArgumentParser()
    words.add_argument("parser", choices=sorted(PARSERS), metavar="PARSER")
    words.add_argument("--seconds", type=int, default=60)
    given = words.parse_args()
    parser = PARSERS[given.parser]
    with tempfile.TemporaryDirectory() as folder:
        for number, seed in enumerate(parser.seeds):
            (Path(folder) / str(number)).write_bytes(seed)
        limits = ["-timeout=10", "-rss_limit_mb=512", "-max_len=65536", "-print_final_stats=1"]
        atheris.Setup(
            [sys.argv[0], folder, f"-max_total_time={given.seconds}", *limits],
            lambda data: asked(parser, data),
        )
        atheris.Fuzz()


if __name__ == "__main__":
    main()
