"""The workspace: what people have said and written, kept so that nothing is lost or quietly overwritten.

Each writing method is one transaction that no other process comes between. Who changes what another has changed meanwhile is
refused and handed the other's (`ConflictError.theirs`). Versions are only ever added; they and positions say the same when
their sources are gone (see `archive`). Texts are kept as they are typed, but for marks that no text has (see `clean`). Times are in UTC.

Every method raises StoreError: `busy` (may pass), `read_only`, `disk_full`, `database`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from assistant.errors import ConflictError, StoreError, UsageError
from assistant.statement import (
    Acceptance,
    Approval,
    Event,
    FoundAs,
    Position,
    Proposal,
    ProposalState,
    Stance,
    Version,
    ground_id,
)
from assistant.types import Case, Document, Language, Quote
from assistant.workspace import events as log
from assistant.workspace import register, rows
from assistant.workspace.archive import Archive
from assistant.workspace.clean import clean, line
from assistant.workspace.store import Store
from assistant.workspace.tables import (
    acceptances,
    approvals,
    cases,
    facts,
    notes,
    positions,
    proposals,
    sections,
    typings,
    versions,
)


def _utc_now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Workspace:
    """Opens the workspace of a data folder, or makes it. `url` names another database than the folder's own.

    Raises StoreError when that cannot be done, `newer_workspace` when a newer program has written it.
    """

    def __init__(self, folder: Path, *, url: str | None = None, now: Callable[[], dt.datetime] = _utc_now) -> None:
        self._now = now
        self._store = Store(folder, url)
        self._archive = Archive()

    def close(self) -> None:
        """Lets go of the database."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # The case, and small facts

    def case(self) -> Case | None:
        """The current case."""
        with self._store.reading() as link:
            return _current_case(link)

    def set_case(self, case: Case) -> None:
        """Makes a case the current one, in place of what was known under its name."""
        row = rows.case_row(case)
        with self._store.writing() as link:
            if _current_case(link) == rows.case_of(row):
                return
            link.execute(cases.update().values(current=False))
            link.execute(cases.delete().where(cases.c.name == row["name"]))
            link.execute(cases.insert(), row)
            self._log(link, "", "case_set", row["name"])

    def note(self, name: str, value: str | None = None) -> str | None:
        """Keeps a small fact about the workspace, or gives it back."""
        if value is None:
            with self._store.reading() as link:
                return link.execute(sa.select(notes.c.value).where(notes.c.name == name)).scalar()
        with self._store.writing() as link:
            link.execute(notes.delete().where(notes.c.name == name))
            link.execute(notes.insert(), {"name": name, "value": value})
        return value

    # The register

    def proposals(self) -> tuple[Proposal, ...]:
        """The register in order, proposals of every state."""
        with self._store.reading() as link:
            return _register(link)

    def proposal(self, id: str) -> Proposal:
        """A proposal by its id, an unambiguous beginning of it (3 characters), or its printed number.

        Raises StoreError `unknown_proposal` or `ambiguous_proposal`.
        """
        return register.find(self.proposals(), id)

    def detected(self, found: Sequence[Proposal], *, confirmed_by: str = "") -> None:
        """Puts newly found proposals at the end of the register, in the order of their document.

        A known one is left as it is. With `confirmed_by` the new ones come confirmed, and so become known ones that nobody has
        said anything of.
        """
        by = line(confirmed_by)
        state = ProposalState.CONFIRMED if by else ProposalState.DETECTED
        with self._store.writing() as link:
            held = _register(link)
            known = {proposal.id for proposal in held}
            new = [p for p in {p.id: p for p in found}.values() if p.id not in known]
            documents = list(dict.fromkeys(proposal.document for proposal in new))
            new.sort(key=lambda proposal: (documents.index(proposal.document), proposal.start))
            _insert(link, [replace(p, state=state, confirmed_by=by) for p in new], touched=False)
            confirmed = 0
            if by:
                untouched = (proposals.c.state == ProposalState.DETECTED.value) & ~proposals.c.touched
                for id in known & {proposal.id for proposal in found}:
                    change = proposals.update().where((proposals.c.id == id) & untouched)
                    confirmed += link.execute(change.values(state=state.value, confirmed_by=by)).rowcount
            if new or confirmed:
                subject = " ".join(documents or sorted({proposal.document for proposal in found}))
                self._log(link, by, "proposals_detected", subject, new=len(new), confirmed=confirmed)

    def retract(self, document: str, *, shipped: str = "") -> tuple[Proposal, ...]:
        """Takes out those proposals of a memo that nobody has worked on, and gives them.

        Worked on are those that a person has confirmed, rejected, renamed, merged, split or moved, or that have a position or a
        section. Who stands as `confirmed_by` under the name `shipped` is nobody.
        """
        with self._store.writing() as link:
            query = sa.select(proposals).where((proposals.c.document == document) & ~proposals.c.touched)
            stood = self._positions(link)
            sectioned = set(link.execute(sa.select(sections.c.proposal)).scalars())
            gone = tuple(
                rows.proposal_of(row)
                for row in link.execute(query.order_by(proposals.c.ordinal)).mappings()
                if row["confirmed_by"] in ("", line(shipped))
                and row["id"] not in sectioned
                and _blank(stood.get(row["id"]))
            )
            for proposal in gone:
                link.execute(proposals.delete().where(proposals.c.id == proposal.id))
            if gone:
                self._log(link, "", "proposals_retracted", document, gone=len(gone))
            return gone

    def confirm(self, ids: Iterable[str], by: str) -> tuple[Proposal, ...]:
        """A person says that these are proposals to take a stand on."""
        return self._judge(ids, by, ProposalState.CONFIRMED, "proposal_confirmed")

    def reject(self, ids: Iterable[str], by: str) -> tuple[Proposal, ...]:
        """A person says that these are none; they stay in the register, and may be confirmed later."""
        return self._judge(ids, by, ProposalState.REJECTED, "proposal_rejected")

    def _judge(self, ids: Iterable[str], by: str, state: ProposalState, action: str) -> tuple[Proposal, ...]:
        by = _named(by)
        with self._store.writing() as link:
            chosen = _chosen(link, ids)
            for proposal in chosen:
                confirmed_by = by if state is ProposalState.CONFIRMED else ""
                _change(link, proposal, state=state.value, confirmed_by=confirmed_by)
                self._log(link, by, action, proposal.id, title=proposal.name)
            return _chosen(link, [proposal.id for proposal in chosen])

    def rename(self, id: str, title: str, by: str) -> Proposal:
        """Gives a proposal another title; its printed number stays. Raises UsageError `title_missing`."""
        by, title = _named(by), _titled(title)
        with self._store.writing() as link:
            before = register.find(_register(link), id)
            _change(link, before, title=title)
            self._log(link, by, "proposal_renamed", before.id, before=before.title, after=title)
            return replace(before, title=title)

    def merge(self, ids: Iterable[str], by: str, *, document: Document | None = None) -> Proposal:
        """Makes one of several: the first in the register stays, the others are rejected and keep their positions.

        `document` is the memo they stand in; with it neighbours become one stretch of its text (see `register.merged`). Raises
        UsageError `merge_few`, `merge_rejected`, and `merge_section` when another than the first has a section.
        """
        by = _named(by)
        with self._store.writing() as link:
            held, chosen = _register(link), _chosen(link, ids)
            made = register.merged(held, chosen, document)
            sectioned = set(link.execute(_with_versions().with_only_columns(sections.c.proposal)).scalars())
            others = [proposal for proposal in chosen if proposal.id != made.id]
            for proposal in others:
                if proposal.id in sectioned:
                    raise UsageError("merge_section", name=proposal.name)
            _change(link, made, **rows.proposal_row(made))
            for proposal in others:
                _change(link, proposal, state=ProposalState.REJECTED.value, confirmed_by="")
            self._log(link, by, "proposals_merged", made.id, others=" ".join(proposal.id for proposal in others))
            return made

    def split(
        self, id: str, at: int, title: str, by: str, *, document: Document | None = None
    ) -> tuple[Proposal, Proposal]:
        """Parts a proposal before the character `at` of its text. The second part gets the title and stands next.

        What has been said and written stays with the first; `document` tells the second's page. Raises UsageError
        `split_place` when a part would be empty, `title_missing`.
        """
        by, title = _named(by), _titled(title)
        with self._store.writing() as link:
            held = _register(link)
            whole = register.find(held, id)
            first, second = register.parted(held, whole, at, title, document)
            _change(link, first, **rows.proposal_row(first))
            _insert(link, [second], touched=True)
            order = [proposal.id for proposal in held]
            order.insert(order.index(first.id) + 1, second.id)
            _order(link, order)
            self._log(link, by, "proposal_split", first.id, second=second.id, title=title)
            return first, second

    def move(self, id: str, to: int, by: str) -> None:
        """Puts a proposal at the place `to` of the register, counted from 1; beyond the ends means first or last."""
        by = _named(by)
        with self._store.writing() as link:
            held = _register(link)
            moved = register.find(held, id)
            order = [proposal.id for proposal in held if proposal is not moved]
            place = min(max(to, 1), len(held))
            order.insert(place - 1, moved.id)
            _change(link, moved)
            _order(link, order)
            self._log(link, by, "proposal_moved", moved.id, to=place)

    def add(self, title: str, text: str, by: str, number: str = "") -> Proposal:
        """Adds a proposal by hand, confirmed by who adds it, at the end. Raises UsageError `title_missing`."""
        by, title = _named(by), _titled(title)
        with self._store.writing() as link:
            made = Proposal(
                id=register.made_id(_register(link), title, text, self._now().isoformat()),
                number=line(number),
                title=title,
                text=clean(text),
                found_as=FoundAs.HAND,
                state=ProposalState.CONFIRMED,
                confirmed_by=by,
            )
            _insert(link, [made], touched=True)
            self._log(link, by, "proposal_added", made.id, title=made.name)
            return made

    # Positions

    def position(self, proposal: str) -> Position:
        """What has been said of a proposal (an id); UNDECIDED, revision 0, where nothing has."""
        with self._store.reading() as link:
            return self._positions(link, proposal).get(proposal, Position(proposal=proposal))

    def save_position(self, position: Position, by: str) -> Position:
        """Keeps a position made from the revision it tells; gives it with the next one.

        Added quotes that are no longer chosen go, and the log has a line for each that comes or goes. Saying once more what the
        same person has said keeps nothing new. Raises ConflictError with the kept Position when that is of another revision,
        StoreError `unknown_proposal`.
        """
        by = _named(by)
        with self._store.writing() as link:
            _known(link, position.proposal)
            kept = self._positions(link, position.proposal).get(position.proposal, Position(proposal=position.proposal))
            if kept.revision != position.revision:
                raise ConflictError("changed_meanwhile", theirs=kept)
            new = rows.tidy_position(replace(position, by=by, at=self._moment()))
            if kept.at is not None and replace(new, at=kept.at) == kept:
                return kept
            new = replace(new, revision=kept.revision + 1)
            # The facts go with the row that they belong to.
            link.execute(positions.delete().where(positions.c.proposal == new.proposal))
            keys = self._archive.put(link, {quote.passage.document: None for quote in new.added}, self._moment())
            link.execute(positions.insert(), rows.position_row(new, keys))
            if new.facts:
                link.execute(facts.insert(), rows.fact_rows(new))
            self._log(link, by, "position_saved", new.proposal, stance=new.stance.value, revision=new.revision)
            self._log_quotes(link, new, "ground_added", set(new.added) - set(kept.added))
            self._log_quotes(link, new, "ground_dropped", set(kept.added) - set(new.added))
            return new

    def _log_quotes(self, link: sa.Connection, position: Position, action: str, quotes: Collection[Quote]) -> None:
        for quote in sorted(quotes, key=ground_id):
            source, place = quote.passage.document, f"{quote.start}-{quote.end}"
            told = {"ground": ground_id(quote), "document": source.id, "title": source.title, "at": place}
            self._log(link, position.by, action, position.proposal, **told)

    def _positions(self, link: sa.Connection, proposal: str | None = None) -> dict[str, Position]:
        """Kept positions by their proposal's id: all, or one."""
        query, of_facts = sa.select(positions), sa.select(facts).order_by(facts.c.ordinal)
        if proposal is not None:
            query, of_facts = (
                query.where(positions.c.proposal == proposal),
                of_facts.where(facts.c.proposal == proposal),
            )
        told: dict[str, list[Mapping[str, Any]]] = {}
        for row in link.execute(of_facts).mappings():
            told.setdefault(row["proposal"], []).append(dict(row))
        found = [dict(row) for row in link.execute(query).mappings()]
        documents = self._archive.get(link, (key for row in found for key in rows.added_keys(row)))
        return {row["proposal"]: rows.position_of(row, told.get(row["proposal"], ()), documents) for row in found}

    # Sections and their versions

    @staticmethod
    def section_id(proposal: str, language: Language) -> str:
        """The id of a proposal's section in a language."""
        return f"{proposal}-{language}"

    def sections(self, language: Language | None = None) -> tuple[str, ...]:
        """The ids of sections that have a version, in the order of the register, whatever their proposal's state."""
        query = _with_versions().order_by(proposals.c.ordinal, sections.c.language)
        if language is not None:
            query = query.where(sections.c.language == language.value)
        with self._store.reading() as link:
            return tuple(link.execute(query).scalars())

    def latest(self, section: str) -> Version | None:
        """The newest version, None where there is none."""
        with self._store.reading() as link:
            return self._latest(link, section)

    def versions(self, section: str) -> tuple[Version, ...]:
        """Every version, oldest first."""
        with self._store.reading() as link:
            return self._versions(link, versions.c.section == section)

    def version(self, section: str, n: int) -> Version:
        """One version. Raises StoreError `unknown_version`."""
        with self._store.reading() as link:
            found = self._versions(link, (versions.c.section == section) & (versions.c.n == n))
        if not found:
            raise StoreError("unknown_version", section=section, version=n)
        return found[0]

    def keep(self, version: Version, *, expected: int | None) -> Version:
        """Keeps a version as the next of its section, with the documents it quotes, and gives it with its number.

        `expected` is the number of the version it was made from, 0 for the first of all, None where that does not matter.
        Raises ConflictError with the newest Version when that is another, StoreError `unknown_proposal`, and ValueError when
        `section` is not that of the proposal and language.
        """
        if version.section != self.section_id(version.proposal, version.language):
            raise ValueError(f"{version.section} is not the section of {version.proposal} in {version.language}")
        with self._store.writing() as link:
            _known(link, version.proposal)
            last = link.execute(_last(version.section)).scalar() or 0
            if expected is not None and expected != last:
                raise ConflictError("changed_meanwhile", theirs=self._latest(link, version.section))
            _section(link, version.section)
            kept = rows.tidy_version(replace(version, n=last + 1))
            keys = self._archive.put(link, rows.quoted(kept), self._moment())
            link.execute(versions.insert(), rows.version_row(kept, keys))
            self._log(
                link,
                kept.by,
                "version_kept",
                kept.section,
                n=kept.n,
                kind=kept.kind.value,
                stance=kept.stance.value,
                model=kept.model,
                prompt=kept.prompt,
            )
            return kept

    def _latest(self, link: sa.Connection, section: str) -> Version | None:
        last = _last(section).scalar_subquery()
        found = self._versions(link, (versions.c.section == section) & (versions.c.n == last))
        return found[0] if found else None

    def _versions(self, link: sa.Connection, where: sa.ColumnElement[bool]) -> tuple[Version, ...]:
        query = sa.select(versions, sections.c.proposal, sections.c.language).join(sections).where(where)
        found = link.execute(query.order_by(versions.c.n)).mappings().all()
        documents = self._archive.get(link, (key for row in found for key in rows.keys_of(row)))
        return tuple(rows.version_of(row, documents) for row in found)

    # Approvals and acceptances

    def approve(self, section: str, n: int, by: str) -> Approval:
        """A named person's approval of one version. Raises StoreError `unknown_version`."""
        by = _named(by)
        with self._store.writing() as link:
            here = (versions.c.section == section) & (versions.c.n == n)
            if link.execute(sa.select(versions.c.n).where(here)).scalar() is None:
                raise StoreError("unknown_version", section=section, version=n)
            made = Approval(section=section, version=n, by=by, at=self._moment())
            link.execute(approvals.insert(), {"section": section, "version": n, "by": by, "at": made.at})
            self._log(link, by, "section_approved", section, n=n)
            return made

    def approval(self, section: str) -> Approval | None:
        """The newest approval of any of a section's versions; whether that is the newest version is for the caller to see."""
        query = sa.select(approvals).where(approvals.c.section == section).order_by(approvals.c.id.desc()).limit(1)
        with self._store.reading() as link:
            row = link.execute(query).first()
        return None if row is None else Approval(section=row.section, version=row.version, by=row.by, at=row.at)

    def accept(self, finding: str, message: str, by: str) -> Acceptance:
        """A named person accepts a finding, by its id; for the same person a second time changes nothing."""
        by = _named(by)
        with self._store.writing() as link:
            same = (acceptances.c.finding == finding) & (acceptances.c.by == by)
            row = link.execute(sa.select(acceptances).where(same)).first()
            if row is not None:
                return _acceptance(row)
            made = Acceptance(finding=finding, by=by, at=self._moment(), message=clean(message))
            told = {"finding": finding, "by": by, "at": made.at, "message": made.message}
            link.execute(acceptances.insert(), told)
            self._log(link, by, "finding_accepted", finding, message=made.message)
            return made

    def acceptances(self) -> tuple[Acceptance, ...]:
        """Every acceptance, oldest first; one finding may be accepted by several people."""
        with self._store.reading() as link:
            return tuple(_acceptance(row) for row in link.execute(sa.select(acceptances).order_by(acceptances.c.id)))

    # What is being typed

    def save_typing(self, section: str, text: str, by: str, based_on: int) -> None:
        """Keeps what a person is typing in a section, in place of what they typed before; no version comes of it.

        `based_on` is the number of the version on the screen, `by` may be empty. Raises StoreError `unknown_section`.
        """
        by = line(by)
        with self._store.writing() as link:
            _section(link, section)
            link.execute(typings.delete().where((typings.c.section == section) & (typings.c.by == by)))
            row = {"section": section, "by": by, "text": clean(text), "based_on": based_on, "at": self._moment()}
            link.execute(typings.insert(), row)

    def typing(self, section: str, by: str) -> str | None:
        """What a person was typing in a section, None when nothing is kept."""
        told = self._typed(section, by)
        return None if told is None else told[0]

    def typing_base(self, section: str, by: str) -> int | None:
        """The number of the version that the kept typing was begun from."""
        told = self._typed(section, by)
        return None if told is None else told[1]

    def _typed(self, section: str, by: str) -> tuple[str, int] | None:
        here = (typings.c.section == section) & (typings.c.by == line(by))
        with self._store.reading() as link:
            row = link.execute(sa.select(typings.c.text, typings.c.based_on).where(here)).first()
        return None if row is None else (row.text, row.based_on)

    def drop_typing(self, section: str, by: str) -> None:
        """Forgets what a person was typing, as when it has become a version."""
        with self._store.writing() as link:
            link.execute(typings.delete().where((typings.c.section == section) & (typings.c.by == line(by))))

    # The log

    def log(self, by: str, action: str, subject: str, **details: object) -> Event:
        """Adds a line to the log. `by` is empty where the program itself did it; `details` become text."""
        with self._store.writing() as link:
            return self._log(link, by, action, subject, **details)

    def events(self) -> tuple[Event, ...]:
        """The whole log, oldest first."""
        with self._store.reading() as link:
            return log.read(link)

    def broken_event(self) -> int | None:
        """The number, from 1, of the first line of the log that was changed or is missing; None when it is sound."""
        with self._store.reading() as link:
            return log.broken(link)

    def _log(self, link: sa.Connection, by: str, action: str, subject: str, **details: object) -> Event:
        return log.append(link, at=self._now(), by=by, action=action, subject=subject, details=details)

    def _moment(self) -> dt.datetime:
        return self._now()


def _named(by: str) -> str:
    """The name of a person. Raises UsageError `name_missing`."""
    name = line(by)
    if not name:
        raise UsageError("name_missing")
    return name


def _titled(title: str) -> str:
    told = line(title)
    if not told:
        raise UsageError("title_missing")
    return told


def _current_case(link: sa.Connection) -> Case | None:
    row = link.execute(sa.select(cases).where(cases.c.current)).mappings().first()
    return None if row is None else rows.case_of(row)


def _register(link: sa.Connection) -> tuple[Proposal, ...]:
    query = sa.select(proposals).order_by(proposals.c.ordinal)
    return tuple(rows.proposal_of(row) for row in link.execute(query).mappings())


def _chosen(link: sa.Connection, ids: Iterable[str]) -> tuple[Proposal, ...]:
    """The proposals of these ids, each once. Raises StoreError `unknown_proposal`."""
    held = _register(link)
    told = [ids] if isinstance(ids, str) else list(ids)
    return tuple({found.id: found for found in (register.find(held, id) for id in told)}.values())


def _known(link: sa.Connection, proposal: str) -> None:
    """Raises StoreError `unknown_proposal` unless this is the id of one."""
    if link.execute(sa.select(proposals.c.id).where(proposals.c.id == proposal)).scalar() is None:
        raise StoreError("unknown_proposal", id=proposal)


def _insert(link: sa.Connection, new: Sequence[Proposal], *, touched: bool) -> None:
    last = link.execute(sa.select(sa.func.max(proposals.c.ordinal))).scalar() or 0
    told = [
        {**rows.proposal_row(proposal), "ordinal": last + k, "touched": touched}
        for k, proposal in enumerate(new, start=1)
    ]
    if told:
        link.execute(proposals.insert(), told)


def _change(link: sa.Connection, proposal: Proposal, **values: object) -> None:
    """A person's change of a proposal."""
    link.execute(proposals.update().where(proposals.c.id == proposal.id).values(**values, touched=True))


def _order(link: sa.Connection, ids: Sequence[str]) -> None:
    for ordinal, id in enumerate(ids, start=1):
        link.execute(proposals.update().where(proposals.c.id == id).values(ordinal=ordinal))


def _blank(position: Position | None) -> bool:
    """Whether a position says nothing."""
    if position is None:
        return True
    return position.stance is Stance.UNDECIDED and not (position.wishes or position.facts or position.grounds)


def _section(link: sa.Connection, id: str) -> None:
    """Makes the row of a section unless it is there. Raises StoreError `unknown_section`."""
    if link.execute(sa.select(sections.c.id).where(sections.c.id == id)).scalar() is not None:
        return
    proposal, _, language = id.rpartition("-")
    known = link.execute(sa.select(proposals.c.id).where(proposals.c.id == proposal)).scalar()
    if known is None or language not in set(Language):
        raise StoreError("unknown_section", id=id)
    link.execute(sections.insert(), {"id": id, "proposal": proposal, "language": language})


def _with_versions() -> sa.Select[Any]:
    """Ids of sections that have a version."""
    written = sa.select(versions.c.section)
    return sa.select(sections.c.id).join(proposals).where(sections.c.id.in_(written))


def _last(section: str) -> sa.Select[Any]:
    return sa.select(sa.func.max(versions.c.n)).where(versions.c.section == section)


def _acceptance(row: Any) -> Acceptance:
    return Acceptance(finding=row.finding, by=row.by, at=row.at, message=row.message)
