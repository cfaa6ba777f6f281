"""Opens the zip archives that .docx and .odt files are, and parses the XML in them, both with limits.

Refuses bombs by what the archive says of itself (Python checks that against what it unpacks), passwords, and document
type declarations, which no office program writes: entities are therefore never expanded.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from assistant.errors import ReadError

if TYPE_CHECKING:
    from lxml import etree

MAX_UNPACKED = 200_000_000
MAX_RATIO = 100
_RATIO_FREE = 1_000_000  # small parts of plain XML pack better than the ratio allows and harm nobody
_PACKED_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, OSError)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive; ReadError broken, encrypted or unpacks_too_large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _PACKED_FAULTS as error:
        raise ReadError("broken") from error
    infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        raise ReadError("encrypted")
    unpacked = sum(info.file_size for info in infos)
    swollen = any(info.file_size > max(_RATIO_FREE, MAX_RATIO * info.compress_size) for info in infos)
    if unpacked > MAX_UNPACKED or swollen or unpacked > max(_RATIO_FREE, MAX_RATIO * len(data)):
        raise ReadError("unpacks_too_large", limit=str(MAX_UNPACKED // 1_000_000), ratio=str(MAX_RATIO))
    return archive


def part(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of one part, None where there is none; ReadError broken where it cannot be unpacked."""
    if name not in archive.namelist():
        return None
    try:
        with archive.open(name) as stream:
            data = stream.read(MAX_UNPACKED + 1)
    except RuntimeError as error:  # how zipfile says "password required"
        raise ReadError("encrypted") from error
    except _PACKED_FAULTS as error:
        raise ReadError("broken") from error
    return data


def parse(data: bytes) -> etree._Element:
    """The root of an XML part; ReadError broken where it is not well-formed or declares a document type."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadError("broken") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("broken")
    return root


def parse_part(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The root of a part of the archive, None where there is no such part."""
    data = part(archive, name)
    return None if data is None else parse(data)
