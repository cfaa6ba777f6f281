"""A statement made by hand: an invented city, act, memo and association; four sections, one of each stance."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.statement import (
    Acceptance,
    Approval,
    Event,
    Proposal,
    ProposalState,
    Section,
    Stance,
    Statement,
    Version,
    VersionKind,
)
from assistant.types import (
    Case,
    Claim,
    Document,
    Finding,
    Kind,
    Language,
    Origin,
    Page,
    Passage,
    Quote,
    Role,
    Severity,
)

NOW = dt.datetime(2033, 2, 9, 12, 5, tzinfo=dt.UTC)
AT = dt.datetime(2033, 2, 3, 7, 30, tzinfo=dt.UTC)
PREPARER, CHIEF = "valmistelija", "osastopäällikkö"
PROMPT, REVISING = "draft.fi@1#0badcafe", "revise.fi@2#feedbeef"


def document(id: str, title: str, text: str, **more: object) -> Document:
    """A document of the given words."""
    given: dict[str, object] = {"kind": Kind.RESEARCH, **more}
    return Document(id=id, external_id=id, title=title, text=text, **given)  # type: ignore[arg-type]


def quote(held: Document, words: str, *heading: str) -> Quote:
    """The place of words that stand in a document just so."""
    start = held.text.index(words)
    passage = Passage(id=f"{held.id}:0", document=held, heading=heading, start=0, end=len(held.text))
    return Quote(passage=passage, start=start, end=start + len(words))


ACT = document(
    "laki",
    "Laki viljelypalstojen järjestämisestä (912/2031)",
    "Palstan vuokra-aika on enintään viisi\nvuotta kerrallaan. Kunta voi jatkaa vuokra-aikaa hakemuksesta.",
    kind=Kind.STATUTE,
    date=dt.date(2031, 11, 3),
    url="https://laki.invalid/2031/912",
)
MEMO = document(
    "muistio",
    "Muistio viljelypalstojen kehittämisestä",
    "Palstojen jonot ovat pidentyneet. Vuokra-ajan pidentäminen lisäisi sitoutumista.\fNeuvontaa tarjotaan vain keväisin.",
    body="Esimerkkiministeriö",
    kind=Kind.MEMO,
    date=dt.date(2032, 12, 19),
    pages=(Page(number=33, start=0, end=81), Page(number=34, start=81, end=118)),
)
UNION = document(
    "liitto",
    "Lausunto palstamuistiosta",
    "Pidämme vuokra-ajan pidentämistä tarpeellisena, jos rahoitus on täysimääräinen.",
    body="Esimerkkiliitto",
    kind=Kind.OTHER_STATEMENT,
    date=dt.date(2033, 1, 30),
)
DIGEST = document(
    "kooste",
    "Kooste palstaneuvonnan kokeilusta",
    "Neuvonta vähensi palstojen luopumisia viidenneksen.",
    body="Esimerkkiministeriö",
    digest=True,
    url="https://kooste.invalid/neuvonta",
)
NOTE = document(
    "m-1",
    "Muistiinpano: palstapalvelut",
    "Kaupungissa oli vuonna 2032 yhteensä 184 palstaa, joista 31 oli vailla viljelijää.",
    kind=Kind.LOCAL,
    source="note:f1",
    date=dt.date(2033, 1, 12),
)

RENT = quote(ACT, "Palstan vuokra-aika on enintään viisi\nvuotta kerrallaan.", "2 luku", "14 § Vuokra-aika")
MORE_RENT = quote(ACT, "Kunta voi jatkaa vuokra-aikaa hakemuksesta.", "2 luku", "14 § Vuokra-aika")
COMMITMENT = quote(MEMO, "Vuokra-ajan pidentäminen lisäisi sitoutumista.")
ADVICE = quote(MEMO, "Neuvontaa tarjotaan vain keväisin.")
FUNDING = quote(UNION, "jos rahoitus on täysimääräinen")
FEWER = quote(DIGEST, "Neuvonta vähensi palstojen luopumisia viidenneksen.", "Tulokset")
OWN_FACT = quote(NOTE, NOTE.text)


def proposal(id: str, number: str, title: str) -> Proposal:
    """A confirmed proposal of the memo."""
    return Proposal(id=id, number=number, title=title, text=title, document="muistio", state=ProposalState.CONFIRMED)


def claim(text: str, origin: Origin, role: Role, *quotes: Quote) -> Claim:
    """A sentence."""
    return Claim(text=text, origin=origin, role=role, quotes=quotes)


def section(held: Proposal, stance: Stance, *claims: Claim, n: int = 1, **more: object) -> Section:
    """A section with one version, drafted by the preparer."""
    version = Version(
        section=f"s-{held.id}",
        n=n,
        proposal=held.id,
        language=Language.FI,
        stance=stance,
        claims=claims,
        kind=VersionKind.DRAFT,
        by=PREPARER,
        at=AT,
        model="extractive",
        prompt=PROMPT,
    )
    given: dict[str, object] = {"version": version, **more}
    return Section(id=f"s-{held.id}", proposal=held, **given)  # type: ignore[arg-type]


LENGTH = proposal("p1", "Ehdotus 1", "Vuokra-ajan pidentäminen")
COUNSEL = proposal("p2", "Ehdotus 2", "Neuvonnan laajentaminen ympärivuotiseksi")
FEES = proposal("p3", "", "Palstamaksujen yhtenäistäminen koko maassa")
TOOLS = proposal("p4", "Ehdotus 4", "Yhteiskäyttöiset työkalut")

ACCEPTED = Finding(
    check="length",
    severity=Severity.WARNING,
    message="long_sentence",
    values={"words": "Viljelypalstojen järjestämisestä", "better": "27"},
    section="s-p1",
    words="Viljelypalstojen järjestämisestä",
)


def sections() -> tuple[Section, ...]:
    """One section for each stance."""
    first = section(
        LENGTH,
        Stance.SUPPORTS_WITH_RESERVATIONS,
        claim("Kaupunki kannattaa ehdotusta varauksin.", Origin.FORM, Role.STANCE),
        claim(
            "Muistion mukaan ”Vuokra-ajan pidentäminen lisäisi sitoutumista.”", Origin.QUOTED, Role.REASON, COMMITMENT
        ),
        claim(
            "Viljelypalstojen järjestämisestä annetun lain (912/2031) 14 §:n mukaan ”Palstan vuokra-aika on enintään viisi"
            " vuotta kerrallaan.”",
            Origin.QUOTED,
            Role.REASON,
            RENT,
        ),
        claim(
            "Esimerkkiliitto pitää pidentämistä tarpeellisena, ”jos rahoitus on täysimääräinen”.",
            Origin.QUOTED,
            Role.REASON,
            FUNDING,
        ),
        claim(NOTE.text, Origin.OWN, Role.FACT),
        claim("Kaupunki edellyttää, että pidennys rahoitetaan täysimääräisesti.", Origin.OWN, Role.CHANGE),
        claim("Kaupunki esittää, että 14 §:ään lisätään tätä koskeva momentti.", Origin.OWN, Role.CHANGE),
        n=2,
        findings=(ACCEPTED,),
        approval=Approval(section="s-p1", version=2, by=CHIEF, at=AT + dt.timedelta(days=2)),
    )
    first = replace(
        first, version=replace(first.version, kind=VersionKind.REVISION, prompt=REVISING, instruction="lyhennä")
    )
    return (
        first,
        section(
            COUNSEL,
            Stance.SUPPORTS,
            claim("Kaupunki kannattaa ehdotusta.", Origin.FORM, Role.STANCE),
            claim("Neuvontaa annetaan nyt vain keväällä.", Origin.SUPPORTED, Role.REASON, ADVICE),
            claim(
                "Koosteen mukaan ”Neuvonta vähensi palstojen luopumisia viidenneksen.”",
                Origin.QUOTED,
                Role.REASON,
                FEWER,
            ),
            claim("Kaupungin palstoista 31 oli vailla viljelijää.", Origin.SUPPORTED, Role.FACT, OWN_FACT),
            claim("Vuokra-aikaa voidaan jo nyt jatkaa.", Origin.SUPPORTED, Role.CONSEQUENCE, MORE_RENT),
            approval=Approval(section="s-p2", version=1, by=CHIEF, at=AT + dt.timedelta(days=2)),
        ),
        section(
            FEES,
            Stance.OPPOSES,
            claim("Kaupunki ei kannata ehdotusta nykyisessä muodossaan.", Origin.FORM, Role.STANCE),
            claim("Maksuista on päätettävä paikallisesti.", Origin.UNSUPPORTED, Role.REASON),
        ),
        section(
            TOOLS,
            Stance.NO_COMMENT,
            claim("Kaupungilla ei ole tästä kohdasta lausuttavaa.", Origin.FORM, Role.STANCE),
        ),
    )


CASE = Case(
    name="Palstamuistio",
    title="Muistio viljelypalstojen kehittämisestä",
    requester="Esimerkki- ja palstaministeriö",
    requester_register_number="VN/123/2032",
    register_number="889/14.00.01/2033",
    opened=dt.date(2032, 12, 19),
    deadline=dt.date(2033, 2, 18),
    url="https://www.lausuntopalvelu.fi/FI/Proposal/Participation?proposalId=00000000-0000-4000-8000-000000000001",
    deciding_body="Kaupunginhallitus",
    meeting=dt.date(2033, 2, 9),
)


def event(action: str, subject: str, by: str, minutes: int, **details: str) -> Event:
    """A line of the log, some minutes after the first version."""
    return Event(at=AT + dt.timedelta(minutes=minutes), by=by, action=action, subject=subject, details=details)


EVENTS = (
    event("position_saved", "p1", CHIEF, -90, stance="opposes"),
    event("position_saved", "p1", CHIEF, -60, stance="supports_with_reservations"),
    event("position_saved", "p1", PREPARER, -50, stance="supports_with_reservations"),
    event(
        "version_kept",
        "s-p1",
        PREPARER,
        -30,
        n="1",
        kind="draft",
        stance="supports_with_reservations",
        model="extractive",
        prompt=PROMPT,
    ),
    event("export", "annex", PREPARER, 5, format="docx"),
)


def whole() -> Statement:
    """The whole, with one finding accepted."""
    return Statement(
        case=CASE,
        language=Language.FI,
        sections=sections(),
        accepted=(Acceptance(finding=ACCEPTED.id, by=CHIEF, at=AT, message="long_sentence"),),
        events=EVENTS,
    )


@pytest.fixture
def statement() -> Statement:
    """The whole, with one finding accepted."""
    return whole()
