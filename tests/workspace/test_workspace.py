"""What people say and write comes back as they left it, and two of them never overwrite each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from assistant.errors import ConflictError, StoreError
from assistant.statement import (
    Acceptance,
    Approval,
    LocalFact,
    Position,
    Stance,
    Version,
    VersionKind,
    ground_id,
)
from assistant.text.wording import explain, say, texts
from assistant.types import Case, Claim, Language, Origin
from assistant.workspace import Workspace
from tests.workspace.conftest import Open
from tests.workspace.made import FACT, START, Ticking, claims, memo, quote, register, version

ONE, TWO = register()
SECTION = f"{ONE.id}-fi"
CASE = Case(
    name="kasvihuoneet",
    title="Lausuntopyyntö kasvihuoneista",
    requester="Esimerkkiministeriö",
    requester_register_number="VN/1/2033",
    register_number="1/00.01/2033",
    opened=dt.date(2033, 1, 2),
    deadline=dt.date(2033, 2, 18),
    url="https://esimerkki.invalid/pyynto",
    consultation_id="abc",
    deciding_body="Kaupunginhallitus",
    meeting=dt.date(2033, 2, 9),
    languages=(Language.FI, Language.SV),
    questions=("Kannatatteko?", "Muuta?\nVapaa sana."),
)
SAID = Position(
    proposal=ONE.id,
    stance=Stance.SUPPORTS_WITH_RESERVATIONS,
    wishes="Rahoitus turvattava.\n\nAikaa tarvitaan.",
    facts=(FACT, LocalFact(id="l0", text="Toinen.")),
    grounds=("g2", ground_id(quote(memo(), "Verkkoa")), "g1"),
    added=(quote(memo(), "Verkkoa"),),
)


def test_case(workspace: Workspace, open_workspace: Open) -> None:
    """The case comes back whole; setting it again tells what is new of it, another takes its place, and the same is no news."""
    assert workspace.case() is None
    workspace.set_case(CASE)
    assert open_workspace().case() == CASE
    workspace.set_case(replace(CASE, deadline=None))
    assert workspace.case() == replace(CASE, deadline=None)
    workspace.set_case(Case(name="toinen"))
    assert workspace.case() == Case(name="toinen")
    lines = len(workspace.events())
    workspace.set_case(Case(name="toinen"))
    assert len(workspace.events()) == lines
    workspace.set_case(CASE)
    assert workspace.case() == CASE


def test_note(workspace: Workspace, open_workspace: Open) -> None:
    """A small fact is kept until another takes its place."""
    assert workspace.note("memos") is None
    assert workspace.note("memos", "a") == "a"
    workspace.note("memos", "b")
    assert open_workspace().note("memos") == "b"


def test_position(workspace: Workspace, open_workspace: Open) -> None:
    """A position comes back whole with who saved it and when; each save is the next revision; one not saved is undecided."""
    assert workspace.position(ONE.id) == Position(proposal=ONE.id)
    kept = workspace.save_position(SAID, "Valmistelija")
    assert kept == replace(SAID, revision=1, by="Valmistelija", at=kept.at)
    assert kept.at is not None
    assert kept.at > START
    assert open_workspace().position(ONE.id) == kept
    again = workspace.save_position(replace(kept, stance=Stance.OPPOSES, facts=()), "Esittelijä")
    assert (again.revision, again.by, again.facts) == (2, "Esittelijä", ())
    assert workspace.position(ONE.id) == again
    assert workspace.position(TWO.id) == Position(proposal=TWO.id)


def test_same_position_again(workspace: Workspace) -> None:
    """Saying the same once more is no news, unless another says it."""
    kept = workspace.save_position(SAID, "Valmistelija")
    assert workspace.save_position(kept, "Valmistelija") == kept
    assert workspace.save_position(kept, "Esittelijä").revision == 2


def test_added_quotes(workspace: Workspace, open_workspace: Open) -> None:
    """An added quote is kept once, with its document, for as long as it is chosen; the log tells who brought it and who took it out."""
    held = memo()
    both = (quote(held, "Verkkoa"), quote(held, "Kustannus"))
    chosen = tuple(map(ground_id, both))
    kept = workspace.save_position(Position(proposal=ONE.id, grounds=chosen, added=(*both, both[0])), "Valmistelija")
    assert kept.added == both
    (found,) = {one.passage.document for one in open_workspace().position(ONE.id).added}
    assert found == held
    left = workspace.save_position(replace(kept, grounds=chosen[1:]), "Esittelijä")
    assert left.added == both[1:]
    assert open_workspace().position(ONE.id) == left
    lines = [event for event in workspace.events() if event.action.startswith("ground")]
    assert [(line.action, line.by, line.subject) for line in lines] == [
        ("ground_added", "Valmistelija", ONE.id),
        ("ground_added", "Valmistelija", ONE.id),
        ("ground_dropped", "Esittelijä", ONE.id),
    ]
    told = lines[-1].details
    assert (told["ground"], told["document"], told["title"]) == (chosen[0], held.id, held.title)


def test_two_positions(workspace: Workspace, open_workspace: Open) -> None:
    """Who saves on an older revision is refused and handed the other's; nothing of it is written."""
    other = open_workspace()
    theirs = other.save_position(replace(SAID, wishes="Toisen sanat."), "Toinen")
    for stale in (SAID, replace(SAID, revision=7)):
        with pytest.raises(ConflictError) as fault:
            workspace.save_position(stale, "Valmistelija")
        assert (fault.value.code, fault.value.theirs) == ("changed_meanwhile", theirs)
    assert workspace.position(ONE.id) == theirs
    mine = workspace.save_position(replace(SAID, revision=theirs.revision), "Valmistelija")
    assert (mine.wishes, mine.revision) == (SAID.wishes, 2)


def test_position_of_nothing(workspace: Workspace) -> None:
    """A position on a proposal that is not there is refused."""
    with pytest.raises(StoreError) as fault:
        workspace.save_position(replace(SAID, proposal="olematon"), "Valmistelija")
    assert fault.value.code == "unknown_proposal"
    assert "olematon" in explain(fault.value, "fi")


def test_long_wishes(workspace: Workspace) -> None:
    """Ten thousand characters are kept to the last one."""
    wishes = "".join(chr(0x61 + k % 26) + "ä €"[k % 3] for k in range(5_000))
    workspace.save_position(replace(SAID, wishes=wishes), "Valmistelija")
    assert workspace.position(ONE.id).wishes == wishes
    assert len(wishes) == 10_000


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Lihava</b> & <script>x</script> {x} %s '; DROP TABLE versions; --", None),
        ("Rivi\r\ntoinen\rkolmas\x0bneljäs\tsarake", "Rivi\ntoinen\nkolmas\nneljäs\tsarake"),
        ("a\x00b\x07c\x9bd\ud800e\uffff", "abcde"),
        ("😀 \u00a0 e\u0301 \u200b ”lainaus” – 3\u202f000 €", None),
        (" alku ja loppu \n", None),
    ],
)
def test_what_is_typed(workspace: Workspace, typed: str, kept: str | None) -> None:
    """Markup and odd spaces stay as typed; NULs, other control marks and lone surrogates go; line breaks become line feeds."""
    due = typed if kept is None else kept
    position = workspace.save_position(replace(SAID, wishes=typed, facts=(LocalFact(id="l", text=typed),)), "V")
    assert position == workspace.position(ONE.id)
    assert (position.wishes, position.facts[0].text) == (due, due)
    said = (Claim(text=typed, origin=Origin.OWN),)
    made = workspace.keep(replace(version(ONE, said), instruction=typed), expected=0)
    assert made == workspace.latest(SECTION)
    assert (made.claims[0].text, made.instruction) == (due, due)
    workspace.save_typing(SECTION, typed, "V", 1)
    assert workspace.typing(SECTION, "V") == due


def test_version(workspace: Workspace, open_workspace: Open) -> None:
    """A version comes back equal in everything: origins, roles, quotes and their documents, facts, times, how it was made."""
    kept = workspace.keep(version(ONE), expected=0)
    assert kept == replace(version(ONE), n=1)
    for held in (workspace, open_workspace()):
        assert held.latest(SECTION) == kept
        assert held.version(SECTION, 1) == kept
        assert held.versions(SECTION) == (kept,)


def test_time_of_a_version(workspace: Workspace) -> None:
    """Moments are kept in UTC to the microsecond, whatever zone they are told in; without one they are UTC already."""
    helsinki = dt.datetime(2033, 2, 9, 10, 0, 0, 1, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    kept = workspace.keep(replace(version(ONE), at=helsinki), expected=0)
    assert kept.at == helsinki
    assert kept.at.tzinfo is dt.UTC
    naive = workspace.keep(replace(version(ONE), at=START.replace(tzinfo=None)), expected=1)
    assert naive.at == START
    assert [held.at for held in workspace.versions(SECTION)] == [helsinki, START]


def test_versions_are_counted(workspace: Workspace) -> None:
    """Each section counts its versions from 1, whatever number they are given in with; older ones stay."""
    first = workspace.keep(replace(version(ONE), n=99), expected=0)
    second = workspace.keep(version(ONE, (), kind=VersionKind.EDIT), expected=1)
    third = workspace.keep(version(ONE, claims()[:1]), expected=None)
    other = workspace.keep(version(TWO), expected=0)
    assert [held.n for held in (first, second, third, other)] == [1, 2, 3, 1]
    assert workspace.versions(SECTION) == (first, second, third)
    assert workspace.latest(SECTION) == third


def test_two_editors(workspace: Workspace, open_workspace: Open) -> None:
    """The second to keep a version of the same is refused and handed the first's; both texts are there, and nothing is lost."""
    other = open_workspace()
    workspace.keep(version(ONE), expected=0)
    theirs = other.keep(version(ONE, (Claim(text="Toisen.", origin=Origin.OWN),), by="Toinen"), expected=1)
    workspace.save_typing(SECTION, "Minun.", "Valmistelija", 1)
    mine = version(ONE, (Claim(text="Minun.", origin=Origin.OWN),))
    for expected in (1, 0, 5):
        with pytest.raises(ConflictError) as fault:
            workspace.keep(mine, expected=expected)
        assert fault.value.theirs == theirs
    assert workspace.typing(SECTION, "Valmistelija") == "Minun."
    assert [held.text for held in workspace.versions(SECTION)] == [version(ONE).text, "Toisen."]
    assert workspace.keep(mine, expected=theirs.n).n == 3


def test_first_version_of_nothing(workspace: Workspace) -> None:
    """A version made from one that is not there is refused, and there is nothing to be handed."""
    with pytest.raises(ConflictError) as fault:
        workspace.keep(version(ONE), expected=1)
    assert fault.value.theirs is None
    assert say("error.changed_meanwhile", "fi") == explain(fault.value, "fi")
    assert workspace.sections() == ()


def test_version_of_nothing(workspace: Workspace) -> None:
    """A version of a proposal that is not there is refused; one whose section is another's is a fault of the caller."""
    with pytest.raises(StoreError) as fault:
        workspace.keep(replace(version(ONE), proposal="olematon", section="olematon-fi"), expected=0)
    assert fault.value.code == "unknown_proposal"
    with pytest.raises(ValueError, match="not the section"):
        workspace.keep(replace(version(ONE), section=f"{TWO.id}-fi"), expected=0)


def test_unknown_version(workspace: Workspace) -> None:
    """A number that is not there is told with its section; a section without versions has none, and no error."""
    workspace.keep(version(ONE), expected=0)
    for section, n in ((SECTION, 2), (SECTION, 0), ("olematon", 1)):
        for call in (workspace.version, lambda s, k: workspace.approve(s, k, "V")):
            with pytest.raises(StoreError) as fault:
                call(section, n)
            assert (fault.value.code, fault.value.values) == (
                "unknown_version",
                {"section": section, "version": str(n)},
            )
    assert (workspace.latest("olematon"), workspace.versions("olematon")) == (None, ())


def test_sections_follow_the_register(workspace: Workspace) -> None:
    """Sections with a version are listed in the order of their proposals, one language or all; typing makes none."""
    swedish = replace(version(ONE), language=Language.SV, section=f"{ONE.id}-sv")
    for made in (version(TWO), swedish, version(ONE)):
        workspace.keep(made, expected=0)
    workspace.save_typing(f"{TWO.id}-sv", "x", "V", 0)
    assert workspace.sections() == (SECTION, f"{ONE.id}-sv", f"{TWO.id}-fi")
    workspace.move(TWO.id, 1, "Valmistelija")
    assert workspace.sections(Language.FI) == (f"{TWO.id}-fi", SECTION)
    assert workspace.sections(Language.SV) == (Workspace.section_id(ONE.id, Language.SV),)


def test_approval(workspace: Workspace, open_workspace: Open) -> None:
    """The newest approval is given, with its version, name and time; a later version does not change it."""
    for expected in (0, 1):
        workspace.keep(version(ONE), expected=expected)
    assert workspace.approval(SECTION) is None
    workspace.approve(SECTION, 2, "Esittelijä")
    made = workspace.approve(SECTION, 1, " Johtaja ")
    workspace.keep(version(ONE), expected=2)
    assert made == Approval(section=SECTION, version=1, by="Johtaja", at=made.at)
    assert open_workspace().approval(SECTION) == made
    assert workspace.approval(f"{TWO.id}-fi") is None


def test_acceptances(workspace: Workspace, open_workspace: Open) -> None:
    """Each acceptance is kept with its name; the same person's second changes nothing, another's is one more."""
    first = workspace.accept("f1", "check.number", "Esittelijä")
    assert workspace.accept("f1", "muu", "Esittelijä") == first
    second = workspace.accept("f1", "check.number", "Johtaja")
    assert first == Acceptance(finding="f1", by="Esittelijä", at=first.at, message="check.number")
    assert open_workspace().acceptances() == (first, second)


def test_typing(workspace: Workspace, open_workspace: Open) -> None:
    """What each person types is kept apart, latest only, with the version it began from, until it is dropped."""
    assert (workspace.typing(SECTION, "A"), workspace.typing_base(SECTION, "A")) == (None, None)
    workspace.save_typing(SECTION, "eka", "A", 1)
    workspace.save_typing(SECTION, "toka", "A", 2)
    workspace.save_typing(SECTION, "", "B", 3)
    workspace.save_typing(SECTION, "nimetön", "", 0)
    other = open_workspace()
    assert [other.typing(SECTION, by) for by in ("A", "B", "")] == ["toka", "", "nimetön"]
    assert [other.typing_base(SECTION, by) for by in (" A ", "B", "")] == [2, 3, 0]
    workspace.drop_typing(SECTION, "A")
    workspace.drop_typing(SECTION, "A")
    assert [workspace.typing(SECTION, by) for by in ("A", "B")] == [None, ""]


@pytest.mark.parametrize("section", ["olematon-fi", f"{ONE.id}-de", ONE.id, ""])
def test_typing_nowhere(workspace: Workspace, section: str) -> None:
    """Typing in a section that cannot be is refused with its name."""
    with pytest.raises(StoreError) as fault:
        workspace.save_typing(section, "x", "A", 0)
    assert (fault.value.code, fault.value.values) == ("unknown_section", {"id": section})


def test_every_line_of_the_log_has_words(workspace: Workspace) -> None:
    """Each thing the workspace logs can be told to people."""
    workspace.set_case(CASE)
    workspace.confirm([ONE.id], "V")
    workspace.rename(ONE.id, "x", "V")
    workspace.move(ONE.id, 1, "V")
    workspace.split(ONE.id, 22, "Loppu", "V")
    workspace.merge([ONE.id, "2"], "V")
    workspace.reject([TWO.id], "V")
    workspace.add("x", "", "V")
    kept_position = workspace.save_position(SAID, "V")
    workspace.save_position(replace(kept_position, grounds=()), "V")
    kept = workspace.keep(version(ONE), expected=0)
    workspace.approve(kept.section, kept.n, "V")
    workspace.accept("f1", "x", "V")
    workspace.detected([replace(TWO, id="puusi", document="uusi")])
    workspace.retract("uusi")
    logged = {event.action for event in workspace.events()}
    assert logged == texts()["event"].keys() - {"export"}


def test_closing(open_workspace: Open) -> None:
    """A workspace can be used as a block, and what it kept is there after it."""
    with open_workspace() as held:
        held.add("x", "", "V")
    assert len(open_workspace().proposals()) == 1


def test_clock_is_the_callers(open_workspace: Open) -> None:
    """Times are those of the clock that was handed over."""
    workspace = open_workspace()
    assert workspace.log("", "export", "x").at == Ticking()()


def test_version_type() -> None:
    """Every field of a version is among those compared here, so that a new one is not forgotten in the database."""
    made = version(ONE)
    empty = [name for name in Version.__dataclass_fields__ if not getattr(made, name)]
    assert empty == ["n"]
