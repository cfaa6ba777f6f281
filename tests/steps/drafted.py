"""Invented material for drafting: a memo with a proposal, an act, statements of bodies, the city's own earlier one, a note.

Everything is made up; the subject is a hiking card of municipalities.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from texts2 import ACT, document, passage, quote

from assistant.library.notes import note, whole
from assistant.statement import FoundAs, Ground, LocalFact, Position, Proposal, Side, Stance, ground_id
from assistant.types import Document, Kind, Page, Quote

PROPOSED = "Retkikortin voimassaoloa ehdotetaan pidennettäväksi. Pidennys koskisi ohjattuja retkiä."
BACKGROUND = "Retkikortteja on myönnetty vuodesta 2029."
CARD = "Retkikortti on voimassa enintään kahdeksan kuukautta sen myöntämisestä."
AGAIN = "Voimassaolo alkaa uudelleen, kun kortti uusitaan."
FEE = "Leirimaksu on 7 euroa yöltä."
LONGER = "Pidämme pidempää voimassaoloa tarpeellisena."
MONEY = "Muutos voidaan tehdä vain, jos rahoitus on täysimääräinen."
NO = "Emme kannata voimassaolon pidentämistä."
EARLIER = "Kahdeksan kuukautta on sopiva voimassaoloaika."
STUDY = "Pidempi voimassaolo lisäsi retkien määrää 12 prosenttia."

DAY = dt.date(2031, 1, 30)


def made(text: str, kind: Kind, title: str, **more: object) -> Document:
    """A document with what is told of it."""
    return document(text, kind=kind, title=title, **more)  # type: ignore[arg-type]


MEMO = made(
    f"{BACKGROUND}\n\n{PROPOSED}",
    Kind.MEMO,
    "Arviomuistio retkipalveluista",
    body="Esimerkkiministeriö",
    date=dt.date(2030, 12, 19),
    pages=(
        Page(number=3, start=0, end=len(BACKGROUND)),
        Page(number=34, start=len(BACKGROUND), end=len(BACKGROUND) + 2 + len(PROPOSED)),
    ),
)
DIGEST = made(
    f"{PROPOSED}\n\n{BACKGROUND}", Kind.MEMO, "Arviomuistio retkipalveluista", body="Esimerkkiministeriö", digest=True
)
LAW = made(f"{CARD} {AGAIN} {FEE}", Kind.STATUTE, ACT, date=DAY)
UNION = made(LONGER, Kind.OTHER_STATEMENT, "Lausunto retkipalveluista", body="Esimerkkiliitto", date=DAY)
TOWN = made(MONEY, Kind.OTHER_STATEMENT, "Lausunto", body="Esimerkkikunta", date=dt.date(2031, 2, 3))
SOCIETY = made(NO, Kind.OTHER_STATEMENT, "Lausunto", body="Esimerkkijärjestö ry", date=dt.date(2031, 2, 5))
SUMMED = made(LONGER, Kind.OTHER_STATEMENT, "Keskusliiton lausunto", body="Keskusliitto", date=DAY, digest=True)
OURS = made(EARLIER, Kind.OWN_STATEMENT, "Lausunto", body="Esimerkkikaupunki", date=dt.date(2030, 8, 14))
RESEARCH = made(STUDY, Kind.RESEARCH, "Retkitutkimus", body="Esimerkkilaitos", date=DAY)
DECIDED = made(
    "Asia 889/14.00.01/2031: kaupunki antaa lausunnon retkikortista.",
    Kind.DECISION,
    "Lausunnon antaminen",
    body="Kaupunginhallitus",
    date=dt.date(2031, 2, 9),
)

PROPOSAL = Proposal(
    id="p1",
    number="3",
    title="Retkikortin voimassaolon pidentäminen",
    text=PROPOSED,
    document=MEMO.id,
    start=len(BACKGROUND) + 2,
    end=len(BACKGROUND) + 2 + len(PROPOSED),
    found_as=FoundAs.NUMBERED,
)
DIGESTED = Proposal(
    id="p2", number="", title="Retkikortti", text=PROPOSED, document=DIGEST.id, start=0, end=len(PROPOSED), digest=True
)


def ground(
    words: str,
    held: Document,
    side: Side = Side.NEUTRAL,
    stance: Stance = Stance.UNCLEAR,
    heading: tuple[str, ...] = (),
    score: float = 1.0,
) -> Ground:
    """A ground whose quote is the first place of the words."""
    found = quote(words, passage(held, heading))
    return Ground(id=ground_id(found), quote=found, side=side, stance=stance, score=score)


CARD_SECTION, FEE_SECTION = ("3 § Retkikortti",), ("5 § Leirimaksu",)
GROUNDS = (
    ground(PROPOSED, MEMO, score=0.95),
    ground(CARD, LAW, heading=CARD_SECTION, score=0.9),
    ground(LONGER, UNION, Side.FOR, Stance.SUPPORTS, score=0.8),
    ground(MONEY, TOWN, Side.AGAINST, Stance.SUPPORTS_WITH_RESERVATIONS, score=0.7),
    ground(AGAIN, LAW, heading=CARD_SECTION, score=0.6),
    ground(FEE, LAW, heading=FEE_SECTION, score=0.5),
    ground(STUDY, RESEARCH, Side.FOR, score=0.45),
    ground(BACKGROUND, MEMO, score=0.4),
    ground(NO, SOCIETY, Side.AGAINST, Stance.OPPOSES, score=0.35),
    ground(EARLIER, OURS, Side.AGAINST, Stance.OPPOSES, score=0.3),
    ground(LONGER, SUMMED, Side.FOR, score=0.2),
    ground("kaupunki antaa lausunnon retkikortista.", DECIDED, score=0.1),
)
"""Grounds of every kind, best first."""

FACT = LocalFact(
    id="n1",
    text="Kaupungissa oli vuonna 2030 yhteensä 84 kortin haltijaa, joista 31 osallistui ohjatuille retkille.",
    source="liikuntapalvelut",
    date=dt.date(2031, 1, 12),
)
BARE = LocalFact(id="n2", text="Kaupungissa oli vuonna 2030 yhteensä 312 jonottajaa.")
WISHES = (
    "Kaupunki edellyttää, että voimassaolosta voidaan poiketa ohjatuilla retkillä. "
    "Kaupunki esittää, että 3 §:ään lisätään tätä koskeva poikkeus."
)


def notes(*facts: LocalFact) -> Mapping[str, Quote]:
    """The notes of facts, by the fact's id, as drafting makes them."""
    return {fact.id: whole(note(fact)) for fact in facts}


def position(
    stance: Stance = Stance.SUPPORTS_WITH_RESERVATIONS,
    wishes: str = WISHES,
    facts: tuple[LocalFact, ...] = (FACT,),
    grounds: tuple[str, ...] = (),
) -> Position:
    """What the manager has said."""
    return Position(proposal=PROPOSAL.id, stance=stance, wishes=wishes, facts=facts, grounds=grounds)
