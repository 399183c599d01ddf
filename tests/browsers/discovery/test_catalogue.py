"""The catalogue of browsers has a name and the words of the report for each."""

from __future__ import annotations

from hygiene.browsers.discovery.catalogue import browser_name, browsers, places


def test_every_browser_has_a_name_for_people() -> None:
    assert browser_name("chrome") == "Chrome"
    assert browser_name("edge") == "Microsoft Edge"
    assert browser_name("opera-gx") == "Opera GX"
    assert browser_name("not-in-it") == "not-in-it"
    names = [browser.name for browser in browsers().values()]
    assert len(set(names)) == len(names)


def test_every_row_of_the_catalogue_has_the_words_of_the_report() -> None:
    installs = {"native", "snap", "flatpak", "store", "portable"}
    for platform in ("linux", "windows", "macos"):
        rows = places(platform)
        assert {row.install for row in rows} <= installs
        assert len({row.data for row in rows}) == len(rows)
        assert all(not row.data.startswith("/") and "\\" not in row.data for row in rows)
    assert {browser.family for browser in browsers().values()} == {
        *("chromium", "firefox", "safari")
    }
    for browser in browsers().values():
        assert all(name == name.casefold() for name in browser.processes)
