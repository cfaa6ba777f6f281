"""ODT and PDF through LibreOffice, where it is installed. It runs without a window, in a profile of its own, for a limited time.

Only our own DOCX goes in. The profile is made anew each time and thrown away: no user's settings, no macros, no lock of an
open window are met.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from assistant.errors import LausuntoError

SECONDS = 90.0
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
)
# Tagged, with the title in the window's bar, the language and bookmarks: what PDF/UA asks of a reader's aid.
_PDF = {
    "PDFUACompliance": {"type": "boolean", "value": "true"},
    "UseTaggedPDF": {"type": "boolean", "value": "true"},
    "ExportBookmarks": {"type": "boolean", "value": "true"},
    "DisplayPDFDocumentTitle": {"type": "boolean", "value": "true"},
}
_FILTERS = {"pdf": f"pdf:writer_pdf_Export:{json.dumps(_PDF)}", "odt": "odt:writer8"}
# Without these a program may not start.
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")


def find() -> Path | None:
    """The program that opens LibreOffice, None where it is not installed."""
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return Path(found) if found else next((place for place in _PLACES if place.is_file()), None)


def convert(docx: bytes, ending: str, *, program: Path | None = None, seconds: float = SECONDS) -> bytes:
    """The document as `odt` or `pdf`. Raises LausuntoError: office_missing, office_failed (retryable)."""
    started = program or find()
    if started is None:
        raise LausuntoError("office_missing", format=ending.upper())
    with tempfile.TemporaryDirectory(prefix="lausunto-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given = folder / "paper.docx"
        given.write_bytes(docx)
        command = [
            str(started),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            _FILTERS[ending],
            "--outdir",
            str(folder / "made"),
            str(given),
        ]
        _run(command, folder, seconds)
        made = folder / "made" / f"paper.{ending}"
        if not made.is_file() or not made.stat().st_size:
            raise LausuntoError("office_failed", retryable=True, format=ending.upper(), seconds=round(seconds))
        return made.read_bytes()


def _run(command: list[str], folder: Path, seconds: float) -> None:
    """Waits for the program, and ends it and its children when its time is over; what it made tells whether it went well."""
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    environment["HOME"] = str(folder)
    with contextlib.suppress(OSError):
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            pass
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ends what is left of the program: the opener and the office it opened share a session."""
    if process.poll() is None:
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
