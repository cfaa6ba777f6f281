"""What an instruction to change a section asks for, in plain Finnish or Swedish, without a model.

The forms are few and told to the person when an instruction is not understood. Sentences and paragraphs are counted from 1 as
they stand in the section; a quotation of several sentences with its frame is one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from assistant.errors import UsageError
from assistant.text.plain import plain
from assistant.types import Role

LAST = -1
"""The number of the last sentence or paragraph."""


class Act(StrEnum):
    """What can be asked for."""

    SHORTEN = "shorten"
    LENGTHEN = "lengthen"
    ABOUT = "about"  # a quote on a topic
    UNQUOTE = "unquote"
    REMOVE = "remove"  # sentences
    REMOVE_PARAGRAPH = "remove_paragraph"
    SWAP = "swap"
    REPLACE = "replace"
    ADD = "add"  # own words
    SET_CHANGE = "set_change"  # own words in the place of the change request


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One instruction understood: `numbers` are of sentences or paragraphs, `words` what it gives; `role` is told with ADD."""

    act: Act
    numbers: tuple[int, ...] = ()
    words: tuple[str, ...] = ()
    role: Role | None = None


def understood(instruction: str) -> Order:
    """What is asked for. Raises UsageError: `instruction_unknown`, or `stance_elsewhere` for a change of stance."""
    words = " ".join(plain(instruction).split())
    bare = _POLITE.sub("", words).rstrip(" .!")
    for told, forms in ((words, _FORMS), (bare, _BARE_FORMS)):
        for pattern, read in forms:
            if found := pattern.fullmatch(told):
                return read(found)
    raise UsageError("instruction_unknown")


_POLITE = re.compile(r"^(?:ole hyvä ja|var vänlig och)\s+|[,\s]+(?:kiitos|ole hyvä|tack)[.!\s]*$", re.IGNORECASE)


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.VERBOSE | re.DOTALL)


_MARKED = r"[”“\"„«»'’]"


def _unmarked(text: str) -> str:
    """The words without the quotation marks put around the whole of them."""
    inner = re.fullmatch(rf"{_MARKED}([^”“\"„«»]+){_MARKED}", text)
    return (inner.group(1) if inner else text).strip()


def _add(found: re.Match[str]) -> Order:
    change = "muutosehdotus" in (found["what"] or "").casefold() or "ändring" in (found["what"] or "").casefold()
    return Order(act=Act.ADD, words=(_unmarked(found["text"]),), role=Role.CHANGE if change else None)


def _add_that(found: re.Match[str]) -> Order:
    """What follows "että" is a sentence in Finnish, once it begins with a capital."""
    text = found["text"].strip()
    return Order(act=Act.ADD, words=(text[:1].upper() + text[1:],))


def _set_change(found: re.Match[str]) -> Order:
    return Order(act=Act.SET_CHANGE, words=(_unmarked(found["text"]),), role=Role.CHANGE)


def _replace(found: re.Match[str]) -> Order:
    return Order(act=Act.REPLACE, words=(found["old"].strip(), found["new"].strip()))


def _stance(_found: re.Match[str]) -> Order:
    raise UsageError("stance_elsewhere")


# Forms that carry the person's own words, which are taken as they stand.
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Order]], ...] = (
    (
        _form(
            r"""(?:lisää|lägg\ till)\s*
            (?P<what>(?:uusi\ |ny\ |en\ |ett\ )?
                (?:lause|virke|teksti|kappale|kohta|muutosehdotus|mening(?:en)?|text(?:en)?|stycke|ändringsförslag(?:et)?))?
            (?:\s*(?:tekstin\s+)?(?:loppuun|sist))?\s*:\s*(?P<text>\S.*)"""
        ),
        _add,
    ),
    (_form(r"lisää(?:\s+(?:tekstin|loppuun|vielä|myös|virke|lause))*,?\s+että\s+(?P<text>\S.*)"), _add_that),
    (
        _form(
            rf"""(?:lisää|lägg\ till)\s+(?P<what>(?:en\ )?(?:lause|virke|mening(?:en)?))\s+(?P<text>{_MARKED}[^”“"„«»]+{_MARKED})\.?"""
        ),
        _add,
    ),
    (
        _form(
            r"""(?:aseta|vaihda|kirjoita|ange|sätt)\s+(?:muutosehdotus|muutosehdotukseksi|muutosehdotuksen|ändringsförslag(?:et)?)
            \s*:?\s+(?P<text>\S.*)"""
        ),
        _set_change,
    ),
    (
        _form(
            rf"""(?:korvaa|vaihda|muuta|ersätt|byt(?:\ ut)?)\s+(?:sana(?:t)?\s+|ilmaus\s+|ordet\s+|orden\s+)?
            (?:{_MARKED}(?P<old>[^”“"„«»]+?){_MARKED})\s+
            (?:sanalla|sanoilla|sanaan|sanoiksi|sanaksi|ilmauksella|ilmaukseksi|tekstillä|muotoon|med|mot|till)\s+(?:ordet\s+|orden\s+)?
            (?:{_MARKED}(?P<new>[^”“"„«»]+?){_MARKED})\s*[.!]?"""
        ),
        _replace,
    ),
    (
        _form(r"""(?:korvaa|ersätt)\s+(?:sana\s+|ordet\s+)?(?P<old>[\w-]+)\s+(?:sanalla|med)\s+(?P<new>[\w-]+)[.!]?"""),
        _replace,
    ),
    (_form(r"""(?:vaihda|muuta|aseta|ändra|byt)\s+(?:kanta\w*|kannaksi|kannan|ståndpunkt\w*).*"""), _stance),
)


_ORDINALS = {
    word: number
    for number, words in {
        1: "ensimmäinen ensimmäisen första",
        2: "toinen toisen andra",
        3: "kolmas kolmannen tredje",
        4: "neljäs neljännen fjärde",
        5: "viides viidennen femte",
        LAST: "viimeinen viimeisen sista",
    }.items()
    for word in words.split()
}
_THING = r"(?P<thing>lause|virke|mening|kappale|stycke)\w*"
_LIST = r"(?P<numbers>\d{1,3}(?:\s*(?:,|–|-|ja|och|sekä|samt)\s*\d{1,3})*)"


def _plain_order(act: Act) -> Callable[[re.Match[str]], Order]:
    return lambda _found: Order(act=act)


def _about(found: re.Match[str]) -> Order:
    return Order(act=Act.ABOUT, words=(found["topic"].strip(' .”“"'),))


def _remove(found: re.Match[str]) -> Order:
    named = found.groupdict()
    numbers = _numbers(named["numbers"]) if named.get("numbers") else (_ORDINALS[named["ordinal"].casefold()],)
    if not numbers:
        raise UsageError("instruction_unknown")
    paragraph = named["thing"].casefold() in ("kappale", "stycke")
    return Order(act=Act.REMOVE_PARAGRAPH if paragraph else Act.REMOVE, numbers=numbers)


def _numbers(text: str) -> tuple[int, ...]:
    """ "2, 3 ja 5" and "2–4"."""
    out: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", text):
        out += range(int(first), int(last or first) + 1)
    return tuple(dict.fromkeys(out))


def _swap(found: re.Match[str]) -> Order:
    return Order(act=Act.SWAP, numbers=(int(found["first"]), int(found["second"])))


_SECTION = r"(?:\s+(?:tekstiä|teksti|osiota|osio|luonnosta|luonnos|sitä|texten|avsnittet|utkastet))?"
_ORDINAL = "|".join(_ORDINALS)
_REMOVE = r"(?:poista|ta\ bort|stryk|radera)\s+"
_BARE_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Order]], ...] = (
    (_form(rf"(?:lyhennä|tiivistä|förkorta|korta(?:\ (?:ned|ner|av))?){_SECTION}"), _plain_order(Act.SHORTEN)),
    (
        _form(
            rf"""(?:pidennä|laajenna|förläng|utvidga){_SECTION}
            |lisää\s+(?:(?:uusi|toinen|yksi)\s+)?(?:perustelu(?:ja|t)?|lainau(?:s|ksia)|peruste(?:ita)?)
            |lägg\ till\s+(?:(?:ett|en|fler|flera|ny|nytt)\s+)*(?:citat|motivering(?:ar)?|grund(?:er)?)"""
        ),
        _plain_order(Act.LENGTHEN),
    ),
    (
        _form(r"(?:poista|ta\ bort|stryk|radera)\s+(?:kaikki\s+|alla\s+)?(?:lainaukset|sitaatit|citaten|citat)"),
        _plain_order(Act.UNQUOTE),
    ),
    (_form(rf"{_REMOVE}{_THING}\s+{_LIST}"), _remove),
    (_form(rf"{_REMOVE}{_LIST}\.\s*{_THING}"), _remove),
    (_form(rf"{_REMOVE}(?:den\ |det\ )?(?P<ordinal>{_ORDINAL})\s+{_THING}"), _remove),
    (
        _form(
            r"""(?:vaihda|byt)\s+(?:plats\ på\s+|järjestys\s+)?(?:lause\w*|virk\w*|mening\w*)\s+(?P<first>\d{1,3})\s+(?:ja|och)\s+(?P<second>\d{1,3})
            (?:\s+(?:järjesty\w+|paik\w+|keskenään|plats))?"""
        ),
        _swap,
    ),
    (
        _form(
            r"""lisää\s+(?:(?:myös|vielä|jotain)\s+)*(?:kohta|maininta|perustelu(?:ja|t)?|lainaus|lause|kappale|tieto(?:a)?)\s+(?:aiheesta\s+)?(?P<topic>\S.*)"""
        ),
        _about,
    ),
    (_form(r"(?:lisää|mainitse)\s+(?:(?:myös|vielä|jotain)\s+)*(?P<topic>[^:]*\w+(?:sta|stä))"), _about),
    (_form(r"lisää\s+(?P<topic>[^:]*\w+)\s+koskev\w+\s+\w+"), _about),
    (_form(r"mainitse\s+(?:myös\s+)?(?P<topic>[^:]+)"), _about),
    (
        _form(
            r"""(?:lägg\ till|nämn)\s+(?:något|en\ punkt|ett\ stycke|en\ mening|ett\ citat|en\ motivering|citat|ett\ omnämnande)?\s*om\s+(?P<topic>\S.*)"""
        ),
        _about,
    ),
)
