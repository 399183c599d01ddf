"""Throw-away certificates for the local site, made with the openssl command."""

from __future__ import annotations

import base64
import hashlib
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

VALID_DAYS = "30"


@dataclass(frozen=True, slots=True)
class Certificates:
    """One authority, and one key with a certificate for every host of the site."""

    chain: Path
    key: Path
    authority: str
    """The authority's certificate, base64 of DER on one line (what Firefox takes)."""
    key_hash: str
    """Base64 of the SHA-256 of the public key in DER (what Chromium's flag takes)."""


def make_certificates(folder: Path, hosts: Sequence[str]) -> Certificates:
    """Make an authority and a certificate for the hosts in the folder.

    Raises:
        subprocess.CalledProcessError: openssl refused.
        FileNotFoundError: there is no openssl command.
    """
    authority, authority_key = folder / "authority.pem", folder / "authority.key"
    chain, key = folder / "site.pem", folder / "site.key"
    # fmt: off
    _openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", VALID_DAYS,
             "-keyout", authority_key, "-out", authority, "-subj", "/CN=real suite authority",
             "-addext", "basicConstraints=critical,CA:TRUE")
    _openssl("genrsa", "-out", key, "2048")
    _openssl("req", "-x509", "-new", "-days", VALID_DAYS, "-key", key, "-out", chain,
             "-CA", authority, "-CAkey", authority_key, "-subj", "/CN=real suite site",
             "-addext", "basicConstraints=critical,CA:FALSE",
             "-addext", "subjectAltName=" + ",".join(f"DNS:{host}" for host in hosts))
    # fmt: on
    public = _openssl("pkey", "-in", key, "-pubout", "-outform", "DER")
    return Certificates(
        chain=chain,
        key=key,
        authority=re.sub(r"-----[^-]+-----|\s", "", authority.read_text()),
        key_hash=base64.b64encode(hashlib.sha256(public).digest()).decode(),
    )


def _openssl(*arguments: str | Path) -> bytes:
    return subprocess.run(["openssl", *arguments], check=True, capture_output=True).stdout
