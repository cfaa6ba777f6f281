"""What a paper is made of before it has a format: frozen blocks, built once, rendered many times.

Nothing here knows a file format. Text that people wrote is cleaned when it enters a block, so no renderer can meet a character
that breaks a file; making it harmless as markup is each renderer's own work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.types import Language


class What(StrEnum):
    """The papers that can be made of a statement."""

    STATEMENT = "statement"
    ANNEX = "annex"
    AGENDA = "agenda"
    FORM = "form"
    AI_USE = "ai-use"


class Format(StrEnum):
    """The formats a paper can have."""

    DOCX = "docx"
    ODT = "odt"
    PDF = "pdf"
    MD = "md"
    TXT = "txt"
    JSON = "json"


# Every way of ending a line or a page, written as one.
_BREAKS = re.compile(r"\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Outside XML's characters (XML 1.0, 2.2), other controls, and the marks that turn the direction of what follows.
_ILLEGAL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SPACES = re.compile(r"[ \t]+")


def clean(text: str) -> str:
    """The words without characters that no file may hold, lines trimmed, empty lines gone; words and other signs stay."""
    lines = _ILLEGAL.sub("", _BREAKS.sub("\n", text)).split("\n")
    return "\n".join(line for line in (_SPACES.sub(" ", line).strip() for line in lines) if line)


def one_line(text: str) -> str:
    """The same on one line, for headings, labels and cells."""
    return clean(text).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a paragraph; runs that follow each other are parted by one space. `marks` are numbers of sources, shown
    in brackets after the words; `url` is where the words lead (http and https alone, others are dropped)."""

    text: str
    marks: tuple[int, ...] = ()
    url: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        object.__setattr__(self, "url", web_address(self.url))

    @property
    def shown(self) -> str:
        """The words with their marks."""
        told = "\u00a0".join(f"[{n}]" for n in self.marks)
        return "\u00a0".join(part for part in (self.text, told) if part)


Runs = tuple[Run, ...]


def web_address(url: str) -> str:
    """An http or https address without spaces and marks that could end it early, else nothing."""
    return url if re.fullmatch(r"https?://[^\s<>\"'`\\{}|^\x00-\x20\x7f-\x9f]{3,2000}", url) else ""


def shown(runs: Runs) -> str:
    """The words of runs as they are read."""
    return " ".join(run.shown for run in runs if run.shown)


class Look(StrEnum):
    """How a paragraph is set."""

    PLAIN = "plain"
    QUOTE = "quote"  # a source's own words, set in
    NOTE = "note"  # small print


@dataclass(frozen=True, slots=True)
class Title:
    """What the paper is called."""

    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text))


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels are counted from 1."""

    level: int
    text: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", one_line(self.text))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Runs
    look: Look = Look.PLAIN


@dataclass(frozen=True, slots=True)
class Items:
    """A list, numbered from 1 where `numbered`."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with what they hold; an empty one is to be filled by hand."""

    rows: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one header row. `shares` are the columns' parts of the width; `caption` tells what it holds."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    shares: tuple[int, ...]


Block = Title | Heading | Paragraph | Items | Fields | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper ready to be rendered.

    `name`, `subject`, `author` and `keywords` are the file's own properties, `properties` its marks for machines;
    `running` is what stands at the foot of each page; `data` is the same content as the JSON of the paper tells it.
    """

    what: What
    name: str
    language: Language
    blocks: tuple[Block, ...]
    subject: str = ""
    author: str = ""
    keywords: str = ""
    running: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    data: Mapping[str, Any] = field(default_factory=dict)


def text(*words: str, look: Look = Look.PLAIN) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(tuple(Run(word) for word in words), look)


def cell(word: str) -> Runs:
    """Plain words of a cell, an item or a field."""
    return (Run(one_line(word)),)
