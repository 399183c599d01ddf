"""A second opinion on the addresses outside Chromium's history: plain SQL, a search for bytes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from .oracle import ask

_TABLES = {
    "favicons": ("Favicons", "select page_url from icon_mapping"),
    "top_sites": ("Top Sites", "select url from top_sites where url not like '%/webstore?%'"),
    "shortcuts": ("Shortcuts", "select url from omni_box_shortcuts"),
    "predictor": ("Network Action Predictor", "select url from network_action_predictor"),
}


def hidden(data: Path, pages: Collection[str]) -> Mapping[str, int]:
    """Count what a data folder of Chromium holds, as the report does: places, all, in no history.

    Args:
        data: The data folder of a browser that stands still.
        pages: Every address that its files of tabs and of downloads may hold.

    Raises:
        AssertionError: a database holds an address that is none of the pages.
    """
    ukm = ask(data / "segmentation_platform/ukm_db", "select url from urls")
    places = {place: set[str]() for place in _TABLES} | {"ukm_db": {url for (url,) in ukm}}
    history = set()
    for profile in (path.parent for path in data.glob("*/Preferences")):
        for place, (file, question) in _TABLES.items():
            if (profile / file).exists():
                found = {url for (url,) in ask(profile / file, question)}
                places.setdefault(place, set()).update(found)
        for place, files in (
            ("sessions", "Sessions/*_*"),
            ("shared_proto_db", "shared_proto_db/*.l*"),
        ):
            held = b"\n".join(file.read_bytes() for file in profile.glob(files))
            places.setdefault(place, set()).update(url for url in pages if url.encode() in held)
        if (profile / "History").exists():
            history |= {url for (url,) in ask(profile / "History", "select url from urls")}
    # the browser's own pages are nobody's
    places = {place: {u for u in urls if u[:4] == "http"} for place, urls in places.items()}
    every = set().union(*places.values())
    assert every <= set(pages), every - set(pages)
    counts = {place: len(urls) for place, urls in places.items()}
    return counts | {"count": len(every), "beyond_history": len(every - history)}
