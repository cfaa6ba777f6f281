"""What people type or paste, made fit to keep: markup stays as it was typed, marks that no text has go.

Dropped are control characters (NULs too) other than line feed and tab, and lone surrogates: databases, DOCX and browsers refuse
them. Every kind of line break becomes a line feed. Nothing else is changed.
"""

from __future__ import annotations

import re

_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85]")
_NOISE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """A text of any length."""
    return _NOISE.sub("", _BREAKS.sub("\n", text))


def line(text: str) -> str:
    """A text of one line, such as a name or a title, without spaces around it."""
    return " ".join(clean(text).split())
