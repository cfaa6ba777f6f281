"""Sentences of a section, without a model: the stance, quotes in the frame of their source, the manager's own sentences.

As in answers nothing here can be made up: quotes are slices of stored sources, and the names, numbers and dates of a frame come
from the source's own title, heading, page and data. What a body thinks is told by its own words alone; a frame says at most
that its view differs, and that only where the body's stance is plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from assistant.errors import UsageError
from assistant.statement import CHOICES, Ground, LocalFact, Proposal, Side, Stance, ground_id
from assistant.text import naming
from assistant.text.finnish import sentences
from assistant.text.plain import plain
from assistant.text.prompts import Prompt, load
from assistant.text.quotes import fold, tidy, verbatim
from assistant.text.wording import day
from assistant.types import Claim, Document, Kind, Language, Origin, Quote, Role
from assistant.writers.extractive import framed

CITY = {Language.FI: "Kaupunki", Language.SV: "Staden"}
"""What the city is called where its name is not given."""

_OTHER_SIDE = {
    Stance.SUPPORTS: frozenset((Stance.OPPOSES,)),
    Stance.SUPPORTS_WITH_RESERVATIONS: frozenset((Stance.OPPOSES,)),
    Stance.OPPOSES: frozenset((Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS)),
}
_STATEMENTS = (Kind.OWN_STATEMENT, Kind.OTHER_STATEMENT)


def prompt(language: Language) -> Prompt:
    """The frames of a language. Raises UsageError for a language that statements are not drafted in."""
    if language not in CITY:
        raise UsageError("draft_language", language=language.value)
    return load("draft", language)


# The stance


def stance(chosen: Stance, language: Language, city: str = "") -> Claim:
    """The first sentence of a section: fixed wording without facts. KeyError for a stance nobody can choose."""
    words = prompt(language).fill(chosen.value, city=city or CITY[language])
    return Claim(text=words, origin=Origin.FORM, role=Role.STANCE)


def is_stance(text: str) -> bool:
    """Whether the text is one of the fixed stance sentences, in any language and with any city's name."""
    return _stances().fullmatch(fold(text)) is not None


@cache
def _stances() -> re.Pattern[str]:
    named = r"(?:Kaupunki|Kunta|Staden|Kommunen|[A-ZÅÄÖ][\w-]*(?:kaupunki|kunta|stad|kommun))"
    told = [prompt(language).fill(chosen.value, city="\0") for language in CITY for chosen in CHOICES]
    return re.compile("|".join(re.escape(fold(one)).replace(re.escape("\0"), named) for one in told))


def suits(ground: Ground, chosen: Stance) -> bool:
    """Whether a ground goes with the chosen stance, or at least not against it."""
    if ground.stance in _OTHER_SIDE.get(chosen, ()):
        return False
    if chosen is Stance.SUPPORTS:
        return ground.side is not Side.AGAINST
    return chosen is not Stance.OPPOSES or ground.side is not Side.FOR


# Quotes


def reasons(grounds: Iterable[Ground], proposal: Proposal, chosen: Stance, language: Language) -> Iterator[Claim]:
    """Grounds as QUOTED sentences: what is proposed, decisions, law, background, grounds that suit the stance, then the rest.

    In each group the sources come as given, and the quotes of one source in its own order, so that a source is named once.
    """
    before: Quote | None = None
    told: list[Ground] = []
    for ground in _ordered(grounds, proposal, chosen):
        yield attributed(ground, before, proposal, chosen, language, told=told)
        told += [ground] if ground.document.kind in _STATEMENTS else []
        before = ground.quote


def attributed(
    ground: Ground,
    before: Quote | None,
    proposal: Proposal,
    chosen: Stance,
    language: Language,
    *,
    told: Sequence[Ground] = (),
) -> Claim:
    """One ground in the frame of its source. `before` is what the sentence before quoted, `told` the statements before it."""
    texts = prompt(language)
    quote = ground.quote
    shown = shown_in_marks(quote)
    again = before is not None and before.passage.document.id == quote.passage.document.id
    key = _again_key(quote) if again else _key(ground, proposal, chosen, told)
    if key is None:
        words = framed((quote,), before, language).text
    else:
        words = texts.fill(key, quote=shown, **_values(quote, key, proposal, language))
    return Claim(text=words[0].upper() + words[1:], origin=Origin.QUOTED, quotes=(quote,), role=Role.REASON)


def shown_in_marks(quote: Quote) -> str:
    """The quoted words in quotation marks, with a full stop after them where they do not end a sentence."""
    shown = f"”{tidy(quote.text)}”"
    return shown if shown[-2] in ".!?" else f"{shown}."


def _key(ground: Ground, proposal: Proposal, chosen: Stance, told: Sequence[Ground]) -> str | None:
    """The frame for the first quote of a source; None where an answer's frame is the right one."""
    document = ground.document
    digest = "-digest" if document.digest else ""
    match document.kind:
        case Kind.MEMO:
            return f"{_memo_key(ground.quote, proposal)}{digest}"
        case Kind.LOCAL:
            return "local"
        case Kind.STATUTE:
            return _statute_key(ground.quote)
        case Kind.OWN_STATEMENT | Kind.OTHER_STATEMENT:
            return f"statement{digest}" if digest else _statement_key(ground, chosen, told)
        case _:
            return None


def _statement_key(ground: Ground, chosen: Stance, told: Sequence[Ground]) -> str:
    """A frame for a body's own statement: of another view, of the other side than those before, or one of three plain ones."""
    contrary = ground.stance in _OTHER_SIDE.get(chosen, ())
    if ground.document.kind is Kind.OWN_STATEMENT:
        return "own-contrary" if contrary else "own-statement"
    if not ground.document.body:
        return "statement-untold"
    if contrary:
        more = any(_statement_key(other, chosen, ()) == "statement-contrary" for other in told)
        return "statement-contrary-more" if more else "statement-contrary"
    sides = {other.side for other in told}
    turning = {*sides, ground.side} >= {Side.FOR, Side.AGAINST} and ground.side not in sides
    return "statement-turn" if turning else f"statement-{len(told) % 3 + 1}"


def _memo_key(quote: Quote, proposal: Proposal) -> str:
    document = quote.passage.document.id
    if proposal.document and document != proposal.document:
        return "memo-other"
    inside = document == proposal.document and proposal.start <= quote.start and quote.end <= proposal.end
    return "proposal" if inside else "memo"


def _statute_key(quote: Quote) -> str | None:
    """The frame that says the law is quoted as it was enacted, which is what a title with a number alone tells."""
    document = quote.passage.document
    if document.digest or not naming.enacted_year(document) or "ajantasa" in (document.url or ""):
        return None
    return "statute" if naming.section(quote.passage.heading) else "statute-whole"


def _again_key(quote: Quote) -> str | None:
    document = quote.passage.document
    if document.kind is Kind.MEMO:
        return "memo-more-digest" if document.digest else "memo-more"
    if document.kind in _STATEMENTS:
        return None if document.digest else "statement-more"
    return "local" if document.kind is Kind.LOCAL else None


def _values(quote: Quote, key: str, proposal: Proposal, language: Language) -> dict[str, str]:
    document = quote.passage.document
    own = document.kind is Kind.OWN_STATEMENT and not document.digest
    named = key.startswith("statement-") and bool(document.body) and not document.digest
    return {
        "law": _law(document, language),
        "section": naming.section(quote.passage.heading) or "",
        "title": document.title,
        "name": document.body or "",
        "who": _joined(
            naming.date_alone(document, language) if own or named else naming.who(document, language),
            naming.where(quote, language) if quote.page is not None else "",
        ),
        "where": _where(quote, proposal, language),
    }


def _joined(first: str, second: str) -> str:
    """Two brackets as one: " (30.1.2031)" and " (s. 4)" give " (30.1.2031, s. 4)"."""
    return f"{first[:-1]}, {second[2:]}" if first and second else first or second


def _where(quote: Quote, proposal: Proposal, language: Language) -> str:
    """The page or the heading; not the heading that the section itself has, which would say nothing."""
    heading = quote.passage.heading
    if quote.page is None and heading and proposal.title and fold(proposal.title) in fold(heading[-1]):
        return ""
    return naming.where(quote, language)


def _law(document: Document, language: Language) -> str:
    return naming.statute_genitive(document.title) if language is Language.FI else document.title


def _ordered(grounds: Iterable[Ground], proposal: Proposal, chosen: Stance) -> list[Ground]:
    """Grounds in the order they are told, none twice and none within another's words."""
    held = _without_repeats(list(grounds))
    groups = {ground.id: _group(ground, proposal, chosen) for ground in held}
    first: dict[tuple[int, str], int] = {}
    for at, ground in enumerate(held):
        first.setdefault((groups[ground.id], ground.document.id), at)
    return sorted(
        held,
        key=lambda ground: (
            groups[ground.id],
            first[groups[ground.id], ground.document.id],
            ground.quote.start,
            ground.quote.end,
        ),
    )


def _without_repeats(grounds: Sequence[Ground]) -> list[Ground]:
    kept: list[Ground] = []
    for at, ground in enumerate(grounds):
        wider = (other for k, other in enumerate(grounds) if k != at and _within(ground.quote, other.quote))
        if not any(not _within(other.quote, ground.quote) or other in kept for other in wider):
            kept.append(ground)
    return kept


def _within(inner: Quote, outer: Quote) -> bool:
    same = inner.passage.document.id == outer.passage.document.id
    return same and outer.start <= inner.start and inner.end <= outer.end


def _group(ground: Ground, proposal: Proposal, chosen: Stance) -> int:
    kind = ground.document.kind
    if kind is Kind.MEMO:
        return 0 if _memo_key(ground.quote, proposal) == "proposal" else 1
    if kind is Kind.DECISION:
        return 2
    if kind is Kind.STATUTE:
        return 3
    if not suits(ground, chosen):
        return 7
    if ground.side is Side.NEUTRAL:
        return 4
    return 5 if ground.side is Side.FOR else 6


def noted(claims: Sequence[Claim], language: Language) -> tuple[Claim, ...]:
    """The same, with it said at the first quote of each foreign language which language it is in; once in the whole."""
    texts = prompt(language)
    out = list(claims)
    told = " ".join(claim.text for claim in claims)
    for foreign in dict.fromkeys(
        q.passage.document.language for c in claims for q in c.quotes if c.origin is Origin.QUOTED
    ):
        note = texts.texts[f"foreign-{foreign.value}"]
        if foreign is language or note in told:
            continue
        at = next(
            k
            for k, claim in enumerate(out)
            if claim.origin is Origin.QUOTED and any(q.passage.document.language is foreign for q in claim.quotes)
        )
        out[at] = _with_note(out[at], note)
    return tuple(out)


def _with_note(claim: Claim, note: str) -> Claim:
    opening = claim.text.find(f"”{tidy(claim.quotes[0].text)}”")
    if opening < 0:
        return claim
    head = claim.text[:opening].rstrip()
    colon = ":" if head.endswith(":") else ""
    head = (
        _joined(head.removesuffix(":"), f" ({note})")
        if head.removesuffix(":").endswith(")")
        else f"{head.removesuffix(':')} ({note})"
    )
    return replace(claim, text=f"{head}{colon} {claim.text[opening:]}")


# Keeping a changed section true


def place_for(
    claims: Sequence[Claim], ground: Ground, grounds: Iterable[Ground], proposal: Proposal, chosen: Stance
) -> int:
    """Where a new quote goes among the reasons: behind the last of its source, else before those told later than its kind."""
    known = {ground_id(held.quote): held for held in grounds}
    same = [
        k for k, claim in enumerate(claims) if any(q.passage.document.id == ground.document.id for q in claim.quotes)
    ]
    if same:
        return same[-1] + 1
    mine = _group(ground, proposal, chosen)
    reasoned = [k for k, claim in enumerate(claims) if claim.role is Role.REASON]
    for k in reasoned:
        quotes = claims[k].quotes
        if quotes and _group(_ground_of(quotes[0], known), proposal, chosen) > mine:
            return k
    stances = [k for k, claim in enumerate(claims) if claim.role is Role.STANCE]
    return max((*reasoned, *stances), default=-1) + 1


def _ground_of(quote: Quote, known: Mapping[str, Ground]) -> Ground:
    """The ground of a quote; one of no side where it is not among those known."""
    name = ground_id(quote)
    return known.get(name) or Ground(id=name, quote=quote, side=Side.NEUTRAL, stance=Stance.UNCLEAR, score=0.0)


def settled(
    claims: Sequence[Claim], grounds: Iterable[Ground], proposal: Proposal, chosen: Stance, language: Language
) -> tuple[Claim, ...]:
    """The same, but a fixed frame that points to a sentence no longer before it ("Saman pykälän mukaan …") names its source."""
    known = {ground_id(held.quote): held for held in grounds}
    out: list[Claim] = []
    for claim in claims:
        before = next((held.quotes[-1] for held in reversed(out) if held.quotes), None)
        if claim.origin is Origin.QUOTED and len(claim.quotes) == 1 and _points_astray(claim, before, out, language):
            ground = _ground_of(claim.quotes[0], known)
            new = attributed(ground, before, proposal, chosen, language)
            out.append(replace(new, role=claim.role, opens=claim.opens))
        else:
            out.append(claim)
    return tuple(out)


_SAME_SOURCE = ("memo-more", "memo-more-digest", "statement-more")
_SAME_SOURCE_IN_ANSWERS = ("statute-same-law", "same-source")


def _points_astray(claim: Claim, before: Quote | None, told: Sequence[Claim], language: Language) -> bool:
    drafts, answers = prompt(language), load("answer", language)
    quote = claim.quotes[0]
    again = before is not None and before.passage.document.id == quote.passage.document.id
    if _opens(claim, answers, "statute-same-section"):
        sections = {naming.section(held.passage.heading) for held in (before, quote) if held}
        return not (again and len(sections) == 1)
    if any(_opens(claim, drafts, key) for key in _SAME_SOURCE):
        return not again
    if any(_opens(claim, answers, key) for key in _SAME_SOURCE_IN_ANSWERS):
        return not again
    statements = [held for held in told if any(q.passage.document.kind in _STATEMENTS for q in held.quotes)]
    if _opens(claim, drafts, "statement-contrary-more"):
        return not any(_opens(held, drafts, "statement-contrary") for held in statements)
    return _opens(claim, drafts, "statement-turn") and not statements


def _opens(claim: Claim, texts: Prompt, key: str) -> bool:
    """Whether a sentence begins with the fixed words of a frame."""
    text = texts.texts[key]
    fixed = text.partition("$")[0]
    if key == "statute-same-law":
        head, tail = text.split("$section", 1)
        return (
            re.match(re.escape(head) + r"\S+(?: [a-z])?" + re.escape(tail.partition("$")[0].rstrip(": ")), claim.text)
            is not None
        )
    return claim.text.startswith(fixed.rstrip(": "))


# The manager's own words

_ASKS = re.compile(
    r"""\b(?:esit(?:än|ämme|tää|etään)|ehdot(?:an|amme|taa|etaan)|muotoil(?:laan|taisiin|tava\w*)
    |(?:lisä|poiste|muute|korva|täydenne|tarkenne|täsmenne|kirja|kumo)(?:t[aä]{2}n|t[aä]isiin|tt[aä]isiin|t?t[aä]v[aä]\w*)
    |(?:tulee|tulisi|pitää|pitäisi|on\ syytä|olisi\ syytä)\ (?:\w+\ ){0,4}
        (?:muuttaa|lisätä|poistaa|tarkentaa|täsmentää|täydentää|kirjata|korvata|säätää|kumota)
    |föreslår|föreslås|hemställer|läggs\ till|stryks
    |(?:bör|ska|skall)\ (?:\w+\ ){0,3}(?:ändras|kompletteras|preciseras|strykas|formuleras|läggas\ till|fogas)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ITEM = re.compile(r"– |\(?(?:\d{1,2}|[a-zåäö])[.)] ")
SHORT_LINE = 60
"""Characters of a line that was not broken because it was full."""
_GOES_ON = re.compile(r"\b(?:että|ja|sekä|tai|jos|kun|jotta|koska|att|och|eller|samt|om)$", re.IGNORECASE)
_CLOSING = "”\"’')]»"


def asks_for_change(sentence: str) -> bool:
    """Whether a sentence asks for another wording or rule: "esittää, että", "lisätään", "föreslår att" and the like."""
    return _ASKS.search(sentence) is not None


def own_sentences(text: str) -> tuple[tuple[str, ...], ...]:
    """Own words as paragraphs of sentences: plain text, white space tidied, a missing full stop added, nothing else changed.

    A short line ends a sentence: nobody breaks lines that early. A list belongs to the paragraph that opens it; its opening and
    its items, which are one sentence, get their full stop at the end.
    """
    told = [
        [tidy_line(line[s.start : s.end]) for line in _lines(paragraph) for s in sentences(line)]
        for paragraph in plain(text).split("\n\n")
    ]
    flat = [sentence for paragraph in told for sentence in paragraph]
    ended = [stopped(sentence, following) for sentence, following in zip(flat, [*flat[1:], ""], strict=False)]
    out: list[tuple[str, ...]] = []
    at = 0
    for paragraph in told:
        held = tuple(ended[at : at + len(paragraph)])
        at += len(paragraph)
        if held and out and (_ITEM.match(held[0]) or out[-1][-1].rstrip(_CLOSING)[-1:] not in ".!?…"):
            out[-1] += held
        elif held:
            out.append(held)
    return tuple(out)


def _lines(paragraph: str) -> list[str]:
    """A paragraph cut at its short lines."""
    out = [""]
    for line in paragraph.split("\n"):
        if out[-1] and len(out[-1].rpartition("\n")[2]) < SHORT_LINE:
            out.append(line)
        else:
            out[-1] = f"{out[-1]}\n{line}" if out[-1] else line
    return out


def tidy_line(text: str) -> str:
    """The text on one line; unlike a quote from a source no word is joined at a hyphen."""
    return " ".join(text.split())


def stopped(sentence: str, following: str = "") -> str:
    """The sentence with a full stop where it has no mark at its end and does not go on in what follows."""
    bare = sentence.rstrip(_CLOSING)
    if not bare or bare[-1] in ".!?…:;,–" or following.startswith("– ") or (following and _GOES_ON.search(bare)):
        return sentence
    return f"{sentence}."


def own(sentence: str, role: Role) -> Claim:
    """The manager's sentence as it stands."""
    return Claim(text=sentence, origin=Origin.OWN, role=role)


def fact_claims(fact: LocalFact, note: Quote | None, language: Language) -> Iterator[Claim]:
    """The sentences of a local fact, as they stand: OWN. Where the manager gave a source or a day apart from them, the last
    sentence tells them in brackets; that one is no longer verbatim, so it is SUPPORTED by the note that holds its words."""
    told = [sentence for paragraph in own_sentences(fact.text) for sentence in paragraph]
    source = _source_of(fact, language)
    *first, last = told or [""]
    yield from (own(sentence, Role.FACT) for sentence in first)
    if not last:
        return
    bare = last.removesuffix(".")
    if not source or note is None or last[-1:] != "." or not verbatim(bare, note.text):
        yield own(last, Role.FACT)
        return
    words = prompt(language).fill("fact", sentence=bare, source=source)
    yield Claim(text=f"{words}.", origin=Origin.SUPPORTED, quotes=(note,), role=Role.FACT)


def _source_of(fact: LocalFact, language: Language) -> str:
    """Source and day as far as the fact's own words lack them."""
    words = plain(fact.text)
    name = tidy_line(plain(fact.source))
    when = day(fact.date, language) if fact.date else ""
    return ", ".join(part for part in (name, when) if part and fold(part).casefold() not in fold(words).casefold())


def wish_claims(wishes: str) -> tuple[Claim, ...]:
    """The manager's wishes as OWN sentences: consequences first, then what asks for a change. In a paragraph, what follows a
    request for a change stays with it, so that a sentence is never parted from the one it leans on. Paragraphs and items of a list
    are kept as they were written."""
    before: list[Claim] = []
    after: list[Claim] = []
    for paragraph in own_sentences(wishes):
        asked = False
        started: set[Role] = set()
        for sentence in paragraph:
            asked = asked or asks_for_change(sentence)
            role, into = (Role.CHANGE, after) if asked else (Role.CONSEQUENCE, before)
            opens = into and (role not in started or _ITEM.match(sentence))
            started.add(role)
            into.append(replace(own(sentence, role), opens=True if opens else None))
    return (*before, *after)
