"""Which hosts the history of Firefox knows."""

from __future__ import annotations

from hygiene.browsers.database import Database
from hygiene.browsers.firefox.places import SOURCE
from hygiene.browsers.profile import Profile
from hygiene.tally import Tally, named, tallied

COLUMNS = {"moz_places": ("rev_host", "visit_count")}
#: Each host, written backwards, by leaps over the index; those of bookmarks only are left out.
_EACH_HOST = """
with recursive host(name) as (
    select min(rev_host) from moz_places
    union all
    select (select min(rev_host) from moz_places where rev_host > host.name)
    from host where host.name is not null
)
select name from host where name is not null
    and exists (select 1 from moz_places where rev_host = name and visit_count > 0)
"""


def visited_hosts(profile: Profile) -> Tally:
    """The hosts of all visited pages of the history, each once."""

    def look(db: Database) -> Tally:
        db.need("moz_places", "rev_host", "visit_count")
        found = (name for (name,) in db.rows(_EACH_HOST) if isinstance(name, str))
        return named((name[::-1].lstrip(".").lower() for name in found), profile.clock)

    return tallied((SOURCE, lambda: profile.ask(SOURCE, COLUMNS, look)))
