from __future__ import annotations

from pathlib import Path

from hygiene.errors import Reason
from hygiene.files.listing import listings
from hygiene.files.places import places
from hygiene.machine import Home

from .homes import home_of, put


def found(home: Home) -> dict[str, list[str]]:
    """The names of the files in each place."""
    return {
        listing.place: sorted(file.name for file in listing.files) for listing in listings(home)
    }


def test_the_places_of_linux_in_both_languages(tmp_path: Path) -> None:
    put(
        tmp_path / "home/alice",
        *("Téléchargements/a.pdf", "Downloads/b.pdf", "Bureau/c.pdf", "Documents/d.pdf"),
        *("Documents/Scans/e.pdf", "Musique/f.mp3", "Images/Numérisations/g.jpg"),
    )
    assert found(home_of(tmp_path)) == {
        "downloads": ["a.pdf", "b.pdf"],
        "desktop": ["c.pdf"],
        "documents": ["d.pdf"],
        "scans": ["e.pdf", "g.jpg"],
    }


def test_the_places_of_windows_whatever_their_case_and_in_onedrive(tmp_path: Path) -> None:
    put(
        tmp_path / "Users/alice",
        *("downloads/a.pdf", "Desktop/b.pdf", "OneDrive - Ville/Bureau/c.pdf", "Documents/d.pdf"),
        "Documents/Scanned Documents/e.jpg",
    )
    assert found(home_of(tmp_path, "windows")) == {
        "downloads": ["a.pdf"],
        "desktop": ["b.pdf", "c.pdf"],
        "documents": ["d.pdf"],
        "scans": ["e.jpg"],
    }


def test_on_a_mac_a_bundle_is_one_thing(tmp_path: Path) -> None:
    put(
        tmp_path / "Users/alice",
        *("Downloads/Jeu.app/Contents/MacOS/jeu", "Downloads/Jeu.app/Contents/Info.plist"),
        "Downloads/folder/a.pdf",
    )
    assert found(home_of(tmp_path, "macos")) == {"downloads": ["Jeu.app", "a.pdf"]}


def test_two_names_of_one_folder_are_one_place(tmp_path: Path) -> None:
    put(tmp_path / "home/alice", "Downloads/a.pdf")
    (tmp_path / "home/alice/Téléchargements").symlink_to("Downloads")
    assert found(home_of(tmp_path)) == {"downloads": ["a.pdf"]}


def test_what_the_settings_name_counts_even_in_another_language(tmp_path: Path) -> None:
    settings = 'XDG_DESKTOP_DIR="$HOME/Työpöytä"\n'.encode()
    put(tmp_path / "home/alice", ".config/user-dirs.dirs", content=settings)
    put(tmp_path / "home/alice", "Työpöytä/a.pdf")
    assert found(home_of(tmp_path)) == {"desktop": ["a.pdf"]}


def test_hidden_and_system_files_do_not_count(tmp_path: Path) -> None:
    put(
        tmp_path / "home/alice/Downloads",
        *(".hidden", "desktop.ini", "Thumbs.db", ".git/config", "~$cv.docx", ".~lock.a.odt#"),
        "a.pdf",
    )
    assert found(home_of(tmp_path)) == {"downloads": ["a.pdf"]}


def test_a_place_that_leads_out_is_told(tmp_path: Path) -> None:
    root = tmp_path / "root"
    put(tmp_path / "elsewhere", "secret.pdf")
    put(root / "home/alice", "Desktop/a.pdf")
    (root / "home/alice/Downloads").symlink_to("../../../elsewhere")
    downloads, desktop = listings(home_of(root))
    assert (downloads.place, downloads.files) == ("downloads", [])
    assert [cause.reason for cause in downloads.unseen] == [Reason.OUTSIDE_ROOT]
    assert [file.name for file in desktop.files] == ["a.pdf"]


def test_an_empty_home_has_no_place(tmp_path: Path) -> None:
    assert places(home_of(tmp_path)) == ()
