"""Changes to a section that a model proposes, applied one by one: each names a sentence, and what none names stays the claim it is.

The person's instruction sets the bounds: where it names sentences or paragraphs by number, only those may be touched, and the
manager's own sentences only where it names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.statement import paragraphs
from assistant.text.plain import plain
from assistant.text.prompts import Prompt
from assistant.text.quotes import fold, tidy
from assistant.text.style import count_words
from assistant.types import Claim, Finding, Origin, Role
from assistant.writers import sections, typed
from assistant.writers.model_calls import fault
from assistant.writers.model_material import ROLES, Given, Material, city_fault, own_claim, weighed
from assistant.writers.replies import QUOTES, Said, schema_of
from assistant.writers.verifying import Refused, misshapen, same_words

ACTIONS = ("keep", "expand", "shorten", "replace", "add", "remove")
LEAST_TYPED = 4
"""Words of a sentence of the instruction that is taken for the person's own."""

_CHANGE = {
    "action": {"type": "string", "enum": list(ACTIONS)},
    "sentence": {"type": "integer"},
    "role": {"type": "string", "enum": [role.value for role in ROLES]},
    "quotes": QUOTES,
    "text": {"type": "string"},
}
SCHEMA: dict[str, Any] = schema_of(_CHANGE, "changes")
"""The shape of a revision."""


def numbered(claims: Sequence[Claim], prompt: Prompt) -> str:
    """The section for the model: a sentence a line with its number, what it does, and whether it may be changed."""
    lines = []
    for at, claim in enumerate(claims, start=1):
        kind = claim.role.value if claim.role else ""
        if _fixed(claim):
            kind = prompt.texts["fixed"]
        elif claim.origin is Origin.OWN:
            kind = f"{kind}, {prompt.texts['locked']}"
        lines.append(f"{at}. ({kind}) {claim.text}")
    return "\n".join(lines)


def _fixed(claim: Claim) -> bool:
    return claim.role is Role.STANCE or claim.origin is Origin.FORM


@dataclass(slots=True)
class Changes:
    """The changes taken so far: `put` has the sentences changed or (None) removed by index, `added` what comes after one."""

    before: tuple[Claim, ...]
    instruction: str
    held: Material
    given: Given
    put: dict[int, Claim | None] = field(default_factory=dict)
    added: dict[int, list[Claim]] = field(default_factory=dict)

    def take(self, said: Said) -> Refused | None:
        """Takes a change in, or tells why not."""
        action = said.marks.get("action", "").casefold()
        if action == "keep":
            return None
        number = said.marks.get("sentence", "")
        at = int(number) - 1 if number.isascii() and number.isdigit() and len(number) < LEAST_TYPED else -2
        lowest = -1 if action == "add" else 0
        if action not in ACTIONS or not lowest <= at < len(self.before):
            return _refused(said, fault("change_sentence", said.text, number=number or "–"))
        bounds = named(self.instruction, self.before)
        if bounds is not None and at not in bounds:
            return _refused(said, fault("change_not_asked", said.text, number=number))
        if action == "add":
            return self._add(said, max(at, 0) if self.before and _fixed(self.before[0]) else at)
        earlier = self.before[at]
        if _fixed(earlier):
            return _refused(said, fault("change_stance", said.text))
        if earlier.origin is Origin.OWN and bounds is None:
            return _refused(said, fault("change_own", said.text, number=number))
        if at in self.put:
            return None
        if action == "remove":
            self.put[at] = None
            return None
        return self._change(said, action, at)

    def _change(self, said: Said, action: str, at: int) -> Refused | None:
        earlier = self.before[at]
        if same_words(said.text, earlier.text):
            return None
        claim = self._own(said.text) or weighed(said, self.held, self.given, but=earlier.quotes)
        if isinstance(claim, Refused):
            return claim
        grown = count_words(claim.text) - count_words(earlier.text)
        if (action == "shorten" and grown >= 0) or (action == "expand" and grown <= 0):
            return _refused(said, fault("change_length", said.text, number=str(at + 1)))
        self.put[at] = replace(claim, role=earlier.role, opens=earlier.opens)
        return None

    def _add(self, said: Said, at: int) -> Refused | None:
        told = (*self.before, *(claim for claims in self.added.values() for claim in claims))
        if any(same_words(said.text, claim.text) for claim in told):
            return None
        claim = self._own(said.text) or weighed(said, self.held, self.given)
        if isinstance(claim, Refused):
            return claim
        self.added.setdefault(at, []).append(claim)
        return None

    def _own(self, text: str) -> Claim | None:
        """The person's own sentence that these words are: of the position, or typed in the instruction."""
        words = tidy(text)
        if sections.is_stance(words):
            return None
        if (own := own_claim(words, self.held)) is not None:
            return own
        known = typed.bare(words) in fold(" ".join(plain(self.instruction).split()))
        if not known or count_words(words) < LEAST_TYPED or misshapen(words, (), self.given.guarded) is not None:
            return None
        role = typed.role_of(words, Role.CONSEQUENCE) or Role.CONSEQUENCE
        claim = sections.own(sections.stopped(words), role)
        wrong = city_fault(replace(claim, role=Role.REASON), self.held)
        return None if wrong is not None and wrong.message == "said_own_stance" else claim

    def made(self) -> tuple[Claim, ...]:
        """The section with the changes made; every other sentence is the claim it was."""
        return tuple(self._in_order())

    def _in_order(self) -> Iterator[Claim]:
        yield from self.added.get(-1, ())
        for at, claim in enumerate(self.before):
            put = self.put.get(at, claim)
            if put is not None:
                yield put
            yield from self.added.get(at, ())


def _refused(said: Said, finding: Finding) -> Refused:
    return Refused(text=tidy(said.text), finding=finding, fit=False)


# What an instruction names

_ORDINALS = {
    word: number
    for number, told in {
        1: "ensimmäi första",
        2: "toinen toise toist andra",
        3: "kolma tredje",
        4: "neljä fjärde",
        5: "viide femte",
        -1: "viimei sista",
    }.items()
    for word in told.split()
}
_SENTENCE = r"(?:virke|virkke|virket|lause|mening)\w*"
_PARAGRAPH = r"(?:kappale|stycke)\w*"
_NUMBERS = r"(?P<numbers>\d{1,3}(?:\s*(?:,|–|-|ja|sekä|och|samt)\s*\d{1,3})*)"


def named(instruction: str, claims: Sequence[Claim]) -> frozenset[int] | None:
    """The indexes of the sentences that an instruction names by their number or their paragraph's; None where it names none."""
    groups = paragraphs(tuple(claims))
    starts = [sum(len(group) for group in groups[:k]) for k in range(len(groups) + 1)]
    found: set[int] = set()
    told = False
    for number in _counted(instruction, _SENTENCE):
        told = True
        found.add(len(claims) - 1 if number < 0 else number - 1)
    for number in _counted(instruction, _PARAGRAPH):
        told = True
        at = len(groups) - 1 if number < 0 else number - 1
        if 0 <= at < len(groups):
            found.update(range(starts[at], starts[at + 1]))
    return frozenset(found) if told else None


def _counted(text: str, thing: str) -> Iterator[int]:
    for pattern in (rf"\b{thing}\s+{_NUMBERS}", rf"\b{_NUMBERS}\.\s*{thing}"):
        for match in re.finditer(pattern, text, re.IGNORECASE):
            for first, last in re.findall(r"(\d+)(?:\s*[–-]\s*(\d+))?", match["numbers"]):
                yield from range(int(first), int(last or first) + 1)
    # "Lisää toinen virke" asks for another one.
    for match in re.finditer(rf"(?<!lisää )\b(\w+)\s+{thing}", text, re.IGNORECASE):
        word = match.group(1).casefold()
        yield from (number for stem, number in _ORDINALS.items() if word.startswith(stem))
