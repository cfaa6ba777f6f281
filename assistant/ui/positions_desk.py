"""What one visitor has open in the tab Kannat, and what each thing they do makes of it. No Gradio here.

A desk is held by one page. It knows what was last seen of each position and section, so that a change made by somebody else
meanwhile is told instead of overwritten. Every action ends in words to tell, never in an exception.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.adapters.chat import place
from assistant.drafting import Drafting, picked
from assistant.errors import ConflictError, RefusedError, StoppedError, UsageError
from assistant.statement import (
    Drafted,
    Grounds,
    LocalFact,
    Position,
    Proposal,
    ProposalState,
    Stance,
    Version,
    ground_id,
)
from assistant.text import clock
from assistant.text.wording import explain, say
from assistant.types import Document, Finding, Kind, Language, Quote
from assistant.ui.adding import read_date
from assistant.ui.positions_job import Job
from assistant.ui.product import Product
from assistant.ui.render.offer import Offer
from assistant.ui.render.positions import Row, Stage
from assistant.ui.talk import fault

Told = Mapping[str, str]
"""What a browser sent: the fields of the form, the data of the button, the name."""

FREE = frozenset(
    "open reopen close arrange arranged split_open split_close edit_open edit_cancel compare take_theirs name".split()
)
"""Actions that keep nothing, and so need no name."""
LAST_BY = "last_by"
"""The workspace's note of who worked last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two people's changes of one thing: positions, or the newest version and the text written here."""

    theirs: Position | Version
    position: Position | None = None
    text: str = ""
    instruction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The section of the opened proposal as it stands."""

    versions: tuple[Version, ...]
    typed: str | None

    @property
    def newest(self) -> Version:
        """The version that holds."""
        return self.versions[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """How a text is made, which may take long and needs nothing of the desk, and what the desk does with it."""

    make: Callable[[], Drafted]
    done: Callable[[Drafted], None]


class Desk:
    """One page's work. `act` does a thing; what is shown is read from the attributes and methods afterwards."""

    def __init__(self, product: Product, language: Language) -> None:
        self.product = product
        self.language = language
        self.written = Language.SV if language is Language.SV else Language.FI
        self.lock = threading.RLock()
        self.opened = ""
        self.arranging = False
        self.splitting = ""
        self.editing = False
        self.restored = False
        self.compared: tuple[int, int] | None = None
        self.clash: Clash | None = None
        self.wrong: dict[str, str] = {}
        self.told = ""
        self.failed = False
        self.focus = ""
        self.top = False
        self.serial = 0
        self.fresh = 0
        self.whole = 0
        self.instructed = 0
        self.gentle = False
        self.job: Job | None = None
        self._remarks: dict[str, tuple[int, tuple[Finding, ...]]] = {}
        self._seen: dict[str, Position] = {}
        self._read: dict[str, int] = {}
        self._found: dict[tuple[str, Stance, tuple[Quote, ...]], Grounds] = {}
        self._waiting: tuple[str, Told] | None = None
        self._mine: Position | None = None
        self._who: str | None = None

    # What is shown

    @property
    def drafting(self) -> Drafting:
        """The walk that everything here is a step of. Raises StoreError where its database cannot be opened."""
        return self.product.drafting

    @property
    def name(self) -> str:
        """Who works at this page: as told here, at first as told last on this machine."""
        if self._who is None:
            self._who = self.drafting.workspace.note(LAST_BY) or ""
        return self._who

    # `whole` counts what replaces the wishes, `fresh` what empties or replaces the other fields.
    @property
    def stamp(self) -> str:
        """Changes when what is typed is to give way to what is kept."""
        return str(self.fresh)

    @property
    def instruction_stamp(self) -> str:
        """Changes when the instruction has been carried out; what is typed elsewhere meanwhile stays."""
        return f"{self.fresh}:{self.instructed}"

    @property
    def model(self) -> str:
        """The language model that was chosen, nothing where none was."""
        chosen = place(self.product.settings)
        return chosen.model if chosen else ""

    def remarks(self, version: Version) -> tuple[Finding, ...]:
        """What the model said of its own work on this version; known at the desk where it was made."""
        n, found = self._remarks.get(version.section, (0, ()))
        return found if n == version.n else ()

    def finnish(self) -> Version | None:
        """The newest Finnish version of the opened proposal's section, which can be told in Swedish."""
        return self.drafting.workspace.latest(self.drafting.workspace.section_id(self.opened, Language.FI))

    def swedish(self) -> Version | None:
        """The newest Swedish one."""
        return self.drafting.workspace.latest(self.drafting.workspace.section_id(self.opened, Language.SV))

    def section(self, proposal: str) -> str:
        """The id of the section in the language that is written in."""
        return self.drafting.workspace.section_id(proposal, self.written)

    def rows(self) -> list[Row]:
        """The register as it stands."""
        statement = self.drafting.statement(self.written)
        held = {section.proposal.id: section for section in statement.sections}
        waiting: dict[str, int] = {}
        for found in statement.open:
            waiting[found.section] = waiting.get(found.section, 0) + 1
        rows = []
        for proposal in self.drafting.proposals():
            position = self.drafting.workspace.position(proposal.id)
            section = held.get(proposal.id)
            approved = section is not None and section.approval is not None
            rows.append(
                Row(
                    proposal=proposal,
                    stance=position.stance,
                    stage=_stage(proposal, position, drafted=section is not None, approved=approved),
                    remarks=waiting.get(section.id, 0) if section else 0,
                )
            )
        return rows

    def row(self) -> Row:
        """The opened proposal. Raises StoreError when it is no longer there."""
        rows = self.rows()
        for row in rows:
            if row.proposal.id == self.opened:
                return row
        return Row(proposal=self.drafting.proposal(self.opened))

    def neighbours(self, rows: Sequence[Row]) -> tuple[Proposal | None, Proposal | None]:
        """The proposals before and after the opened one, rejected ones left out."""
        live = [row.proposal for row in rows if row.stage is not Stage.REJECTED or row.proposal.id == self.opened]
        at = next((n for n, held in enumerate(live) if held.id == self.opened), None)
        if at is None:
            return None, None
        return live[at - 1] if at else None, live[at + 1] if at + 1 < len(live) else None

    def memos(self) -> bool:
        """Whether the library holds a memo at all."""
        return any(document.kind is Kind.MEMO for document, _ in self.product.documents())

    def memo(self, proposal: Proposal) -> Document | None:
        """The document a proposal is from, perhaps without its text."""
        held = (document for document, _ in self.product.documents())
        return next((document for document in held if document.id == proposal.document), None)

    def position(self) -> Position:
        """What has been said of the opened proposal, and from now on seen."""
        if self.opened not in self._seen:
            self._seen[self.opened] = self.drafting.workspace.position(self.opened)
        return self._seen[self.opened]

    def grounds(self) -> Grounds:
        """Quotes for and against the opened proposal under its stance; gathered once until it is opened anew."""
        key = (self.opened, self.position().stance, self.position().added)
        if key not in self._found:
            self._found[key] = self.drafting.grounds(self.opened, key[1])
        return self._found[key]

    def taken(self) -> tuple[str, ...]:
        """The ids of the grounds that a draft would use now."""
        return tuple(ground.id for ground in picked(self.grounds(), self.position()))

    def work(self) -> Work | None:
        """The opened proposal's section, None while it has none."""
        held = self.drafting.workspace.versions(self.section(self.opened))
        if not held:
            return None
        return Work(versions=held, typed=self._typing(held[-1].section))

    def _typing(self, section: str) -> str | None:
        typed = self.drafting.workspace.typing(section, self.name)
        return self.drafting.workspace.typing(section, "") if typed is None else typed

    # What is done

    def act(self, do: str, told: Told) -> None:
        """Does one thing; what came of it is in the attributes. Unknown names do nothing."""
        action = _ACTIONS.get(do)
        if action is None or not self._named(do, told):
            return
        self._try(told, lambda: action(self, told))

    def begin(self, do: str, told: Told) -> Job | None:
        """Something long, to be done away from the desk and then `finish`ed; None where it was done or refused at once."""
        making = _MAKINGS.get(do)
        if making is None:
            self.act(do, told)
            return None
        if not self._named(do, told):
            return None
        if self.job is not None:
            self._say("model_at_work", title=self.job.proposal.name)
            self.failed = True
            return None
        self._try(told, lambda: self._make_job(do, told, making))
        return self.job

    def finish(self, job: Job, told: Told) -> None:
        """Takes what a job made, or why it made nothing."""
        self._anew()
        # Whoever is typing by now goes on typing.
        self.job, self.gentle = None, True
        self._try(told, lambda: self._finished(job))

    def _named(self, do: str, told: Told) -> bool:
        """What was told before is over; whether who acts is known, where that is needed."""
        self._anew()
        if do in FREE or told.get("by", "").strip():
            return True
        self._refuse("name", say("positions.name_first", self.language), focus="by")
        self._waiting = (do, told)
        return False

    def _try(self, told: Told, do: Callable[[], None]) -> None:
        try:
            self._called(told.get("by", ""))
            do()
        except ConflictError as clash:
            self._clashed(clash, told)
        # Whatever happens, the page says so in words.
        except Exception as error:  # noqa: BLE001
            self.told, self.failed = fault(error, self.language), True

    def _make_job(self, do: str, told: Told, making: Callable[[Desk, Told], Making | None]) -> None:
        made = making(self, told)
        if made is not None:
            held = self.drafting.proposal(self.opened)
            self.job = Job(do=do, proposal=held, make=made.make, done=made.done)

    def _finished(self, job: Job) -> None:
        fault_ = job.fault
        if job.made is not None:
            job.done(job.made)
        elif isinstance(fault_, StoppedError):
            self._say("model_stopped_by_hand")
            self.focus = "step-draft" if job.proposal.id == self.opened else ""
        elif isinstance(fault_, UsageError | RefusedError) and job.do == "revise" and job.proposal.id == self.opened:
            self._refuse("instruction", explain(fault_, self.language))
        elif fault_ is not None:
            raise fault_

    def save(self, told: Told) -> bool:
        """Keeps what is being typed; whether the whole is to be drawn anew."""
        self.serial += 1
        if told.get("what") == "wishes" and not told.get("by", "").strip():
            self.act("wishes", told)
            return True
        try:
            self._typed(told)
        except ConflictError as clash:
            self._clashed(clash, told)
            return True
        except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
            self.told, self.failed = fault(error, self.language), True
            return False
        now = clock.now()
        self._say("saved_at", time=f"{now.hour}.{now.minute:02}")
        return False

    def refresh(self) -> None:
        """Looks at everything anew, as when the tab is opened."""
        self._anew()
        self._found.clear()

    def offer(self) -> Offer:
        """What an answer's sources can be added to. Raises LausuntoError."""
        held = tuple(one for one in self.drafting.proposals() if one.state is ProposalState.CONFIRMED)
        position = self.drafting.workspace.position
        added = {one.id: frozenset(map(ground_id, position(one.id).added)) for one in held}
        return Offer(proposals=held, added=added, name=self.name)

    def bring(self, proposal: str, quotes: Sequence[Quote], by: str) -> Proposal:
        """Adds quotes to a proposal's chosen grounds, on top of what is kept of it now. Raises LausuntoError."""
        held = self.drafting.proposal(proposal)
        kept = self.drafting.workspace.position(held.id)
        made = self.drafting.take_position(self.drafting.with_grounds(kept, quotes), by)
        self._called(by)
        # What somebody else has saved meanwhile has still to be told at the next save at this desk.
        if self._seen.get(held.id, kept).revision == kept.revision:
            self._seen[held.id] = made
        return held

    # Inside

    def _anew(self) -> None:
        """What was told before is over."""
        self.wrong, self.told, self.failed, self.focus, self.top, self.gentle = {}, "", False, "", False, False
        self.serial += 1

    def _say(self, key: str, **values: object) -> None:
        self.told, self.failed = say(f"positions.{key}", self.language, **values), False

    def _refuse(self, field: str, words: str, *, focus: str = "") -> None:
        self.wrong[field] = words
        self.told, self.failed = words, True
        self.focus = focus or field

    def _called(self, by: str) -> None:
        """Remembers who works here, so that the next visit begins with the name."""
        name = by.strip()
        if name and name != self.name:
            self._who = name
            self.drafting.workspace.note(LAST_BY, name)

    def _newer(self, section: str) -> bool:
        """Whether somebody has made a version that has not been seen here; from now on it has been."""
        newest = self.drafting.workspace.latest(section)
        if newest is None or newest.n == self._read.get(section, 0):
            return False
        self._read[section] = newest.n
        self.told, self.failed = say("positions.newer_version", self.language), True
        self.focus = "t0"
        return True

    def _clashed(self, clash: ConflictError, told: Told) -> None:
        theirs = clash.theirs
        if isinstance(theirs, Position):
            mine = self._mine if self._mine is not None else self.position()
            self.clash = Clash(theirs=theirs, position=mine)
        elif isinstance(theirs, Version):
            self.clash = Clash(theirs=theirs, text=told.get("text", ""), instruction=told.get("instruction", ""))
        else:
            self.told, self.failed = fault(clash, self.language), True
            return
        self.told, self.failed = say("positions.conflict", self.language), True
        self.focus = "conflict"

    def _keep(self, position: Position, by: str) -> None:
        """Keeps a position made from the one that was seen. Raises ConflictError, and then remembers what was to be kept."""
        self._mine = position
        self._seen[position.proposal] = self.drafting.take_position(position, by)
        self._mine = None

    def _typed(self, told: Told) -> None:
        """Wishes go to the position, an edited text to what is being typed."""
        proposal, by = told.get("proposal", ""), told.get("by", "")
        if told.get("what") == "typing":
            section = self.section(proposal)
            self.drafting.workspace.save_typing(section, told.get("value", ""), by, self._read.get(section, 0))
        else:
            seen = self._seen.get(proposal) or self.drafting.workspace.position(proposal)
            self._keep(replace(seen, wishes=told.get("value", "")), by)

    # The register

    def _open(self, told: Told) -> None:
        held = self.drafting.proposal(told.get("id", ""))
        self._leave()
        self.opened = held.id
        self._seen[held.id] = self.drafting.workspace.position(held.id)
        self._found.clear()
        newest = self.drafting.workspace.latest(self.section(held.id))
        if newest is not None:
            self._read[newest.section] = newest.n
        self.focus, self.top = "proposal", True

    def _reopen(self, told: Told) -> None:
        """Opens what was open before the page was loaded anew; where that has gone, the register stays."""
        if told.get("id", "") in {held.id for held in self.drafting.proposals()}:
            self._open(told)
            self.focus = ""

    def _leave(self) -> None:
        self.opened, self.arranging, self.splitting = "", False, ""
        self.editing, self.restored, self.compared, self.clash = False, False, None, None
        self.fresh += 1
        self.whole += 1

    def _close(self, told: Told) -> None:
        was = self.opened
        self._leave()
        self.focus = f"o-{was}" if was else ""

    def _arrange(self, told: Told) -> None:
        self._leave()
        self.arranging = True
        self.focus = "arranged"

    def _arranged(self, told: Told) -> None:
        self._leave()
        self.focus = "arrange"

    def _confirm(self, told: Told) -> None:
        self.drafting.workspace.confirm([told["id"]], told["by"])
        self._say("confirmed")
        self._after_judging(told["id"])

    def _confirm_all(self, told: Told) -> None:
        waiting = [held.id for held in self.drafting.proposals() if held.state is ProposalState.DETECTED]
        if waiting:
            self.drafting.workspace.confirm(waiting, told["by"])
        self._say("confirmed_many", n=len(waiting))
        self.focus = "positions-title"

    def _reject(self, told: Told) -> None:
        self.drafting.workspace.reject([told["id"]], told["by"])
        self._say("was_rejected")
        self._after_judging(told["id"])

    def _after_judging(self, id: str) -> None:
        """On to the next one that waits, so that a register is gone through with one key."""
        if self.opened:
            self.focus = "proposal"
        elif self.arranging:
            self.focus = f"n-{id}"
        else:
            rows = self.drafting.proposals()
            at = next((n for n, held in enumerate(rows) if held.id == id), 0)
            waiting = [held for held in (*rows[at:], *rows[:at]) if held.state is ProposalState.DETECTED]
            self.focus = f"c-{waiting[0].id}" if waiting else f"o-{id}"

    def _rename(self, told: Told) -> None:
        if not told.get("title", "").strip():
            self._refuse(f"n-{told['id']}", say("positions.title_first", self.language))
            return
        self.drafting.workspace.rename(told["id"], told["title"], told["by"])
        self._say("renamed")

    def _move(self, told: Told) -> None:
        self.drafting.workspace.move(told["id"], int(told["to"]), told["by"])
        self._say("moved", n=told["to"])
        self.focus = f"n-{told['id']}"

    def _merge(self, told: Told) -> None:
        chosen = [id for id in told.get("merge", "").split(",") if id]
        memos = {self.drafting.proposal(id).document for id in chosen} - {""}
        document = self.product.document(memos.pop()) if len(memos) == 1 and len(chosen) > 1 else None
        kept = self.drafting.workspace.merge(chosen, told["by"], document=document)
        self._say("merged")
        self.focus = f"n-{kept.id}"

    def _split_open(self, told: Told) -> None:
        self.splitting = self.drafting.proposal(told["id"]).id
        self.focus = "split"

    def _split_close(self, told: Told) -> None:
        self.focus = f"s-{self.splitting}"
        self.splitting = ""

    def _split(self, told: Told) -> None:
        held = self.drafting.proposal(told["id"])
        at = place_of(held.text, told.get("at", ""))
        if at <= 0:
            self._refuse("split-at", say("positions.split_not_found", self.language))
            return
        if not told.get("title", "").strip():
            self._refuse("split-name", say("positions.title_first", self.language))
            return
        document = self.product.document(held.document) if held.document and self.memo(held) else None
        _, second = self.drafting.workspace.split(held.id, at, told["title"], told["by"], document=document)
        self.splitting = ""
        self._say("split_done")
        self.focus = f"n-{second.id}"

    def _add(self, told: Told) -> None:
        if not told.get("title", "").strip():
            self._refuse("new-title", say("positions.title_first", self.language))
            return
        held = self.drafting.workspace.add(
            told["title"], told.get("text", "").strip() or told["title"], told["by"], number=told.get("number", "")
        )
        self.fresh += 1
        self._say("added")
        self.focus = f"n-{held.id}"

    # The position

    def _name(self, told: Told) -> None:
        waiting, self._waiting = self._waiting, None
        if not told.get("by", "").strip():
            return
        self._say("name_kept")
        if waiting:
            self.act(waiting[0], {**waiting[1], "by": told["by"]})

    def _stance(self, told: Told) -> None:
        self._keep(replace(self.position(), stance=Stance(told["value"])), told["by"])
        self._say("stance_kept", stance=say(f"positions.own_{told['value']}", self.language))

    def _wishes(self, told: Told) -> None:
        self._typed(told)

    def _fact_add(self, told: Told) -> None:
        text, written = told.get("fact", "").strip(), told.get("date", "").strip()
        if not text:
            self._refuse("fact", say("positions.fact_first", self.language))
            return
        try:
            day = read_date(written)
        except ValueError:
            self._refuse("fact-date", say("ui.bad_date", self.language, date=written))
            return
        fact = LocalFact(id="", text=text, source=told.get("source", "").strip(), date=day)
        self._keep(self.drafting.with_facts(self.position(), [fact]), told["by"])
        self.fresh += 1
        self._say("fact_added")
        self.focus = "fact"

    def _fact_drop(self, told: Told) -> None:
        left = tuple(fact for fact in self.position().facts if fact.id != told["id"])
        self._keep(replace(self.position(), facts=left), told["by"])
        self._say("fact_dropped")
        self.focus = "facts"

    def _ground(self, told: Told) -> None:
        chosen = dict.fromkeys(self.position().grounds)
        on = told.get("checked") == "true"
        if on:
            chosen[told["id"]] = None
        else:
            chosen.pop(told["id"], None)
        self._keep(replace(self.position(), grounds=tuple(chosen)), told["by"])
        gone = not on and all(ground.id != told["id"] for ground in self.grounds().grounds)
        self._say("ground_removed" if gone else "ground_on" if on else "ground_off")
        # An added one that the rules do not find is not there to be chosen again.
        self.focus = "step-grounds" if gone else ""

    # The section

    def _now(self, making: Making | None) -> None:
        """Something long, done at once."""
        if making is not None:
            making.done(making.make())

    def _draft(self, told: Told) -> None:
        self._now(self._drafting(told))

    def _drafting(self, told: Told) -> Making | None:
        if self._newer(self.section(self.opened)):
            return None
        self.editing, self.compared = False, None
        self._found.clear()
        opened, language, by = self.opened, self.written, told["by"]
        return Making(
            make=lambda: self.drafting.draft(opened, language=language, by=by),
            done=lambda made: self._made(made, "drafted"),
        )

    def _revise(self, told: Told) -> None:
        try:
            self._now(self._revising(told))
        except (UsageError, RefusedError) as error:
            self._refuse("instruction", explain(error, self.language))

    def _revising(self, told: Told) -> Making | None:
        instruction = told.get("instruction", "").strip()
        if not instruction:
            self._refuse("instruction", say("positions.instruction_first", self.language))
            return None
        section, by = self.section(self.opened), told["by"]
        expected = self._read.get(section)
        return Making(
            make=lambda: self.drafting.revise(section, instruction, by=by, expected=expected),
            done=lambda made: self._made(made, "kept_version"),
        )

    def _twin(self, told: Told) -> None:
        self._now(self._twinning(told))

    def _twinning(self, told: Told) -> Making | None:
        source, by = self.finnish(), told["by"]
        if source is None:
            return None
        return Making(
            make=lambda: self.drafting.twin(source.section, by=by),
            done=lambda made: self._made(made, "kept_version" if self.written is Language.SV else "twin_made"),
        )

    def _made(self, made: Drafted, key: str) -> None:
        """A version has been made away from the desk: it stands there, or is told of where something else is open meanwhile."""
        version = made.version
        self._remarks[version.section] = version.n, tuple(f for f in made.findings if f.check == "model")
        if version.proposal != self.opened:
            self._read[version.section] = version.n
            self._say("model_done_elsewhere", title=self.drafting.proposal(version.proposal).name, n=version.n)
            return
        fresh = self.fresh
        self._stands(version)
        # What was typed while it was being made stays; the instruction alone is done with.
        self.fresh = fresh
        self.instructed += 1
        self._say(key, n=version.n)
        if version.language is not self.written:
            self.focus = "twin"

    def _edit_open(self, told: Told) -> None:
        work = self.work()
        if work is None:
            return
        self.editing, self.restored = True, work.typed is not None
        # What was typed from an older version is still to be held against that one.
        base = self.drafting.workspace.typing_base(work.newest.section, self.name) if self.restored else None
        self._read[work.newest.section] = work.newest.n if base is None else base
        self.fresh += 1
        self.focus = "edit-text"

    def _edit(self, told: Told) -> None:
        text = told.get("text", "")
        if not text.strip():
            self._refuse("edit-text", say("positions.edit_empty", self.language))
            return
        section = self.section(self.opened)
        made = self.drafting.edit(section, text, by=told["by"], expected=self._read.get(section))
        self._done_editing(section)
        self._stands(made.version)

    def _edit_cancel(self, told: Told) -> None:
        section = self.section(self.opened)
        self._done_editing(section)
        self._say("edit_cancelled")
        self.focus = "t0"

    def _done_editing(self, section: str) -> None:
        for name in (self.name, ""):
            self.drafting.workspace.drop_typing(section, name)
        self.editing, self.restored = False, False
        newest = self.drafting.workspace.latest(section)
        if newest is not None:
            self._read[section] = newest.n

    def _stands(self, version: Version) -> None:
        """A version has been made here: it is what is seen now."""
        self._read[version.section] = version.n
        self.compared, self.clash = None, None
        self.fresh += 1
        self._say("kept_version", n=version.n)
        self.focus = "t0"

    def _compare(self, told: Told) -> None:
        first, second = sorted((int(told["first"]), int(told["second"])))
        self.compared = (first, second)
        self.focus = "difference"

    def _restore(self, told: Told) -> None:
        if self._newer(self.section(self.opened)):
            return
        made = self.drafting.restore(self.section(self.opened), int(told["n"]), by=told["by"])
        self._stands(made.version)
        self._say("restored", n=told["n"], now=made.version.n)

    def _approve(self, told: Told) -> None:
        section = self.section(self.opened)
        if self._newer(section):
            return
        self.drafting.approve(section, told["by"])
        self._say("approved")
        self.focus = "approved"

    # Two people

    def _keep_mine(self, told: Told) -> None:
        self._now(self._keeping(told))

    def _keeping(self, told: Told) -> Making | None:
        clash, self.clash = self.clash, None
        if clash is None:
            return None
        if isinstance(clash.theirs, Position) and clash.position is not None:
            self._keep(replace(clash.position, revision=clash.theirs.revision), told["by"])
            self._say("kept_mine")
            self.focus = "proposal"
        elif isinstance(clash.theirs, Version):
            section = clash.theirs.section
            self._read[section] = clash.theirs.n
            again = {**told, "text": clash.text, "instruction": clash.instruction}
            if clash.text:
                self._edit(again)
            else:
                return self._revising(again)
        return None

    def _take_theirs(self, told: Told) -> None:
        clash, self.clash = self.clash, None
        if clash is None:
            return
        if isinstance(clash.theirs, Position):
            self._seen[clash.theirs.proposal] = clash.theirs
            self.whole += 1
            self.focus = "proposal"
        else:
            section = clash.theirs.section
            if clash.text:
                # What was written here stays as an unfinished edit: both are kept, as was told.
                self.drafting.workspace.save_typing(section, clash.text, self.name, self._read.get(section, 0))
            self.editing, self.restored = False, False
            self._read[section] = clash.theirs.n
            self.focus = "t0"
        self.fresh += 1
        self._say("took_theirs")


def _stage(proposal: Proposal, position: Position, *, drafted: bool, approved: bool) -> Stage:
    if proposal.state is ProposalState.DETECTED:
        return Stage.UNCONFIRMED
    if proposal.state is ProposalState.REJECTED:
        return Stage.REJECTED
    if drafted:
        return Stage.APPROVED if approved else Stage.DRAFT
    begun = position.stance is not Stance.UNDECIDED or position.wishes or position.facts or position.grounds
    return Stage.GROUNDS if begun else Stage.UNTOUCHED


def place_of(text: str, words: str) -> int:
    """Where the words begin in the text, white space aside; -1 where they are not, or where there are none."""
    wanted = "".join(words.split())
    kept = [(char, at) for at, char in enumerate(text) if not char.isspace()]
    found = "".join(char for char, _ in kept).find(wanted) if wanted else -1
    return kept[found][1] if found >= 0 else -1


_ACTIONS: dict[str, Callable[[Desk, Told], None]] = {
    "open": Desk._open,
    "reopen": Desk._reopen,
    "close": Desk._close,
    "arrange": Desk._arrange,
    "arranged": Desk._arranged,
    "confirm": Desk._confirm,
    "confirm_all": Desk._confirm_all,
    "reject": Desk._reject,
    "rename": Desk._rename,
    "move": Desk._move,
    "merge": Desk._merge,
    "split_open": Desk._split_open,
    "split_close": Desk._split_close,
    "split": Desk._split,
    "add": Desk._add,
    "name": Desk._name,
    "stance": Desk._stance,
    "wishes": Desk._wishes,
    "fact_add": Desk._fact_add,
    "fact_drop": Desk._fact_drop,
    "ground": Desk._ground,
    "draft": Desk._draft,
    "revise": Desk._revise,
    "twin": Desk._twin,
    "edit_open": Desk._edit_open,
    "edit": Desk._edit,
    "edit_cancel": Desk._edit_cancel,
    "compare": Desk._compare,
    "restore": Desk._restore,
    "approve": Desk._approve,
    "keep_mine": Desk._keep_mine,
    "take_theirs": Desk._take_theirs,
}

_MAKINGS: dict[str, Callable[[Desk, Told], Making | None]] = {
    "draft": Desk._drafting,
    "revise": Desk._revising,
    "twin": Desk._twinning,
    "keep_mine": Desk._keeping,
}
"""What may take long."""
