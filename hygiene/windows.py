"""Who owns a settings file on Windows, and who else may write it, asked of Windows itself."""

from __future__ import annotations

import ctypes
import sys
from ctypes import wintypes
from pathlib import Path

from hygiene.errors import UsageError

assert sys.platform == "win32"  # for the type checker, and for whoever imports it elsewhere

# Well-known accounts (learn.microsoft.com, "Security identifiers").
_SYSTEM = "S-1-5-18"
_KEEPERS = frozenset(
    {
        _SYSTEM,
        "S-1-5-32-544",  # administrators
        "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",  # TrustedInstaller
    }
)
_CREATOR = "S-1-3-0"  # stands for whoever creates something below; gives no right by itself

_FILE_OBJECT = 1
_OWNER = 0x1
_OWNER_AND_DACL = _OWNER | 0x4
_ALLOWED = (0, 9)  # ACCESS_ALLOWED_ACE, and its conditional form: the account begins at byte 8
_INHERIT_ONLY = 0x8

# delete, change the list, take ownership, generic write, generic all
_TAKE = 0x10000 | 0x40000 | 0x80000 | 0x40000000 | 0x10000000
_WRITE_FILE = _TAKE | 0x2 | 0x4  # write or append data
# Whoever may only add files to a folder cannot replace one that is there: Windows gives this right
# to everybody below ProgramData.
_REPLACE_IN_FOLDER = _TAKE | 0x40  # delete what is inside

_advapi = ctypes.WinDLL("advapi32", use_last_error=True)
_kernel = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel.LocalFree.argtypes = [ctypes.c_void_p]
_kernel.CloseHandle.argtypes = [wintypes.HANDLE]
_kernel.GetCurrentProcess.restype = wintypes.HANDLE
_advapi.OpenProcessToken.argtypes = [wintypes.HANDLE, wintypes.DWORD, ctypes.c_void_p]
_advapi.GetTokenInformation.argtypes = [
    wintypes.HANDLE,
    ctypes.c_int,
    ctypes.c_void_p,
    wintypes.DWORD,
    ctypes.c_void_p,
]
_advapi.ConvertSidToStringSidW.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
_advapi.GetNamedSecurityInfoW.argtypes = [
    wintypes.LPCWSTR,
    ctypes.c_int,
    wintypes.DWORD,
    *[ctypes.c_void_p] * 5,
]
_advapi.GetSecurityInfo.argtypes = [
    wintypes.HANDLE,
    ctypes.c_int,
    wintypes.DWORD,
    *[ctypes.c_void_p] * 5,
]
_advapi.GetAce.argtypes = [ctypes.c_void_p, wintypes.DWORD, ctypes.c_void_p]


class _Acl(ctypes.Structure):
    _fields_ = (
        ("revision", ctypes.c_ubyte),
        ("zero", ctypes.c_ubyte),
        ("size", wintypes.WORD),
        ("entries", wintypes.WORD),
        ("zero2", wintypes.WORD),
    )


class _Entry(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_ubyte),
        ("flags", ctypes.c_ubyte),
        ("size", wintypes.WORD),
        ("mask", wintypes.DWORD),
    )


def is_system() -> bool:
    """Whether this process runs as the SYSTEM account."""
    return account() == _SYSTEM


def account() -> str:
    """The account of this process, as `S-1-…`."""
    token = wintypes.HANDLE()
    if not _advapi.OpenProcessToken(_kernel.GetCurrentProcess(), 0x8, ctypes.byref(token)):
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        buffer = ctypes.create_string_buffer(256)
        size = wintypes.DWORD()
        if not _advapi.GetTokenInformation(token, 1, buffer, len(buffer), ctypes.byref(size)):
            raise ctypes.WinError(ctypes.get_last_error())
        return _name(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_void_p))[0])
    finally:
        _kernel.CloseHandle(token)


def is_administrator() -> bool:
    """Whether this account is an administrator's, even where Windows withholds the rights for now.

    TOKEN_ELEVATION_TYPE: 2 has its full rights, 3 a second token with them; 1 has one token only.
    """
    token = wintypes.HANDLE()
    if not _advapi.OpenProcessToken(_kernel.GetCurrentProcess(), 0x8, ctypes.byref(token)):
        raise ctypes.WinError(ctypes.get_last_error())
    try:
        kind, size = wintypes.DWORD(), wintypes.DWORD()
        if not _advapi.GetTokenInformation(token, 18, ctypes.byref(kind), 4, ctypes.byref(size)):
            raise ctypes.WinError(ctypes.get_last_error())
    finally:
        _kernel.CloseHandle(token)
    return kind.value in (2, 3) or has_full_rights()


def has_full_rights() -> bool:
    """Whether this process has the rights of an administrator now; SYSTEM has them."""
    return bool(ctypes.WinDLL("shell32").IsUserAnAdmin())


def is_strangers(handle: int) -> bool:
    """Whether what this handle stands for belongs neither to this account nor to a keeper.

    Raises:
        OSError: Windows does not tell.
    """
    owner, descriptor = ctypes.c_void_p(), ctypes.c_void_p()
    error = _advapi.GetSecurityInfo(
        handle,
        _FILE_OBJECT,
        _OWNER,
        ctypes.byref(owner),
        None,
        None,
        None,
        ctypes.byref(descriptor),
    )
    if error:
        raise ctypes.WinError(error)
    try:
        return _name(owner.value) not in _KEEPERS | {account()}
    finally:
        _kernel.LocalFree(descriptor)


#: KNOWNFOLDERID of knownfolders.h, as the sixteen bytes of a GUID.
_FOLDERS = {
    "program data": "825dab62c1fdc34da9dd070d1d495d97",
    "downloads": "90e24d373f126545916439c4925e467b",
    "desktop": "3accbfb42cdb4c42b0297fe99a87c641",
    "documents": "d09ad3fd8f23af46adb46c85480369c7",
    "pictures": "3081e2331e4e7646835a98395c3bc3bb",
}


def program_data() -> Path:
    """The folder of settings that concern the whole computer."""
    return known_folder("program data") or Path("C:/ProgramData")


def known_folder(name: str) -> Path | None:
    """Where Windows keeps `program data`, or the person's downloads, desktop, documents, pictures.

    None where it does not tell.
    """
    guid = (ctypes.c_ubyte * 16)(*bytes.fromhex(_FOLDERS[name]))
    shell, ole = ctypes.WinDLL("shell32"), ctypes.WinDLL("ole32")
    ole.CoTaskMemFree.argtypes = [ctypes.c_void_p]
    path = ctypes.c_void_p()
    try:
        if shell.SHGetKnownFolderPath(guid, 0, None, ctypes.byref(path)) != 0 or not path.value:
            return None
        return Path(ctypes.wstring_at(path.value))
    finally:
        ole.CoTaskMemFree(path)


def refuse_untrusted(file: Path, *, system: bool) -> None:
    """Refuse a settings file that somebody else owns or may write or replace.

    Raises:
        UsageError: So it is, or Windows does not tell.
    """
    trusted = _KEEPERS if system else _KEEPERS | {account()}
    for place, mask in ((file, _WRITE_FILE), (file.parent, _REPLACE_IN_FOLDER)):
        owner, writers = _rights(place, mask)
        if owner not in trusted:
            raise UsageError("config-owner", path=str(file), place=str(place))
        if writers - trusted - {_CREATOR}:
            raise UsageError("config-writable", path=str(file), place=str(place))


def _rights(place: Path, mask: int) -> tuple[str, frozenset[str]]:
    """The owner of `place`, and the accounts that its list allows any right of `mask`."""
    owner, dacl, descriptor = ctypes.c_void_p(), ctypes.c_void_p(), ctypes.c_void_p()
    error = _advapi.GetNamedSecurityInfoW(
        str(place),
        _FILE_OBJECT,
        _OWNER_AND_DACL,
        ctypes.byref(owner),
        None,
        ctypes.byref(dacl),
        None,
        ctypes.byref(descriptor),
    )
    if error:
        raise UsageError(
            "config-unreadable", path=str(place), why=ctypes.FormatError(error).strip()
        )
    try:
        if not dacl.value:  # no list: everybody may do everything
            return _name(owner.value), frozenset({"S-1-1-0"})
        writers = set()
        for i in range(_Acl.from_address(dacl.value).entries):
            entry = ctypes.c_void_p()
            if not _advapi.GetAce(dacl, i, ctypes.byref(entry)) or not entry.value:
                continue
            head = _Entry.from_address(entry.value)
            if head.type in _ALLOWED and not head.flags & _INHERIT_ONLY and head.mask & mask:
                writers.add(_name(entry.value + ctypes.sizeof(_Entry)))
        return _name(owner.value), frozenset(writers)
    finally:
        _kernel.LocalFree(descriptor)


def _name(sid: int | None) -> str:
    text = ctypes.c_void_p()
    if not sid or not _advapi.ConvertSidToStringSidW(sid, ctypes.byref(text)) or not text.value:
        return ""
    try:
        return ctypes.wstring_at(text.value)
    finally:
        _kernel.LocalFree(text)
