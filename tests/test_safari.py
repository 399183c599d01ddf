"""A Mac's home whose only browser is Safari, looked at by the real command."""

from __future__ import annotations

import hashlib
import plistlib
from pathlib import Path

import pytest

from tests.browsers.databases import database
from tests.browsers.formats.safari_files import SECRET, Cookie, cocoa, cookie_file, origin_note
from tests.browsers.profiles import MORNING, NOON
from tests.command import hygiene, kinds, unseen
from tests.roots import FakeHome, FakeRoot, FakeSafari, make

WORK = "11111111-2222-3333-4444-5555AAAABBBB"
TITLE = "title-of-a-page"


def fill(safari: FakeSafari, pages: int, cookies: list[Cookie]) -> None:
    """What Safari keeps of one profile apart from the others."""
    with database(safari.history / "History.db") as made:
        made.create("history_items", "history_visits")
        made.add("history_items", pages, visit_count=1)
        for number in range(pages):
            made.add("history_visits", history_item=number + 1, visit_time=cocoa(MORNING))
        made.execute("update history_visits set title = 'title-of-a-page'")
    safari.cookies.parent.mkdir(parents=True, exist_ok=True)
    safari.cookies.write_bytes(cookie_file(cookies))
    make(safari.sites, "hash/hash/origin", "hash/hash/LocalStorage/")
    (safari.sites / "hash/hash/origin").write_bytes(origin_note(("https", "a.fr", 0)))
    make(safari.cache, "Version 17/Records/a", "Version 17/Records/b")


def two_profiles(home: FakeHome) -> None:
    """Somebody is still logged in to ameli in the main profile; another one was used at work."""
    main, work = home.safari(), home.safari(WORK)
    ameli = Cookie(host="assure.ameli.fr", name="mod_auth_openidc_session", created=cocoa(NOON))
    fill(main, 12, [ameli, Cookie(), Cookie(name="session", expires=0)])
    fill(work, 3, [Cookie(host="b.fr")])
    downloads = [{"DownloadEntryURL": "https://a.fr/x.pdf"}] * 2
    (main.open / "Downloads.plist").write_bytes(plistlib.dumps({"DownloadHistory": downloads}))
    make(main.open, "Form Values")
    with database(main.inside / "SafariTabs.db") as made:
        made.create("bookmarks")
        made.add("bookmarks", 1, id=1, parent=0, type=1, url="", external_uuid=WORK, subtype=2)
        made.add("bookmarks", 4, parent=0, type=0, title=TITLE)
        made.add("bookmarks", 1, parent=1, type=0, title=TITLE)
    settings = {"AlwaysRestoreSessionAtLaunch": True}
    file = main.container / "Preferences/com.apple.Safari.plist"
    file.write_bytes(plistlib.dumps(settings, fmt=plistlib.FMT_BINARY))


@pytest.fixture
def root(tmp_path: Path) -> FakeRoot:
    made = FakeRoot(tmp_path / "mac", "macos")
    two_profiles(made.home())
    return made


def state(folder: Path) -> dict[str, str]:
    """Every file with its content and the time of its last change."""
    return {
        str(p.relative_to(folder)): f"{p.stat().st_mtime_ns}"
        + (hashlib.sha256(p.read_bytes()).hexdigest() if p.is_file() else "")
        for p in sorted(folder.rglob("*"))
    }


def test_everything_is_counted_and_what_is_not_seen_is_told(root: FakeRoot) -> None:
    before = state(root.folder)
    ran = hygiene("check", "--root", root.folder, "--format", "json")
    assert state(root.folder) == before
    report = ran.report
    assert kinds(report) == {
        "visited-page": 15,
        "download-record": 2,
        "cookie": 4,
        "open-tab": 5,
        "site-storage": 2,
        "cache": 4,
        "saving-offered": 1,
        "clear-on-exit": 1,
        "open-session": 1,
    }
    assert unseen(report) == {
        ("saved-passwords", "password", "Keychain", "os-vault"),
        ("saved-passwords", "never-saved-site", "Keychain", "os-vault"),
        ("saved-cards", "payment-card", "Keychain", "os-vault"),
        ("saved-identity", "form-entry", "Form Values", "encrypted"),
        ("identity-numbers", "identity-number", "Form Values", "encrypted"),
        ("look-alike-sites", "look-alike-site", "Keychain", "os-vault"),
        ("password-rules", "password-rule", "password rules", "os-vault"),
    }
    (session,) = [f for c in report["checks"] for f in c["findings"] if f["kind"] == "open-session"]
    assert (session["subject"], session["severity"]) == ("ameli", "high")
    assert session["facts"]["certainty"] == "known"
    profiles = {f["profile"] for c in report["checks"] for f in c["findings"]}
    assert profiles == {".", f"Profiles/{WORK}"}
    assert SECRET not in ran.out + ran.err
    assert TITLE not in ran.out + ran.err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_screen_tells_the_menu_and_where_to_look_by_hand(root: FakeRoot, language: str) -> None:
    ran = hygiene("check", "--root", root.folder, "--lang", language, "--verbose")
    said = " ".join(ran.out.replace("\u00a0", " ").split())
    wanted = {
        "fr": ("menu Historique > Effacer l'historique…", "app Mots de passe", "Remplissage"),
        "en": ("menu History > Clear History…", "Passwords app", "AutoFill"),
    }
    for words in wanted[language]:
        assert words in said
    assert "Ctrl" not in said
    assert "None" not in said
    assert SECRET not in said


def test_a_vault_alone_is_no_gap(tmp_path: Path) -> None:
    made = FakeRoot(tmp_path / "mac", "macos")
    settings = {"AutoFillPasswords": False}
    file = made.home().safari().container / "Preferences/com.apple.Safari.plist"
    file.write_bytes(plistlib.dumps(settings, fmt=plistlib.FMT_BINARY))
    assert hygiene("check", "--root", made.folder, "--quiet").code == 0


@pytest.mark.fault
@pytest.mark.parametrize(
    ("name", "missed"),
    [
        ("history/History.db", {"visited-page", "visited-service", "look-alike-site"}),
        ("cookies", {"cookie", "open-session", "trusted-device", "visited-service"}),
        ("inside/SafariTabs.db", {"open-tab"}),
        ("open/Downloads.plist", {"download-record"}),
        ("sites/hash/hash/origin", {"site-storage"}),
        ("container/Preferences/com.apple.Safari.plist", {"saving-offered"}),
    ],
)
@pytest.mark.parametrize("content", [b"", b"\x93garbage\0" * 1000])
def test_each_damaged_file_costs_what_it_holds_and_nothing_else(
    root: FakeRoot, name: str, missed: set[str], content: bytes
) -> None:
    place, _, rest = name.partition("/")
    file = getattr(root.home().safari(), place) / rest
    file.write_bytes(content)
    report = hygiene("check", "--root", root.folder, "--format", "json").report
    told = {kind for _, kind, _, reason in unseen(report) if reason == "damaged"}
    assert told == missed
    assert kinds(report).keys() >= {"visited-page", "cookie", "cache", "site-storage"}
