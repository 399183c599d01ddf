"""The session file, the logins, the settings and the addons of Firefox."""

from __future__ import annotations

import json

from tests.promises.sound import jsonlz4

from .harms import NOISE, put
from .row import home
from .signs import EVIL, IN_A_HOST


def fox(
    name: str,
    file: str,
    content: bytes,
    *told: tuple[str, str],
    more: dict[str, int | None] | None = None,
) -> None:
    home(f"Firefox: {name}", lambda d: put(d.firefox / file, content), *told, more=more)


TABS = ("sessionstore", "damaged")
STORE = "sessionstore.jsonlz4"
fox(
    "a session that says it has 4 GB",
    STORE,
    b"mozLz40\0" + b"\xff" * 4 + NOISE,
    ("sessionstore", "too-big"),
)
fox(
    "a session that says it has 60 MB",
    STORE,
    b"mozLz40\0" + (60 << 20).to_bytes(4, "little") + NOISE,
    TABS,
)
fox(
    "a session of 200 MB packed",
    STORE,
    jsonlz4(b'{"windows":"%s"}' % bytes(200 << 20)),
    ("sessionstore", "too-big"),
)
fox("a session of a million levels", STORE, jsonlz4(b'{"windows":' + b"[" * 999_000), TABS)
fox(
    "a session of four million windows",
    STORE,
    jsonlz4(b'{"windows":[' + b"{}," * 4_000_000 + b"{}]}"),
    ("sessionstore", "too-big"),
)
fox("a session of texts", STORE, jsonlz4(b'{"windows":[{"tabs":[{"entries":[{"url":7}]}]}]}'), TABS)
fox(
    "a tab last looked at at no number",
    STORE,
    jsonlz4(
        b'{"windows":[{"tabs":[{"entries":[{"url":"https://a.fr/"}],"index":NaN,'
        b'"lastAccessed":-Infinity}]}],"cookies":[{"host":"a.fr"}]}'
    ),
    TABS,
)
LOGIN = {
    "guid": "x",
    "hostname": f"https://{IN_A_HOST}",
    "timeCreated": 10**400,
    "timeLastUsed": 1.5,
}
fox(
    "a login of the year 10 to the 397",
    "logins.json",
    json.dumps({"logins": [LOGIN, LOGIN, 7, None]}).encode(),
    more={"password": -1},
)
fox(
    "a login without a number",
    "logins.json",
    b'{"logins":[{"hostname":"https://a.fr","guid":[],"timeCreated":NaN},{"hostname":"https://b.fr","timeCreated":-Infinity}]}',
)
fox("settings without an end", "prefs.js", b'user_pref("a", "' + b"\\x" * 2_000_000)
fox("settings of empty lines", "prefs.js", b"\n" * 4_000_000)
fox("settings of spaces", "prefs.js", b"user_pref(" * 100_000 + b" " * 1_000_000)
fox(
    "an addon whose name moves the cursor",
    "extensions.json",
    json.dumps(
        {
            "addons": [
                {
                    "id": EVIL,
                    "type": "extension",
                    "active": True,
                    "installDate": 10**400,
                    "defaultLocale": {"name": EVIL},
                }
            ]
        }
    ).encode(),
    more={"extension": 1},
)
fox("addons of another sort", "extensions.json", b'{"addons": {"a": [[[[]]]]}}')
