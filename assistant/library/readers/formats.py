"""Which module reads which ending, and whether the bytes of a file are what its ending says.

Does not open the file and does not look inside archives: the format's own module does.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable

from assistant.errors import ReadError
from assistant.types import Reading

Reader = Callable[[bytes], Iterable[Reading]]

_MODULES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".pdf": "pdf",
    ".jsonl": "jsonl",
}
ENDINGS: frozenset[str] = frozenset(_MODULES)

_ZIPPED = frozenset({".docx", ".odt"})
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.2: its name in the OLE directory
_IMAGE_STARTS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_BINARY_STARTS = (b"PK\x03\x04", b"%PDF-", b"{\\rtf", _OLE, b"\x1f\x8b", b"\x7fELF", *_IMAGE_STARTS)
_WIDE_STARTS = (b"\xff\xfe", b"\xfe\xff")


def reader_of(ending: str) -> Reader:
    """The `read` function of the module for an ending, lower case and with its dot; unknown ones raise ReadError."""
    if ending not in _MODULES:
        raise ReadError("unsupported")
    module = importlib.import_module(f"assistant.library.readers.{_MODULES[ending]}")
    reader: Reader = module.read
    return reader


def check_kind(data: bytes, ending: str) -> None:
    """Raises ReadError where the first bytes contradict the ending: empty_file, mislabelled or encrypted."""
    if not data:
        raise ReadError("empty_file")
    if ending == ".pdf":
        if b"%PDF-" not in data[:1024]:
            raise ReadError("mislabelled")
    elif ending in _ZIPPED:
        if data.startswith(_OLE) and _ENCRYPTED_STREAM in data:
            raise ReadError("encrypted")
        if not data.startswith(b"PK\x03\x04"):
            raise ReadError("mislabelled")
    elif data.startswith(_BINARY_STARTS) or (not data.startswith(_WIDE_STARTS) and b"\0" in data[:65536]):
        raise ReadError("mislabelled")
    elif not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise ReadError("empty_file")


def decode(data: bytes, declared: str | None = None) -> str:
    """Text from bytes: a byte order mark decides, then UTF-8, then the declared encoding, then cp1252.

    UTF-8 comes before the declaration because other encodings practically never happen to be valid UTF-8, while
    declarations are often wrong. Line ends become "\\n".
    """
    if data.startswith(_WIDE_STARTS):
        text = data.decode("utf-16", errors="replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = _decode_old(data, declared)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode_old(data: bytes, declared: str | None) -> str:
    if declared and declared.lower() not in ("utf-8", "utf8", "iso-8859-1", "latin1"):
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass  # the declaration is unusable: fall through to the usual Western encoding
    return data.decode("cp1252", errors="replace")
