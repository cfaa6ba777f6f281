"""Personal data in text: personal identity codes, e-mail addresses, telephone and bank account numbers, hidden behind placeholders.

Names are not found, and nothing here says that a text without placeholders has no personal data. Business ids, statute, diary and
property numbers, dates and sums of money are not personal. A temporary identity code (900-999) is one like any other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from stdnum import iban, issn
from stdnum.fi import hetu

HETU, EMAIL, PHONE, IBAN = "HETU", "EMAIL", "PUHELIN", "IBAN"
KINDS = (HETU, EMAIL, PHONE, IBAN)

_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2212"
_TO_HYPHEN = str.maketrans(dict.fromkeys(_DASHES, "-"))
_GAP = r"[ \u00a0\u202f\n]"

_HETU = re.compile(
    rf"(?<![0-9A-Za-z])(\d{{6}})(?:{_GAP}?([-+{_DASHES}]){_GAP}?|([A-FU-Y]))(\d{{3}}[0-9A-Z])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
# Each run has a longest length, so that a long text of no spaces takes no longer than another.
_EMAIL = re.compile(
    r"[\w.+%'-]{1,64}(?:@|\s?[(\[]\s?(?:at|ät)\s?[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}", re.IGNORECASE
)
_IBAN = re.compile(
    rf"(?<![0-9A-Za-z])[A-Z]{{2}}\d{{2}}(?:(?:{_GAP}|-)?[0-9A-Z]){{11,30}}(?![0-9A-Za-z])", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?:(?<![^\W_])|(?<=puh)|(?<=tel)|(?<=gsm)|(?<=tlf))"
    r"(?:\(?\+ ?\d|00\d|\(0|0|358(?=[ \d]))"
    rf"(?:[ \u00a0\u202f\n()./{_DASHES}-]{{0,3}}\d){{5,17}}(?!\d)",
    re.IGNORECASE,
)
_NOT_PHONE = re.compile(
    r"(?<![0-9A-Za-z])\d{6}[-+A-FU-Y]\d{3}[0-9A-Z](?![0-9A-Za-z])"  # in the form of an identity code, and none
    r"|(?<!\d)\d{7}-\d(?!\d)"  # business id
    r"|(?<!\d)\d{1,6}/(?:\d{1,6}/)?(?:18|19|20)\d{2}(?!\d)"  # statute or diary number
    r"|(?<!\d)\d{1,6}/\d{1,2}\.\d{1,2}\.(?:\d{4})?"  # diary number with a date
    r"|(?<![\d.])\d{1,2}\. ?\d{1,2}\.(?: ?\d{4}(?!\d))?"  # date
    r"|(?<![\d.])\d{1,2}[.:]\d{2}(?![\d.])"  # time of day
    r"|(?<![\d.,])0[.,]\d+"  # decimal
    r"|(?<!\d)[12]\.\d+(?:\.\d+){2,}"  # object identifier
    r"|(?<![\d+])\d{1,3}-\d{1,4}-\d{1,4}-\d{1,4}(?!\d)"  # property number
    r"|(?<!\d)\d{4}-\d{3}[\dX](?!\d)"  # serial
    r"|IS[BS]N[ :]*[\d -]+X?"
)
_ROW = re.compile(r"\(?0(?![\d)])")
"""A lone zero begins a row of figures: 0 10 20 30."""
_PROPERTY = re.compile(r"\d{1,3}-\d{1,4}-\d{1,4}-\d{1,4}")
_SERIAL = re.compile(r"\d{4}-\d{3}[\dX]")
_AMOUNT_AFTER = re.compile(
    r"\s?(?:€|%|euro|eur\b|milj|mrd|prosent|henkil|asuk|kpl|tonni|hehtaar|invånare|procent)", re.IGNORECASE
)
_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(KINDS)})-(\d{{1,6}})\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One personal datum and where it is."""

    kind: str
    start: int
    end: int


def find(text: str) -> list[Found]:
    """Every personal datum of a text, in order; none overlaps another."""
    found: list[Found] = []
    for kind, spans in ((EMAIL, _emails(text)), (HETU, _hetus(text)), (IBAN, _ibans(text)), (PHONE, _phones(text))):
        for start, end in spans:
            if all(end <= held.start or start >= held.end for held in found):
                found.append(Found(kind=kind, start=start, end=end))
    return sorted(found, key=lambda held: held.start)


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in _EMAIL.finditer(text))


def _hetus(text: str) -> Iterator[tuple[int, int]]:
    for match in _HETU.finditer(text):
        born, dash, century, rest = match.groups()
        code = f"{born}{(dash or century).translate(_TO_HYPHEN)}{rest}".upper()
        # The date and the check letter decide: a number like one, and no more than like, is left as it is.
        if hetu.is_valid(code, allow_temporary=True):
            yield match.span()


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while match := _IBAN.search(text, at):
        end = _longest(text, match.start(), match.end(), _is_iban)
        if end:
            yield match.start(), end
        at = end or match.start() + 1


def _is_iban(told: str) -> bool:
    number = re.sub(r"[\s-]", "", told).upper()
    if not 15 <= len(number) <= 34:
        return False
    # The sum first: it is quick, and few texts pass it.
    rest = int("".join(str(int(sign, 36)) for sign in number[4:] + number[:4])) % 97
    return rest == 1 and bool(iban.is_valid(number))


def _phones(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    exempt = [match.span() for match in _NOT_PHONE.finditer(text) if not _rather_phone(match.group())]
    while match := _PHONE.search(text, at):
        start = match.start()
        held = next((span for span in exempt if span[0] <= start < span[1]), None)
        if held:
            at = held[1]
            continue
        if _ROW.match(text, start):
            at = start + 1
            continue
        # A number ends where something begins that is none.
        stop = min((span[0] for span in exempt if start < span[0] < match.end()), default=match.end())
        end = _longest(text, start, stop, _is_phone)
        if end and _AMOUNT_AFTER.match(text, end):
            end = 0
        if end:
            yield start, end
        at = end or start + 1


def _rather_phone(told: str) -> bool:
    """What has the form of a property or a serial number and is a telephone number all the same."""
    if _PROPERTY.fullmatch(told):
        groups = told.split("-")
        return told.startswith(("04", "050")) and len(groups[0]) == 3 and all(len(group) > 1 for group in groups)
    return bool(_SERIAL.fullmatch(told)) and not issn.is_valid(told)


def _is_phone(told: str) -> bool:
    import phonenumbers

    told = re.sub(_GAP, " ", told)
    digits = re.sub(r"\D", "", told)
    abroad = told.lstrip("(").startswith("+")
    bare = told.startswith("358")
    if bare and len(digits) < 11:
        return False
    try:
        number = phonenumbers.parse(f"+{digits}" if bare or abroad else told, "FI")
    except phonenumbers.NumberParseException:
        # The trunk zero in brackets after a country code is read by the parser of whole text alone.
        return False
    if phonenumbers.is_valid_number(number):
        return True
    zeroless = re.sub(r"\(0\)", "", told)
    if zeroless != told and _is_phone(zeroless):
        return True
    # Numbering plans abroad change; what is written with its country code need only be possible.
    return abroad and len(digits) >= 8 and phonenumbers.is_possible_number(number)


def _longest(text: str, start: int, end: int, fits: Callable[[str], bool]) -> int:
    """The end of the longest part from `start` that fits, whole groups at a time; 0 when none does."""
    while end > start:
        told = text[start:end].rstrip()
        while told and not told[-1].isalnum():
            told = told[:-1]
        end = start + len(told)
        if told and fits(told):
            return end
        while end > start and text[end - 1].isalnum():
            end -= 1
    return 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text without its personal data, and what to put back for each placeholder."""

    text: str
    restore: Mapping[str, str]


def mask(text: str) -> Masked:
    """One text masked. Placeholders that the text held already are never taken for ours."""
    masks = Masks((text,))
    hidden = masks.hide(text)
    return Masked(text=hidden, restore=masks.mapping)


class Masks:
    """The placeholders of one request: the same datum has the same one in every message. `texts` are those that will be
    masked; numbers begin past any placeholder that they happen to hold."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        held = [int(match[1]) for text in texts for match in _PLACEHOLDER.finditer(text)]
        self._next = dict.fromkeys(KINDS, max(held, default=0) + 1)
        self._known: dict[tuple[str, str], str] = {}
        self.mapping: dict[str, str] = {}

    def hide(self, text: str) -> str:
        """The text with placeholders."""
        out, at = [], 0
        for found in find(text):
            # A number broken over two lines is put back on one: a line break would end a JSON string.
            datum = " ".join(text[found.start : found.end].split("\n"))
            out += [text[at : found.start], self._placeholder(found.kind, datum)]
            at = found.end
        return "".join([*out, text[at:]])

    def _placeholder(self, kind: str, datum: str) -> str:
        if (kind, datum) not in self._known:
            made = f"[{kind}-{self._next[kind]}]"
            self._next[kind] += 1
            self._known[kind, datum] = made
            self.mapping[made] = datum
        return self._known[kind, datum]

    def restore(self, text: str) -> str:
        """The text with the data put back."""
        restoring = self.restoring()
        return restoring.feed(text) + restoring.end()

    def restoring(self) -> Restoring:
        """Puts the data back in a text that comes in pieces."""
        return Restoring(self.mapping)


class Restoring:
    """Puts data back piece by piece; a placeholder may be split between pieces at any place."""

    def __init__(self, mapping: Mapping[str, str]) -> None:
        self._mapping = dict(mapping)
        self._known = re.compile("|".join(map(re.escape, self._mapping)) or r"(?!)")
        self._held = ""

    def feed(self, piece: str) -> str:
        """What can be told by now: all but an end that may be the beginning of a placeholder."""
        text = self._held + piece
        at = text.rfind("[")
        if at >= 0 and any(name.startswith(text[at:]) and name != text[at:] for name in self._mapping):
            text, self._held = text[:at], text[at:]
        else:
            self._held = ""
        return self._known.sub(lambda match: self._mapping[match.group()], text)

    def end(self) -> str:
        """What was held back to the last."""
        held, self._held = self._held, ""
        return held
