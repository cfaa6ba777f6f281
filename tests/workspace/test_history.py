"""Whatever people do in whatever order, every version that was kept stays as it was, to the byte."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from assistant.errors import ConflictError
from assistant.statement import Version, VersionKind
from assistant.types import Claim, Document, Language, Origin, Role
from assistant.workspace import Workspace
from tests.workspace.made import START, Ticking, memo, quote, register, version

PROPOSALS = register()
SOURCES = [memo("Puita istutetaan 12 € hintaan."), memo("Toinen lähde. <b>Vesi</b>\n\nvirtaa.", id="n" * 64)]
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30)


@st.composite
def said(draw: st.DrawFn) -> Claim:
    """A claim of any origin and role that may have them, with quotes where it needs some."""
    origin = draw(st.sampled_from(Origin))
    needed = origin in (Origin.QUOTED, Origin.SUPPORTED)
    quotes = []
    for _ in range(draw(st.integers(1 if needed else 0, 2))):
        held: Document = draw(st.sampled_from(SOURCES))
        start = draw(st.integers(0, len(held.text) - 1))
        quotes.append(quote(held, held.text[start : draw(st.integers(start + 1, len(held.text)))]))
    return Claim(text=draw(WORDS), origin=origin, quotes=tuple(quotes), role=draw(st.none() | st.sampled_from(Role)))


class History(RuleBasedStateMachine):
    """Two people at one workspace; `kept` is what they were told was kept."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.now = Ticking()
        self.desks = [Workspace(self.folder, now=self.now) for _ in range(2)]
        self.desks[0].detected(PROPOSALS)
        self.kept: dict[str, list[Version]] = {f"{held.id}-fi": [] for held in PROPOSALS}
        self.approved: dict[str, int] = {}

    def teardown(self) -> None:
        for desk in self.desks:
            desk.close()
        shutil.rmtree(self.folder)

    def _written(self) -> list[str]:
        return [section for section, versions in self.kept.items() if versions]

    @rule(desk=st.integers(0, 1), which=st.integers(0, 1), claims=st.lists(said(), max_size=4))
    def draft(self, desk: int, which: int, claims: list[Claim]) -> None:
        """A new draft, made without looking."""
        made = version(PROPOSALS[which], tuple(claims), by="A")
        self.kept[made.section].append(self.desks[desk].keep(made, expected=None))

    @precondition(lambda self: self._written())
    @rule(desk=st.integers(0, 1), data=st.data(), text=WORDS)
    def edit(self, desk: int, data: st.DataObject, text: str) -> None:
        """One sentence of what is on the screen is written anew, or taken out."""
        section = data.draw(st.sampled_from(self._written()))
        before = self.desks[desk].latest(section)
        assert before is not None
        claims = list(before.claims)
        if claims:
            at = data.draw(st.integers(0, len(claims) - 1))
            claims[at : at + 1] = data.draw(st.sampled_from([[], [Claim(text=text, origin=Origin.OWN)]]))
        made = replace(before, claims=tuple(claims), kind=VersionKind.EDIT, at=self.now())
        self.kept[section].append(self.desks[desk].keep(made, expected=before.n))

    @precondition(lambda self: self._written())
    @rule(desk=st.integers(0, 1), data=st.data())
    def restore(self, desk: int, data: st.DataObject) -> None:
        """An earlier version becomes the newest; its sentences, origins and quotes are those it had."""
        section = data.draw(st.sampled_from(self._written()))
        old = data.draw(st.sampled_from(self.kept[section]))
        found = self.desks[desk].version(section, old.n)
        made = self.desks[desk].keep(replace(found, kind=VersionKind.RESTORE), expected=len(self.kept[section]))
        assert made.claims == old.claims
        self.kept[section].append(made)

    @precondition(lambda self: self._written())
    @rule(desk=st.integers(0, 1), data=st.data())
    def late(self, desk: int, data: st.DataObject) -> None:
        """Who kept from an older version is refused, and handed the newest."""
        section = data.draw(st.sampled_from(self._written()))
        stale = data.draw(st.integers(0, len(self.kept[section]) - 1))
        try:
            self.desks[desk].keep(replace(self.kept[section][-1], at=START), expected=stale)
        except ConflictError as fault:
            assert fault.theirs == self.kept[section][-1]  # noqa: PT017 - a state machine has no pytest.raises to read
        else:
            raise AssertionError("an older version was built upon")

    @precondition(lambda self: self._written())
    @rule(desk=st.integers(0, 1), data=st.data())
    def approve(self, desk: int, data: st.DataObject) -> None:
        """Any version is approved."""
        section = data.draw(st.sampled_from(self._written()))
        n = data.draw(st.integers(1, len(self.kept[section])))
        self.desks[desk].approve(section, n, "B")
        self.approved[section] = n

    @rule(desk=st.integers(0, 1))
    def open_anew(self, desk: int) -> None:
        """One of the two closes and opens."""
        self.desks[desk].close()
        self.desks[desk] = Workspace(self.folder, now=self.now)

    @invariant()
    def all_is_there(self) -> None:
        """Both see every version just as it was told to be kept, the newest last, the approvals, and a sound log."""
        for desk in self.desks:
            for section, versions in self.kept.items():
                assert desk.versions(section) == tuple(versions)
                assert [held.n for held in versions] == list(range(1, len(versions) + 1))
                assert desk.latest(section) == (versions[-1] if versions else None)
                approval = desk.approval(section)
                assert (approval.version if approval else None) == self.approved.get(section)
            assert set(desk.sections(Language.FI)) == set(self._written())
            assert desk.broken_event() is None


TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=15, stateful_step_count=20)
