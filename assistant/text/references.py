"""References and quantities in Finnish administrative text: statutes, sections, dates, register numbers, amounts."""

from __future__ import annotations

import re

REGISTER_NUMBER = re.compile(
    r"(?<![\w/.])[A-Z]{0,5}[ -]?\d{1,6}/\d{2}(?:\.\d{2}){1,4}/\d{4}(?![\w/])|\bVN/\d+/\d{4}\b|\bHEL \d{4}-\d{6}\b"
)
DATE = re.compile(r"(?<![\d./])([0-3]?\d)\.([01]?\d)\.((?:19|20)\d\d)(?![\d/])")


def labels(text: str) -> str:
    """The names of what a text holds without naming it, so that asking by name finds it."""
    return "asianumero, diaarinumero" if REGISTER_NUMBER.search(text) else ""
