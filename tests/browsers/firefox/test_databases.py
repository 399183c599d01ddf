"""Pages, downloads, cookies, form values, cards and addresses of Firefox, of today and of old."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hygiene.clock import Clock
from hygiene.errors import NotHere, Reason
from tests.browsers.databases import database
from tests.browsers.profiles import MORNING, NOON, NOW, SESSION, firefox, micro, milli


def test_pages_are_places_with_a_visit(folder: Path) -> None:
    with database(folder / "places.sqlite") as made:
        made.create("moz_places", "moz_historyvisits")
        made.add("moz_places", 3, visit_count=2, last_visit_date=micro(MORNING))
        made.add("moz_places", 1, visit_count=1, last_visit_date=micro(NOON))
        made.add("moz_places", 5, visit_count=0)  # bookmarks
        made.add("moz_historyvisits", 6, visit_date=micro(MORNING))
        made.add("moz_historyvisits", 1, visit_date=micro(NOON))
    found = firefox(folder, Clock(NOW, session=SESSION)).visited_pages()
    assert (found.count, found.since_session, found.facts) == (4, 1, {"visits": 7})
    later = firefox(folder, Clock(NOW, since=SESSION)).visited_pages()
    assert (later.count, later.facts) == (1, {"visits": 1})


def test_places_of_firefox_3_have_no_date_of_last_visit(folder: Path) -> None:
    with database(folder / "places.sqlite") as made:
        made.execute("create table moz_places (id integer primary key, url, visit_count int)")
        made.execute("create table moz_historyvisits (id integer primary key, visit_date int)")
        made.add("moz_places", 2, visit_count=1)
        made.add("moz_historyvisits", 3, visit_date=micro(MORNING))
    found = firefox(folder).visited_pages()
    assert (found.count, found.facts, found.first) == (2, {"visits": 3}, None)


def test_downloads_are_annotated_places(folder: Path) -> None:
    with database(folder / "places.sqlite") as made:
        made.create("moz_annos", "moz_anno_attributes")
        made.add("moz_anno_attributes", name="downloads/destinationFileURI")
        made.add("moz_anno_attributes", name="downloads/metaData")
        made.add("moz_annos", 2, anno_attribute_id=1, dateAdded=micro(NOON))
        made.add("moz_annos", 2, anno_attribute_id=2, dateAdded=micro(NOON))
    assert firefox(folder).download_records().count == 2


def test_downloads_of_before_firefox_20_had_their_own_file(folder: Path) -> None:
    with database(folder / "downloads.sqlite") as made:
        made.execute("create table moz_downloads (id integer primary key, name, startTime int)")
        made.add("moz_downloads", 3, startTime=micro(MORNING))
    found = firefox(folder).download_records()
    assert (found.count, found.last) == (3, MORNING)


@pytest.mark.parametrize("expiry", [second := 1_796_275_953, second * 1000])
def test_cookies_count_whatever_unit_their_end_is_written_in(folder: Path, expiry: int) -> None:
    with database(folder / "cookies.sqlite") as made:
        made.create("moz_cookies")
        for i in range(3):
            made.add("moz_cookies", name=f"c{i}", expiry=expiry, creationTime=micro(NOON))
    found = firefox(folder, Clock(NOW, session=SESSION)).cookies()
    assert (found.count, found.since_session) == (3, 3)


def test_form_values_count_by_their_last_use(folder: Path) -> None:
    with database(folder / "formhistory.sqlite") as made:
        made.create("moz_formhistory")
        made.add("moz_formhistory", 2, firstUsed=micro(MORNING), lastUsed=micro(NOON))
    found = firefox(folder).form_entries()
    assert (found.count, found.first) == (2, NOON)


def test_form_values_of_firefox_3_count_undated(folder: Path) -> None:
    with database(folder / "formhistory.sqlite") as made:
        made.execute("create table moz_formhistory (id integer primary key, fieldname, value)")
        made.add("moz_formhistory", 2)
    assert firefox(folder).form_entries().count == 2


def test_cards_and_addresses_count_without_those_deleted(folder: Path) -> None:
    def row(date: int, **more: object) -> dict[str, object]:
        return {"guid": "g", "cc-number-encrypted": "s", "timeLastUsed": date, **more}

    rows = [row(milli(MORNING)), row(milli(NOON)), row(0, deleted=True)]
    (folder / "autofill-profiles.json").write_text(
        json.dumps({"creditCards": rows, "addresses": rows[:1]})
    )
    profile = firefox(folder, Clock(NOW, session=SESSION))
    assert (profile.payment_cards().count, profile.payment_cards().since_session) == (2, 1)
    assert profile.addresses().count == 1


def test_firefox_keeps_no_bank_account_numbers(folder: Path) -> None:
    with pytest.raises(NotHere):
        firefox(folder).ibans()


def test_a_damaged_database_is_told_once_a_question(folder: Path) -> None:
    (folder / "places.sqlite").write_bytes(b"x" * 9000)
    profile = firefox(folder)
    for found in (profile.visited_pages(), profile.download_records()):
        assert [(c.reason, c.source) for c in found.unseen] == [(Reason.DAMAGED, "places.sqlite")]
