"""The settings of Chrome: deep, huge, cut short, of other types."""

from __future__ import annotations

import json

from .harms import put
from .row import home
from .signs import EVIL, IN_A_HOST


def settings(
    name: str,
    content: bytes | object,
    *told: tuple[str, str],
    more: dict[str, int | None] | None = None,
) -> None:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    home(f"settings: {name}", lambda d: put(d.chrome / "Preferences", data), *told, more=more)


BAD, MUCH = ("Preferences", "damaged"), ("Preferences", "too-big")
settings("a million lists in each other", b'{"a":' + b"[" * 999_000, BAD)
settings("four million values", b'{"a":[' + b"0," * 4_000_000 + b"0]}", MUCH)
settings("a number of a million digits", b'{"a":%s}' % (b"9" * 1_000_000), BAD)
settings("a list", b"[]", BAD)
settings("cut short", b'{"profile": {"a', BAD)
settings("UTF-16", '{"a": 1}'.encode("utf-16"))
settings("half a sign", b'{"profile": {"name": "\\ud800"}}')
settings(
    "every value of another sort",
    {
        "profile": [],
        "extensions": 1,
        "account_info": {"a": 1},
        "browser": None,
        "credentials_enable_service": "no",
    },
)
settings(
    "dates that are no number",
    b'{"extensions": {"settings": {"%s": {"location": 1, "state": 1, "first_install_time": NaN}}},'
    b'"profile": {"content_settings": {"exceptions": {"notifications": {"https://a.fr:443,*":'
    b'{"setting": 1, "last_modified": Infinity}}}}}}' % (b"a" * 32),
    more={"extension": 1, "notification-permission": 1},
)
settings("no number", b'{"profile": {"content_settings": NaN}, "extensions": Infinity}')
EXTENSION = {"location": 1, "state": 1, "first_install_time": "9" * 400, "manifest": {"name": EVIL}}
settings(
    "an extension whose name moves the cursor",
    {"extensions": {"settings": {"a" * 32: EXTENSION}}},
    more={"extension": 1},
)
settings(
    "an extension in another home",
    {
        "extensions": {
            "settings": {"a" * 32: {"location": 4, "state": 1, "path": "../../../../../../../etc"}}
        }
    },
    more={"extension": 1},
)
settings(
    "an account with markup",
    {"account_info": [{"email": f"{EVIL}@a.fr", "gaia": EVIL}]},
    more={"browser-account": None},
)
SPAM = {
    "profile": {
        "content_settings": {
            "exceptions": {
                "notifications": {
                    f"https://{IN_A_HOST}:443,*": {"setting": 1, "last_modified": "-9e999"}
                }
            }
        }
    }
}
settings("permissions of a host that moves the cursor", SPAM, more={"notification-permission": 1})
