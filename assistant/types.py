"""The nouns of the product: frozen, slotted, keyword-only dataclasses and enums; no behaviour beyond derived values.

Offsets count characters (Python string indices) in `Document.text`, end exclusive. Dates are ISO days.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of source a document is."""

    MEMO = "memo"
    OWN_STATEMENT = "own_statement"
    OTHER_STATEMENT = "other_statement"
    STATUTE = "statute"
    DECISION = "decision"
    RESEARCH = "research"
    LOCAL = "local"


class Language(StrEnum):
    """Languages of questions and of the screen."""

    FI = "fi"
    SV = "sv"
    EN = "en"


class Origin(StrEnum):
    """Where a sentence comes from."""

    QUOTED = "quoted"  # a fixed frame around verbatim quotes
    SUPPORTED = "supported"  # a sentence with verified quotes and clean checks
    OWN = "own"  # the manager's words, unchanged
    FORM = "form"  # fixed wording with no facts
    UNSUPPORTED = "unsupported"  # flagged


class Status(StrEnum):
    """Every way an answer can end; all but the first two quote nothing."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFY = "clarify"
    NO_SOURCES = "no_sources"
    NOT_SUPPORTED = "not_supported"
    OUT_OF_SCOPE = "out_of_scope"


class Severity(StrEnum):
    """How much a finding weighs: an error stops an export."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Role(StrEnum):
    """What a sentence does in a section of a statement; a section goes through these in order."""

    STANCE = "stance"
    REASON = "reason"
    FACT = "fact"
    CONSEQUENCE = "consequence"
    CHANGE = "change"


class BlockKind(StrEnum):
    """The role of a stretch of text in its document."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One paragraph, heading, list item, table row or footnote; `level` counts headings from 1 and is 0 elsewhere.

    `lead` is where the bold words end that a paragraph or an item begins with, 0 where it begins with none.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    lead: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a format that has pages, as a stretch of the text."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found in one file, or in one record of a JSONL file.

    `meta` holds what the file itself says (title, body, date, kind, url, language, digest …) as strings;
    `notes` are remarks for the user, as codes of the wording file (for example hidden text that was removed).
    """

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[Page, ...] = ()
    meta: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    record: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source. `id` is the sha-256 of the bytes it was read from; `digest` marks our own summary of a public text."""

    id: str
    external_id: str
    kind: Kind
    title: str
    text: str
    body: str | None = None
    date: dt.date | None = None
    url: str | None = None
    language: Language = Language.FI
    digest: bool = False
    source: str = ""
    pages: tuple[Page, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[str, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The number of the page that holds the character at `offset`, None where the format has no pages."""
        for page in reversed(self.pages):
            if page.start <= offset:
                return page.number
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An addressable piece of a document under one heading path (outermost first)."""

    id: str
    document: Document
    heading: tuple[str, ...]
    start: int
    end: int

    @property
    def text(self) -> str:
        """The passage's own words."""
        return self.document.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        """The page on which the passage begins."""
        return self.document.page_at(self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Verbatim words of a passage: only offsets are kept, so a made-up quote cannot be represented.

    Raises ValueError when the offsets do not lie within the passage or hold nothing.
    """

    passage: Passage
    start: int
    end: int

    def __post_init__(self) -> None:
        if not self.passage.start <= self.start < self.end <= self.passage.end:
            raise ValueError(f"offsets {self.start}..{self.end} are not within passage {self.passage.id}")

    @property
    def text(self) -> str:
        """The words, sliced from the stored source."""
        return self.passage.document.text[self.start : self.end]

    @property
    def page(self) -> int | None:
        """The page on which the quote begins."""
        return self.passage.document.page_at(self.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable sentence. QUOTED and SUPPORTED carry at least one quote, else ValueError.

    `role` is its place in a section, None in an answer. `opens` tells that it begins a paragraph, or that it does not, where a
    person wrote it so; None leaves it to the roles.
    """

    text: str
    origin: Origin
    quotes: tuple[Quote, ...] = ()
    role: Role | None = None
    opens: bool | None = None

    def __post_init__(self) -> None:
        if self.origin in (Origin.QUOTED, Origin.SUPPORTED) and not self.quotes:
            raise ValueError(f"a {self.origin} claim needs a quote")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Restricts a search; an empty field restricts nothing. `bodies` match without regard to case."""

    kinds: frozenset[Kind] = frozenset()
    bodies: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None
    documents: frozenset[str] = frozenset()

    def admits(self, document: Document) -> bool:
        """Whether the document may be among the hits; an undated one fails a date limit."""
        if self.kinds and document.kind not in self.kinds:
            return False
        if self.bodies and (document.body or "").casefold() not in {b.casefold() for b in self.bodies}:
            return False
        if self.documents and document.id not in self.documents:
            return False
        if self.since and (document.date is None or document.date < self.since):
            return False
        return not (self.until and (document.date is None or document.date > self.until))

    def __bool__(self) -> bool:
        return bool(self.kinds or self.bodies or self.since or self.until or self.documents)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that a search found; `found_by` names the lists that held it, `score` is the fused one."""

    passage: Passage
    score: float
    found_by: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question understood: `text` as asked, `standalone` readable without the conversation, `search` the sources' words for
    its words where a list of terms knows them (all there is to go by where it was not asked in Finnish). `about` is a thing to be explained,
    where the question is made of a comparison."""

    text: str
    standalone: str
    language: Language
    search: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One earlier question of a conversation and the passages its answer quoted."""

    question: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence or list item of a found passage that may answer.

    `lead` is the span of the words that open its list and `list_end` where that list ends (0 outside lists); `context` is
    what it is found by: title, headings, the list's opening and itself. `rank` is its passage's, from 0, `position` its own
    in the passage; similarities are cosines of its vector and its passage's with the question's, None where search is lexical.
    `passage_share` is how likely its passage is the right one among those found, 0 where no model told.
    """

    passage: Passage
    start: int
    end: int
    lead: tuple[int, int] | None
    list_end: int
    context: str
    rank: int
    position: int
    similarity: float | None
    passage_similarity: float | None
    passage_share: float = 0.0

    @property
    def text(self) -> str:
        """The sentence's own words."""
        return self.passage.document.text[self.start : self.end]

    @property
    def opens_list(self) -> bool:
        """Whether a list follows that this sentence opens."""
        return self.lead is None and self.list_end > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What was found for a question: ordered hits, no passage twice, and the sentences of the first of them.

    `documents` counts what was searched.
    """

    question: Question
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A remark made by code. `message` is a code of the wording file, `values` fill it; `claim` is an index or None.

    `section` is the section it is about, empty in an answer; `words` are the words at fault, so that the same remark on the
    same words keeps its id from one version to the next.
    """

    check: str
    severity: Severity
    message: str
    values: Mapping[str, str] = field(default_factory=dict)
    claim: int | None = None
    section: str = ""
    words: str = ""

    @property
    def id(self) -> str:
        """Names the finding where it is accepted."""
        told = "\0".join((self.section, self.check, self.message, self.words, *sorted(self.values.values())))
        return "f" + hashlib.sha256(told.encode()).hexdigest()[:10]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a trace: seconds by a monotonic clock, prompt as name@version#sha."""

    step: str
    seconds: float
    prompt: str | None = None
    model: str | None = None
    tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question. ANSWERED and PARTIAL quote something, other statuses nothing, else ValueError.

    `missing` names the parts of the question that the sources do not hold, in the question's own words;
    `nearest` are passages to look at when nothing answered.
    """

    status: Status
    language: Language
    claims: tuple[Claim, ...]
    evidence: Evidence
    missing: tuple[str, ...] = ()
    nearest: tuple[Passage, ...] = ()
    findings: tuple[Finding, ...] = ()
    trace: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        quoted = any(claim.quotes for claim in self.claims)
        if quoted != (self.status in (Status.ANSWERED, Status.PARTIAL)):
            raise ValueError(f"a {self.status} answer with{'' if quoted else 'out'} quotes")


class AddState(StrEnum):
    """What became of one document given to the library."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The outcome for one document; a failed one has a name, a code of the wording file and its values."""

    name: str
    state: AddState
    document: Document | None = None
    passages: int = 0
    message: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


class IndexState(StrEnum):
    """Whether the vector index can be trusted; anything but READY is answered from elsewhere."""

    READY = "ready"
    STALE = "stale"
    MISSING = "missing"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexStatus:
    """The vector index: `embedder` and `dimension` are what it was built with, or would be."""

    state: IndexState
    fingerprint: str
    embedder: str
    dimension: int
    vectors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryStatus:
    """What the library holds."""

    documents: int
    passages: int
    index: IndexStatus
    database: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One request for a statement. Unknown fields are empty; roles are named, never persons. `respondent` is the city that answers."""

    name: str
    title: str = ""
    requester: str = ""
    requester_register_number: str = ""
    register_number: str = ""
    opened: dt.date | None = None
    deadline: dt.date | None = None
    url: str = ""
    consultation_id: str = ""
    respondent: str = ""
    deciding_body: str = ""
    meeting: dt.date | None = None
    languages: tuple[Language, ...] = (Language.FI,)
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far long work is: `done` of `total` passages, and the file's name."""

    name: str
    done: int
    total: int
