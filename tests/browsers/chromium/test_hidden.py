"""Page addresses of Chromium outside its history: each once, over all profiles and places."""

from __future__ import annotations

from pathlib import Path

import pytest

from hygiene.browsers.chromium import hidden
from hygiene.browsers.profile import Installation
from hygiene.clock import Clock, Deadline
from hygiene.errors import CannotLook, NotHere, Reason
from hygiene.tally import Tally
from tests.browsers.databases import database
from tests.browsers.formats.leveldb_files import batch, delete, log, put, text
from tests.browsers.formats.snss_files import file, page
from tests.browsers.profiles import FUTURE, MORNING, NOON, NOW, SESSION, chromium, webkit

A, B, C = "https://a.fr/1", "https://a.fr/2", "http://c.fr/"


def browser(*folders: Path, clock: Clock | None = None) -> Installation:
    profiles = [chromium(folder, clock) for folder in folders]
    installation = profiles[0].installation
    installation.profiles = tuple(profiles)
    return installation


def look(*folders: Path, clock: Clock | None = None) -> Tally:
    return browser(*folders, clock=clock).hidden_history()


def facts(found: Tally) -> dict[str, object]:
    """The facts that are not zero."""
    return {name: value for name, value in found.facts.items() if value}


def favicons(folder: Path, *pages: str) -> None:
    with database(folder / "Favicons") as made:
        made.create("icon_mapping")
        for url in pages:
            made.add("icon_mapping", page_url=url)


def history(folder: Path, *pages: str) -> None:
    with database(folder / "History") as made:
        made.create("urls")
        for url in pages:
            made.add("urls", url=url)


def ukm(folder: Path, **pages: int) -> None:
    with database(folder.parent / "segmentation_platform/ukm_db") as made:
        made.execute(
            "create table urls (url_id integer primary key not null, url text not null,"
            " last_timestamp integer not null, counter integer, title text, profile_id text)"
        )
        for url, date in pages.items():
            made.add("urls", url=f"https://a.fr/{url}", last_timestamp=date)


def test_an_address_in_several_places_and_profiles_counts_once(folder: Path) -> None:
    other = folder.parent / "Profile 1"
    favicons(folder, A, A, B)
    favicons(other, A, C)
    with database(folder / "Top Sites") as made:
        made.create("top_sites")
        made.add("top_sites", url=B)
    with database(other / "Network Action Predictor") as made:
        made.create("network_action_predictor")
        made.add("network_action_predictor", url=C)
        made.add("network_action_predictor", url=A)
    history(folder, A)
    found = look(folder, other)
    assert (found.count, found.unseen) == (3, ())
    assert facts(found) == {"favicons": 3, "top_sites": 1, "predictor": 2, "beyond_history": 2}


def test_a_table_of_a_profile_does_not_stand_in_for_what_we_ask_about(folder: Path) -> None:
    favicons(folder, A)
    history(folder, A)
    for name in ("Favicons", "History"):
        with database(folder / name) as made:
            made.execute("create table given (text)")
            made.add("given", text="https://made-up.fr/")
    found = look(folder)
    assert (found.count, facts(found)) == (1, {"favicons": 1})


def test_the_last_date_is_that_of_the_places_that_tell_one(folder: Path) -> None:
    ukm(folder, one=webkit(MORNING), two=webkit(NOON))
    with database(folder / "Shortcuts") as made:
        made.create("omni_box_shortcuts")
        made.add("omni_box_shortcuts", url="https://a.fr/one", last_access_time=webkit(NOON))
    found = look(folder, clock=Clock(NOW, session=SESSION))
    assert (found.count, found.first, found.last, found.since_session) == (2, NOON, NOON, 2)
    assert facts(found) == {"ukm_db": 2, "shortcuts": 1, "beyond_history": 2}


def test_how_many_are_of_this_session_is_not_told_where_some_have_no_date(folder: Path) -> None:
    ukm(folder, one=webkit(NOON))
    favicons(folder, A)
    found = look(folder, clock=Clock(NOW, session=SESSION))
    assert (found.count, found.since_session) == (2, None)


def test_since_keeps_what_dates_from_then_and_tells_what_has_no_date(folder: Path) -> None:
    ukm(folder, one=webkit(MORNING), two=webkit(NOON), three=webkit(FUTURE))
    favicons(folder, "https://a.fr/two", A, B)
    found = look(folder, clock=Clock(NOW, since=SESSION))
    assert (found.count, found.undated) == (1, 3)
    assert facts(found) == {"ukm_db": 1, "favicons": 1, "beyond_history": 1}


def test_the_browser_s_own_pages_are_nobody_s(folder: Path) -> None:
    favicons(folder, "chrome://settings/", "chrome-extension://abc/page.html", "about:blank", A)
    with database(folder / "Top Sites") as made:
        made.create("top_sites")
        made.add("top_sites", url="https://chrome.google.com/webstore?hl=fr")
    found = look(folder)
    assert (found.count, found.facts["top_sites"]) == (1, 0)


def test_top_sites_of_before_chromium_75_are_understood(folder: Path) -> None:
    with database(folder / "Top Sites") as made:
        made.execute("create table thumbnails (url longvarchar primary key, url_rank integer)")
        made.add("thumbnails", url=A)
    assert look(folder).facts["top_sites"] == 1


def test_downloads_stay_in_their_log_after_they_were_deleted(folder: Path) -> None:
    kept, other = b"21_download,1", b"37_segment"
    value = b"\x0a" + text(A.encode()) + b"\x22" + text(A.encode()) + b"*\x00"
    place = folder / "shared_proto_db"
    (place / "metadata").mkdir(parents=True)
    (place / "000003.log").write_bytes(
        log(
            batch(1, put(kept), value=value),
            batch(2, put(other), value=b"\x0a" + text(B.encode())),
            batch(3, delete(kept)),
        )
    )
    assert facts(look(folder)) == {"shared_proto_db": 1, "beyond_history": 1}


def test_every_file_of_tabs_counts_old_ones_too(folder: Path) -> None:
    (folder / "Sessions").mkdir()
    (folder / "Sessions/Session_2").write_bytes(file(page(A), page(B, 1)))
    (folder / "Sessions/Tabs_1").write_bytes(file(page(B), page("chrome://newtab/")))
    assert facts(look(folder)) == {"sessions": 2, "beyond_history": 2}


def test_where_only_the_browser_can_read_its_tabs_it_is_told(folder: Path) -> None:
    (folder / "Sessions_Encrypted").mkdir()
    (folder / "Sessions_Encrypted/Session_13400000000000000").write_bytes(b"SNSS")
    (cause,) = look(folder).unseen
    assert (cause.reason, cause.source) == (Reason.ENCRYPTED, "Sessions_Encrypted")


def test_an_empty_browser_keeps_nothing(folder: Path) -> None:
    found = look(folder)
    assert (found.count, found.unseen) == (0, ())


def test_what_time_did_not_reach_is_told_even_where_nothing_is_there(folder: Path) -> None:
    installation = browser(folder)
    installation.home.machine.deadline = Deadline.after(-1)
    found = installation.hidden_history()
    assert found.count == 0
    assert Reason.TIME in {cause.reason for cause in found.unseen}


def test_a_broken_place_is_told_and_the_others_count(folder: Path) -> None:
    (folder / "Favicons").write_bytes(b"x" * 5000)
    with database(folder / "Shortcuts") as made:
        made.execute("create table omni_box_shortcuts (id varchar primary key, address varchar)")
    with database(folder / "Top Sites") as made:
        made.create("urls")
        made.execute("create view top_sites as select url from urls")
    with database(folder / "Network Action Predictor") as made:
        made.execute("create table other (url text)")
    (folder / "shared_proto_db").mkdir()
    (folder / "shared_proto_db/000003.log").write_bytes(b"\xff" * 100 + bytes(40_000))
    ukm(folder, one=webkit(NOON))
    found = look(folder)
    assert (found.count, facts(found)) == (1, {"ukm_db": 1, "beyond_history": 1})
    assert [(cause.reason, cause.source) for cause in found.unseen] == [
        (Reason.DAMAGED, "Favicons"),
        (Reason.UNSUPPORTED, "Top Sites"),
        (Reason.UNSUPPORTED, "Shortcuts"),
        (Reason.UNSUPPORTED, "Network Action Predictor"),
        (Reason.DAMAGED, "shared_proto_db"),
    ]


def test_a_place_that_is_damaged_further_in_costs_only_itself(folder: Path) -> None:
    other = folder.parent / "Profile 1"
    favicons(folder, *(f"https://a.fr/{number}" for number in range(2000)))
    favicons(other, A)
    with (folder / "Favicons").open("r+b") as file_:
        file_.seek(4096 * 3)
        file_.write(b"\xff" * 4096 * 10)
    third = folder.parent / "Profile 2"
    with database(third / "Favicons") as made:
        made.execute("create table other (page_url text)")
    found = look(folder, other, third)
    assert (found.count, facts(found)) == (1, {"favicons": 1, "beyond_history": 1})
    assert [(cause.reason, cause.source) for cause in found.unseen] == [
        (Reason.UNSUPPORTED, "Favicons"),
        (Reason.DAMAGED, "Favicons"),
    ]


def test_without_the_history_nobody_can_tell_what_is_beyond_it(folder: Path) -> None:
    favicons(folder, A)
    (folder / "History").write_bytes(b"x" * 5000)
    found = look(folder)
    assert (found.count, facts(found), found.unseen) == (1, {"favicons": 1}, ())


def test_more_addresses_than_anybody_visits_are_not_held(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hidden, "MOST", 2)
    ukm(folder, one=webkit(NOON), two=webkit(NOON), three=webkit(NOON))
    (cause,) = look(folder).unseen
    assert (cause.reason, cause.source) == (Reason.TOO_BIG, "ukm_db")


def test_no_address_leaves_the_reader(folder: Path) -> None:
    favicons(folder, A)
    installation = browser(folder)
    assert "a.fr" not in repr(installation.hidden_history())


def test_a_browser_that_cannot_be_listed_is_told_once_for_everything(folder: Path) -> None:
    installation = browser(folder)
    installation.profiles, installation.unseen = (), CannotLook(Reason.DENIED)
    with pytest.raises(NotHere):
        installation.hidden_history()
