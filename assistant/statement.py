"""The nouns of drafting: proposals, stances, positions, grounds, sections with their versions, the statement.

Frozen, slotted and keyword-only like `types.py`, on which they stand. Times are in UTC; ids are short strings made by code.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from assistant.types import Case, Claim, Document, Finding, Language, Quote, Severity, Step


class Stance(StrEnum):
    """Where somebody stands on a proposal. UNDECIDED is a manager who has not chosen, UNCLEAR a body whose words are not plain."""

    SUPPORTS = "supports"
    SUPPORTS_WITH_RESERVATIONS = "supports_with_reservations"
    OPPOSES = "opposes"
    NO_COMMENT = "no_comment"
    UNDECIDED = "undecided"
    UNCLEAR = "unclear"


CHOICES = (Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES, Stance.NO_COMMENT)
"""The stances a manager chooses from."""


class ProposalState(StrEnum):
    """What a person has said of a proposal that code found."""

    DETECTED = "detected"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class FoundAs(StrEnum):
    """The rule that found a proposal."""

    NUMBERED = "numbered"  # "Kehittämisehdotus 3", "Ehdotus 2.1:"
    HEADING = "heading"  # a heading under a chapter of proposals
    LEAD = "lead"  # a bold or otherwise set off lead-in
    ITEM = "item"  # a list item
    ROW = "row"  # a table row
    QUESTION = "question"  # a question of the request's form
    HAND = "hand"  # added by a person


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One development proposal. `number` is as printed, empty where none is; `text` is its own words, `document[start:end]` of
    the memo `document` (an id, empty for one added by hand). `references` are the statutes and sections it names, as printed."""

    id: str
    number: str
    title: str
    text: str
    document: str = ""
    page: int | None = None
    start: int = 0
    end: int = 0
    references: tuple[str, ...] = ()
    found_as: FoundAs = FoundAs.HAND
    state: ProposalState = ProposalState.DETECTED
    confirmed_by: str = ""
    digest: bool = False

    @property
    def name(self) -> str:
        """Number and title, as it is called in a list."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFact:
    """The manager's own sentence about the city, with where it comes from and its day."""

    id: str
    text: str
    source: str = ""
    date: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What the manager has said of a proposal: stance, wishes (conditions and changes asked for), facts, chosen grounds (ids).

    `added` are the quotes among the chosen that the manager brought in, as from an answer. `revision` counts saves: who saves on an older one is refused and shown both.
    """

    proposal: str
    stance: Stance = Stance.UNDECIDED
    wishes: str = ""
    facts: tuple[LocalFact, ...] = ()
    grounds: tuple[str, ...] = ()
    added: tuple[Quote, ...] = ()
    revision: int = 0
    by: str = ""
    at: dt.datetime | None = None


class Side(StrEnum):
    """The three groups of grounds."""

    FOR = "for"
    AGAINST = "against"  # with conditions, or against
    NEUTRAL = "neutral"  # background


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A quote that bears on a proposal. `stance` is that body's own, UNCLEAR where its words are not plain or only a digest holds them.

    `added` tells that a person brought it in.
    """

    id: str
    quote: Quote
    side: Side
    stance: Stance
    score: float
    added: bool = False

    @property
    def document(self) -> Document:
        """The source it stands in."""
        return self.quote.passage.document


def ground_id(quote: Quote) -> str:
    """The same words at the same place have the same id."""
    place = f"{quote.passage.document.id}:{quote.start}:{quote.end}"
    return "g" + hashlib.sha256(place.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """The city's own earlier words that another stance than the chosen one was drawn from; `proposal` are the memo's words."""

    earlier: Ground
    chosen: Stance
    proposal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the library holds for and against a proposal, best first in each group.

    `voices` has one ground a body: what others said, counted from sources in the library alone.
    """

    proposal: Proposal
    stance: Stance
    grounds: tuple[Ground, ...]
    voices: tuple[Ground, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

    def side(self, side: Side) -> tuple[Ground, ...]:
        """One group."""
        return tuple(ground for ground in self.grounds if ground.side is side)


class VersionKind(StrEnum):
    """How a version came to be."""

    DRAFT = "draft"
    REVISION = "revision"  # by instruction
    EDIT = "edit"  # by hand
    RESTORE = "restore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of a section; never changed once kept. `n` counts from 1. `facts` and `wishes` are the manager's own words
    that it was written from; `stance` is the one it was written for."""

    section: str
    n: int
    proposal: str
    language: Language
    stance: Stance
    claims: tuple[Claim, ...]
    kind: VersionKind
    by: str
    at: dt.datetime
    wishes: str = ""
    facts: tuple[LocalFact, ...] = ()
    instruction: str = ""
    model: str = ""
    prompt: str = ""

    @property
    def text(self) -> str:
        """The section's text: a paragraph for each run of claims with the same role."""
        return "\n\n".join(" ".join(claim.text for claim in group) for group in paragraphs(self.claims))


def paragraphs(claims: tuple[Claim, ...]) -> tuple[tuple[Claim, ...], ...]:
    """Claims by paragraph: a new one begins where a person began it, else where the role changes."""
    out: list[list[Claim]] = []
    for claim in claims:
        opens = not out or (out[-1][-1].role is not claim.role if claim.opens is None else claim.opens)
        if opens:
            out.append([claim])
        else:
            out[-1].append(claim)
    return tuple(tuple(group) for group in out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """A named person's approval of one version of a section."""

    section: str
    version: int
    by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A named person's acceptance of a finding, by the finding's id."""

    finding: str
    by: str
    at: dt.datetime
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """What drafting, revising, editing and restoring give: the kept version, what the checks say of it, how it was made."""

    version: Version
    findings: tuple[Finding, ...] = ()
    trace: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A proposal's section as it stands: its newest version, and the approval if it is of that version."""

    id: str
    proposal: Proposal
    version: Version
    findings: tuple[Finding, ...] = ()
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """The whole as it would be handed in: sections in the register's order. `without` are confirmed proposals that have none."""

    case: Case
    language: Language
    sections: tuple[Section, ...]
    without: tuple[Proposal, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    events: tuple[Event, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every sentence in order: what sources are numbered by."""
        return tuple(claim for section in self.sections for claim in section.version.claims)

    @property
    def open(self) -> tuple[Finding, ...]:
        """Errors and warnings that nobody has accepted, each once: they stop an export."""
        accepted = {acceptance.finding for acceptance in self.accepted}
        blocking: dict[str, Finding] = {}
        for section in self.sections:
            for finding in section.findings:
                if finding.severity is not Severity.INFO and finding.id not in accepted:
                    blocking.setdefault(finding.id, finding)
        return tuple(blocking.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the log: who did what to what, when. `digest` chains it to the line before."""

    at: dt.datetime
    by: str
    action: str
    subject: str
    details: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
