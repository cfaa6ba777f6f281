"""The nouns of evaluation: frozen, slotted, keyword-only dataclasses, as in `assistant/types.py`.

Offsets count characters of the document's text as the product stores it, end exclusive. A document is named by its external
id, never by a passage, so that cutting passages anew voids no gold.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from assistant.statement import Stance
from assistant.types import Language, Origin, Status


class CaseKind(StrEnum):
    """What a sample tries."""

    FACT = "fact"
    STANCE = "stance"  # where a body stands on a proposal
    DRAFT = "draft"
    UNANSWERABLE = "unanswerable"
    NUMBERS = "numbers"  # numbers, dates and sections
    ROBUST = "robust"  # the same question in other words, typos, another language
    INJECTION = "injection"  # a planted instruction in a source
    PROPOSALS = "proposals"  # the proposals of a memo


class Split(StrEnum):
    """Thresholds are tuned on DEV alone; figures are told of TEST."""

    DEV = "dev"
    TEST = "test"


class Importance(StrEnum):
    """Whether an answer without the nugget is wrong, or only poorer."""

    VITAL = "vital"
    OKAY = "okay"


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Words of a source that answer, verbatim. `section` is a heading over them, needed where they stand twice."""

    document: str
    quote: str
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Nugget:
    """One thing a good answer says: lists of lemmas, any one of which is enough, unless one of `none_of` stands there too."""

    text: str
    any_of: tuple[tuple[str, ...], ...]
    none_of: tuple[tuple[str, ...], ...] = ()
    importance: Importance = Importance.VITAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a sample needs beside its question.

    `proposal` is the title of a proposal of the memo `memo` (an external id). A STANCE sample names the `body`; a DRAFT one the
    manager's choice with `wishes` and `facts` (each: text, source, ISO day); an INJECTION one the `planted` documents, files
    beside the set; a PROPOSALS one the titles that the file `memo` holds, in order, with their printed numbers.
    """

    memo: str = ""
    proposal: str = ""
    body: str = ""
    stance: Stance | None = None
    wishes: str = ""
    facts: tuple[tuple[str, str, str], ...] = ()
    planted: tuple[str, ...] = ()
    proposals: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One case. `target` are model answers for people to read; `gold`, `nuggets` and `facts` are what is measured.

    `facts` are numbers, days and sections that a right answer tells; `forbidden` words that no answer may hold (a canary);
    `stance` is the right one of a STANCE sample, None where the body does not speak of the matter; `pair` is the id of the
    sample that a ROBUST one says in other words.
    """

    id: str
    input: str
    kind: CaseKind
    split: Split
    target: tuple[str, ...] = ()
    answerable: bool = True
    language: Language = Language.FI
    gold: tuple[Gold, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    facts: tuple[str, ...] = ()
    stance: Stance | None = None
    forbidden: tuple[str, ...] = ()
    pair: str = ""
    slice: str = ""
    task: Task = field(default_factory=Task)
    annotators: tuple[str, ...] = ()
    source_read: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EvalSet:
    """A set as it lies in its folder. `corpus` has the sha-256 of each document by external id."""

    name: str
    folder: Path
    samples: tuple[Sample, ...]
    corpus: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A stretch of a document. `text` is that stretch, so that a run can be scored without the library; `source` is what is
    known of where it stands, in one string: title, headings, body, date (ISO), register number."""

    document: str
    start: int
    end: int
    text: str
    page: int | None = None
    source: str = ""

    @property
    def id(self) -> str:
        """Its name in a run's files; without spaces, which TREC's names do not have."""
        return f"{'_'.join(self.document.split())}#{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of a response. `citations` are indices from 0 into the response's `references`, each the very words quoted."""

    text: str
    origin: Origin
    citations: tuple[int, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A passage that the search found, best first."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What the product gave for one sample; `error` is the code of a fault, and then nothing else is there.

    `stance` is where the product places the body of a STANCE sample (None: it does not name it), or the stance of a draft's
    first sentence; `known` is the text that a draft may rest on beside its quotes (the manager's own words, the proposal's name);
    `proposals` are (number, title) found. `seconds` is the whole answer, `first` its first sentence.
    """

    sample: str
    set: str
    status: Status | None = None
    language: Language = Language.FI
    sentences: tuple[Sentence, ...] = ()
    references: tuple[Place, ...] = ()
    ranked: tuple[Ranked, ...] = ()
    stance: Stance | None = None
    known: str = ""
    proposals: tuple[tuple[str, str], ...] = ()
    findings: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    seconds: float = 0.0
    first: float | None = None
    model: str = ""
    prompts: tuple[str, ...] = ()
    tokens: int | None = None
    error: str = ""

    @property
    def text(self) -> str:
        """The sentences in order."""
        return " ".join(sentence.text for sentence in self.sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A metric on one sample: `hit / of`. A ratio over several things keeps both, so that intervals go by question."""

    sample: str
    metric: str
    hit: float
    of: float = 1.0

    @property
    def share(self) -> float:
        """The value of this one sample."""
        return self.hit / self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """A metric over a run with its 95 % interval; `n` counts samples. `low` and `high` equal `value` where nothing varies by chance."""

    metric: str
    value: float
    low: float
    high: float
    n: int


class Change(StrEnum):
    """What became of a metric against the baseline."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A metric of two runs over the samples that both have. `p` is Holm-adjusted over the gated metrics; `flipped` are the
    samples whose value changed, worst first."""

    metric: str
    before: float
    after: float
    low: float
    high: float
    p: float
    n: int
    change: Change
    regression: bool
    flipped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """One gate: `bound` is the figure it looks at (the `value` or an end of its interval), `limit` what that must reach now, `aim` what
    the value is to reach. One that is not `judged` breaks nothing: it was not measured, or on too few questions."""

    name: str
    metric: str
    bound: float | None
    limit: float
    ok: bool
    hard: bool
    reason: str = ""
    value: float | None = None
    aim: float | None = None
    judged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a run was made with: enough to make it again. `sample` is how many of all were to be asked, None for all of them."""

    run: str
    made: dt.datetime
    revision: str
    model: str
    embedder: str
    prompts: tuple[str, ...]
    sets: Mapping[str, str]
    splits: tuple[Split, ...]
    samples: int
    machine: str
    sample: int | None = None
    packages: Mapping[str, str] = field(default_factory=dict)
    corpus: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run read from its folder. `baseline` is the name of the run that `differences` are from."""

    folder: Path
    config: Config
    samples: tuple[Sample, ...]
    responses: tuple[Response, ...]
    values: tuple[Value, ...] = ()
    scores: tuple[Score, ...] = ()
    gates: tuple[GateResult, ...] = ()
    differences: tuple[Difference, ...] = ()
    baseline: str = ""
    seconds: float = 0.0
    peak_mb: float = 0.0
