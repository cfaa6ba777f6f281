"""From the nouns of drafting to rows of tables and back. Lists within a row are JSON; nothing here talks to a database."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from assistant.statement import (
    FoundAs,
    LocalFact,
    Position,
    Proposal,
    ProposalState,
    Stance,
    Version,
    VersionKind,
    ground_id,
)
from assistant.types import Case, Claim, Document, Language, Origin, Passage, Quote, Role
from assistant.workspace.clean import clean, line
from assistant.workspace.tables import utc


def dump(value: object) -> str:
    """Canonical JSON: the same value gives the same characters, all of them ASCII."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def case_row(case: Case) -> dict[str, Any]:
    """A case, told to be the current one."""
    plain = (
        "requester",
        "requester_register_number",
        "register_number",
        "consultation_id",
        "respondent",
        "deciding_body",
        "url",
    )
    return {
        "name": line(case.name),
        "current": True,
        "title": line(case.title),
        **{name: line(getattr(case, name)) for name in plain},
        "opened": case.opened,
        "deadline": case.deadline,
        "meeting": case.meeting,
        "languages": dump([language.value for language in case.languages]),
        "questions": dump([clean(question) for question in case.questions]),
    }


def case_of(row: Any) -> Case:
    """A case from its row."""
    told = {name: row[name] for name in Case.__dataclass_fields__}
    told["languages"] = tuple(Language(code) for code in json.loads(row["languages"]))
    told["questions"] = tuple(json.loads(row["questions"]))
    return Case(**told)


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    """A proposal without its place in the register."""
    return {
        "id": proposal.id,
        "number": line(proposal.number),
        "title": line(proposal.title),
        "text": clean(proposal.text),
        "document": proposal.document,
        "page": proposal.page,
        "start": proposal.start,
        "end": proposal.end,
        "references": dump(list(proposal.references)),
        "found_as": proposal.found_as.value,
        "state": proposal.state.value,
        "confirmed_by": line(proposal.confirmed_by),
        "digest": proposal.digest,
    }


def proposal_of(row: Any) -> Proposal:
    """A proposal from its row."""
    told = {name: row[name] for name in Proposal.__dataclass_fields__}
    told["references"] = tuple(json.loads(row["references"]))
    told["found_as"] = FoundAs(row["found_as"])
    told["state"] = ProposalState(row["state"])
    told["digest"] = bool(row["digest"])
    return Proposal(**told)


def tidy_position(position: Position) -> Position:
    """A position with its texts as they are kept; of the added quotes those that are chosen still, each once."""
    added = {ground_id(quote): quote for quote in position.added}
    return replace(
        position,
        wishes=clean(position.wishes),
        facts=_tidy_facts(position.facts),
        added=tuple(quote for id, quote in added.items() if id in position.grounds),
        by=line(position.by),
    )


def _tidy_facts(facts: Iterable[LocalFact]) -> tuple[LocalFact, ...]:
    return tuple(replace(fact, text=clean(fact.text), source=line(fact.source)) for fact in facts)


def position_row(position: Position, keys: Mapping[Document, str]) -> dict[str, Any]:
    """A position without its facts; `keys` are those of the archive for the documents of its added quotes."""
    return {
        "proposal": position.proposal,
        "stance": position.stance.value,
        "wishes": position.wishes,
        "grounds": dump(list(position.grounds)),
        "added": dump([_quote_told(quote, keys) for quote in position.added]),
        "revision": position.revision,
        "by": position.by,
        "at": position.at,
    }


def fact_rows(position: Position) -> list[dict[str, Any]]:
    """The facts of a position, in their order."""
    return [
        {
            "proposal": position.proposal,
            "ordinal": k,
            "id": fact.id,
            "text": fact.text,
            "source": fact.source,
            "date": fact.date,
        }
        for k, fact in enumerate(position.facts)
    ]


def added_keys(row: Any) -> tuple[str, ...]:
    """The archive's keys that a position's row needs."""
    return tuple(quote["source"] for quote in json.loads(row["added"]))


def position_of(row: Any, facts: Iterable[Any], documents: Mapping[str, Document]) -> Position:
    """A position from its row, those of its facts, and the documents of `added_keys`."""
    return Position(
        proposal=row["proposal"],
        stance=Stance(row["stance"]),
        wishes=row["wishes"],
        facts=tuple(LocalFact(id=f["id"], text=f["text"], source=f["source"], date=f["date"]) for f in facts),
        grounds=tuple(json.loads(row["grounds"])),
        added=tuple(_quote_of(told, documents[told["source"]]) for told in json.loads(row["added"])),
        revision=row["revision"],
        by=row["by"],
        at=row["at"],
    )


def tidy_version(version: Version) -> Version:
    """A version with its texts as they are kept; origins, roles and quotes are untouched."""
    return replace(
        version,
        claims=tuple(replace(claim, text=clean(claim.text)) for claim in version.claims),
        by=line(version.by),
        at=utc(version.at),
        wishes=clean(version.wishes),
        facts=_tidy_facts(version.facts),
        instruction=clean(version.instruction),
    )


def quoted(version: Version) -> tuple[Document, ...]:
    """The documents a version quotes, each once."""
    return tuple(dict.fromkeys(quote.passage.document for claim in version.claims for quote in claim.quotes))


def version_row(version: Version, keys: Mapping[Document, str]) -> dict[str, Any]:
    """A version's row; `keys` are those of the archive for the documents it quotes."""
    return {
        "section": version.section,
        "n": version.n,
        "stance": version.stance.value,
        "claims": dump([_claim_told(claim, keys) for claim in version.claims]),
        "kind": version.kind.value,
        "by": version.by,
        "at": version.at,
        "wishes": version.wishes,
        "facts": dump([_fact_told(fact) for fact in version.facts]),
        "instruction": version.instruction,
        "model": version.model,
        "prompt": version.prompt,
    }


def keys_of(row: Any) -> tuple[str, ...]:
    """The archive's keys that a version's row needs."""
    return tuple(quote["source"] for claim in json.loads(row["claims"]) for quote in claim["quotes"])


def version_of(row: Any, documents: Mapping[str, Document]) -> Version:
    """A version from its row joined with its section's, and the documents of `keys_of`."""
    return Version(
        section=row["section"],
        n=row["n"],
        proposal=row["proposal"],
        language=Language(row["language"]),
        stance=Stance(row["stance"]),
        claims=tuple(_claim_of(told, documents) for told in json.loads(row["claims"])),
        kind=VersionKind(row["kind"]),
        by=row["by"],
        at=row["at"],
        wishes=row["wishes"],
        facts=tuple(_fact_of(told) for told in json.loads(row["facts"])),
        instruction=row["instruction"],
        model=row["model"],
        prompt=row["prompt"],
    )


def _claim_told(claim: Claim, keys: Mapping[Document, str]) -> dict[str, Any]:
    return {
        "text": claim.text,
        "origin": claim.origin.value,
        "role": claim.role.value if claim.role else None,
        "quotes": [_quote_told(quote, keys) for quote in claim.quotes],
        **({} if claim.opens is None else {"opens": claim.opens}),
    }


def _claim_of(told: Mapping[str, Any], documents: Mapping[str, Document]) -> Claim:
    return Claim(
        text=told["text"],
        origin=Origin(told["origin"]),
        quotes=tuple(_quote_of(quote, documents[quote["source"]]) for quote in told["quotes"]),
        role=Role(told["role"]) if told["role"] else None,
        opens=told.get("opens"),
    )


def _quote_told(quote: Quote, keys: Mapping[Document, str]) -> dict[str, Any]:
    return {
        "source": keys[quote.passage.document],
        "passage": quote.passage.id,
        "heading": list(quote.passage.heading),
        "within": [quote.passage.start, quote.passage.end],
        "at": [quote.start, quote.end],
    }


def _quote_of(told: Mapping[str, Any], document: Document) -> Quote:
    start, end = told["within"]
    passage = Passage(id=told["passage"], document=document, heading=tuple(told["heading"]), start=start, end=end)
    return Quote(passage=passage, start=told["at"][0], end=told["at"][1])


def _fact_told(fact: LocalFact) -> dict[str, Any]:
    date = fact.date.isoformat() if fact.date else None
    return {"id": fact.id, "text": fact.text, "source": fact.source, "date": date}


def _fact_of(told: Mapping[str, Any]) -> LocalFact:
    date = dt.date.fromisoformat(told["date"]) if told["date"] else None
    return LocalFact(id=told["id"], text=told["text"], source=told["source"], date=date)
