"""Reading a model's reply while it comes: each sentence with its quotes as soon as its object is whole.

Wanted is one JSON object or JSON lines; neither is relied on. Fences and prose around objects are passed over, objects inside
others are found, a comma too many is forgiven, half an object is dropped and costs only itself. Nothing is judged here: what
comes out are words that somebody said, to be verified.

Every character is looked at once, and again at most once for each level of objects around it, of which there are few.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

DEPTH = 8
"""Levels of objects and lists that are followed; what lies deeper begins anew, as after a line that broke off."""
LONGEST = 8_000
"""Characters of an object that may be a sentence."""
MOST_QUOTES = 8
LONGEST_REPLY = 60_000
"""Characters read of one reply."""
TOKEN = 4
"""Characters that a token is taken for: kept free for a reply, and counted where a model tells no counts."""


def strict(properties: Mapping[str, Any], title: str = "") -> dict[str, Any]:
    """The JSON schema of an object that has these members, all of them and no others, as strict output demands."""
    named = {"title": title} if title else {}
    return {
        **named,
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


QUOTES = {"type": "array", "items": strict({"passage": {"type": "integer"}, "words": {"type": "string"}})}
"""The quotes of a sentence. They come before its text in every reply: it is written after its words have been picked."""


def schema_of(sentence: Mapping[str, Any], title: str) -> dict[str, Any]:
    """The schema of a reply that is a list of sentences with these members."""
    return strict({"sentences": {"type": "array", "items": strict(sentence)}}, title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A passage by its number in the request, and the words said to stand there. 0 where no number was given."""

    passage: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence as the model gave it; `marks` are the plain values of the other members that its reader asked for."""

    text: str
    cited: tuple[Cited, ...]
    marks: Mapping[str, str] = field(default_factory=dict)


_THOUGHTS = ("<think>", "</think>")
_SIGN = re.compile(r'["\\{}\[\]\n]')
_IN_TEXT = re.compile(r'["\\\n]')
_SEEN = re.compile(r"\S")
_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)


@dataclass(slots=True)
class _Open:
    """An object or a list that has begun and not ended. `told`: a sentence was found within it."""

    sign: str
    start: int
    told: bool = False


@dataclass(slots=True)
class Reader:
    """Takes a reply in pieces. `length` counts its characters; `objects` tells whether any object was whole, so that an empty
    list of sentences is told apart from a reply that is not what was asked for. `marks` names members that are read beside text
    and quotes; an object that has the first of them is a sentence even without a text."""

    length: int = 0
    objects: int = 0
    marks: tuple[str, ...] = ()
    _held: io.StringIO = field(default_factory=io.StringIO)
    _open: list[_Open] = field(default_factory=list)
    _text: bool = False
    _escaped: bool = False
    _broken: bool = False
    _last: str = ""
    _thinks: bool | None = None
    _lead: str = ""

    def feed(self, piece: str) -> Iterator[Said]:
        """The sentences that this piece completes."""
        piece = self._spoken(piece)
        base = self.length
        self._held.seek(0, io.SEEK_END)
        self._held.write(piece)
        self.length += len(piece)
        at = 0
        while at < len(piece):
            if self._escaped:
                self._escaped = False
                at += 1
                continue
            at = self._next(piece, at)
            if at >= len(piece):
                return
            said = self._take(piece[at], base + at)
            at += 1
            if said is not None:
                yield said

    def _spoken(self, piece: str) -> str:
        """The piece without the thoughts that some models put before their reply: drafts of sentences there are not its sentences."""
        if self._thinks is False:
            return piece
        begin, end = _THOUGHTS
        self._lead += piece
        if self._thinks is None:
            lead = self._lead.lstrip()
            if len(lead) < len(begin) and begin.startswith(lead):
                return ""
            self._thinks = lead.startswith(begin)
        if self._thinks:
            _, ended, spoken = self._lead.partition(end)
            if not ended:
                self._lead = self._lead[-len(end) :]
                return ""
        else:
            spoken = self._lead
        self._thinks, self._lead = False, ""
        return spoken

    def _next(self, piece: str, at: int) -> int:
        """Where the next sign is that matters here; what is passed over is remembered by its last mark."""
        if self._text:
            if self._broken:
                at = _not_space(piece, at)
                if at == len(piece):
                    return at
                # A line that broke off inside quotation marks ends where the next line begins an object.
                self._broken = False
                if piece[at] == "{":
                    self._restart()
                    return at
            found = _IN_TEXT.search(piece, at)
            return found.start() if found else len(piece)
        if not self._open:
            start = piece.find("{", at)
            return start if start >= 0 else len(piece)
        found = _SIGN.search(piece, at)
        end = found.start() if found else len(piece)
        passed = piece[at:end].rstrip()
        if passed:
            self._last = passed[-1]
        return end

    def _take(self, sign: str, at: int) -> Said | None:
        if self._text:
            self._in_text(sign)
            return None
        match sign:
            case '"':
                self._text = True
            case "{" | "[":
                if sign == "{" and self._open and self._last not in ("[", ":", ","):
                    self._restart()
                if len(self._open) == DEPTH:
                    self._restart()
                if sign == "{" or self._open:
                    self._open.append(_Open(sign=sign, start=at))
            case "}" | "]":
                self._last = sign
                return self._close(sign, at + 1)
            case _:
                return None  # a line's end or a stray backslash says nothing
        self._last = sign
        return None

    def _in_text(self, sign: str) -> None:
        match sign:
            case '"':
                self._text = self._broken = False
                self._last = sign
            case "\\":
                self._escaped = True
            case _:
                self._broken = True

    def _restart(self) -> None:
        self._open.clear()
        self._text = self._broken = False

    def _close(self, sign: str, end: int) -> Said | None:
        if (self._open[-1].sign == "{") != (sign == "}"):
            self._restart()
            return None
        done = self._open.pop()
        if done.sign == "[":
            self._pass_on(done)
            return None
        said = None
        if not done.told and end - done.start <= LONGEST:
            self._held.seek(done.start)
            said = self._sentence(self._held.read(end - done.start))
        done.told = done.told or said is not None
        self._pass_on(done)
        return said

    def _pass_on(self, done: _Open) -> None:
        if done.told and self._open:
            self._open[-1].told = True

    def _sentence(self, written: str) -> Said | None:
        if '"text"' not in written and '"sentences"' not in written:
            return None
        held = _loaded(written)
        if not isinstance(held, dict):
            return None
        self.objects += 1
        text = held.get("text", "" if self.marks and self.marks[0] in held else None)
        if not isinstance(text, str) or "passage" in held:
            return None
        marks = {name: str(value).strip() for name in self.marks if isinstance(value := held.get(name), str | int)}
        return Said(text=text, cited=tuple(_cited(held.get("quotes")))[:MOST_QUOTES], marks=marks)


def _not_space(text: str, at: int) -> int:
    found = _SEEN.search(text, at)
    return found.start() if found else len(text)


def loaded(reply: str) -> dict[str, Any] | None:
    """The first whole object of a short reply, or None: for calls that ask for one object alone."""
    start = reply.find("{")
    if start < 0 or len(reply) > LONGEST:
        return None
    try:
        held, _ = json.JSONDecoder(strict=False).raw_decode(reply, start)
    except (ValueError, RecursionError):
        held = _loaded(reply[start : reply.rfind("}") + 1])
    return held if isinstance(held, dict) else None


def _loaded(written: str) -> Any:
    """The value of a text in JSON, None where it is not. Commas before an end are forgiven."""
    for text in (written, _COMMA.sub(r"\1", written)):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _cited(held: object) -> Iterator[Cited]:
    for one in held if isinstance(held, list) else [held]:
        if isinstance(one, dict) and isinstance(one.get("words"), str):
            yield Cited(passage=_number(one.get("passage")), words=one["words"])


def _number(held: object) -> int:
    """A passage's number, also where it came as text; 0 for what is none."""
    if isinstance(held, bool):
        return 0
    if isinstance(held, int):
        return held
    told = held.strip(" []#") if isinstance(held, str) else ""
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 4 else 0
