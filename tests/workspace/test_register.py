"""The register: what was found stays as people left it; names find one proposal; merging and splitting lose no words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import StoreError, UsageError
from assistant.statement import FoundAs, LocalFact, Position, Proposal, ProposalState, Stance
from assistant.workspace import Workspace
from assistant.workspace import register as plain
from tests.text.made import document
from tests.workspace.conftest import Open
from tests.workspace.made import MEMO, WORDS, memo, proposal, register, version

ONE, TWO = register()


def _titles(workspace: Workspace) -> list[str]:
    return [held.title for held in workspace.proposals()]


def test_detected_come_back(workspace: Workspace, open_workspace: Open) -> None:
    """What was found is in the register just as it was found, in its order, after opening again too."""
    assert workspace.proposals() == (ONE, TWO)
    assert open_workspace().proposals() == (ONE, TWO)
    assert [event.action for event in workspace.events()] == ["proposals_detected"]


def test_new_ones_go_to_the_end(workspace: Workspace) -> None:
    """New ones come after all that is there, in the order of their document, and each once."""
    other = memo("Alku. Loppu.", id="n" * 64)
    late, early = proposal("Loppu", 6, 12, source=other), proposal("Alku", 0, 5, source=other)
    workspace.detected([late, early, late])
    assert _titles(workspace) == ["Vesihuolto", "Puistot", "Alku", "Loppu"]


def test_known_ones_stay_as_people_left_them(workspace: Workspace) -> None:
    """Finding the same again changes nothing a person has done, and is not logged."""
    workspace.rename(ONE.id, "Vesi", "Valmistelija")
    workspace.reject([TWO.id], "Valmistelija")
    before, lines = workspace.proposals(), len(workspace.events())
    workspace.detected(register())
    assert (workspace.proposals(), len(workspace.events())) == (before, lines)
    workspace.detected(register(), confirmed_by="aineisto")
    assert workspace.proposals() == before


def test_shipped_ones_come_confirmed(workspace: Workspace) -> None:
    """With a name the new ones are confirmed, and so are known ones nobody has said anything of."""
    workspace.detected([*register(), proposal("Kolmas", 1, 4)], confirmed_by="aineisto")
    assert {(p.state, p.confirmed_by) for p in workspace.proposals()} == {(ProposalState.CONFIRMED, "aineisto")}


def _stance(workspace: Workspace) -> None:
    workspace.save_position(Position(proposal=ONE.id, stance=Stance.OPPOSES), "Valmistelija")


def _fact(workspace: Workspace) -> None:
    workspace.save_position(Position(proposal=ONE.id, facts=(LocalFact(id="l1", text="x"),)), "Valmistelija")


WORK: dict[str, Callable[[Workspace], object]] = {
    "stance": _stance,
    "facts": _fact,
    "section": lambda workspace: workspace.keep(version(ONE), expected=0),
    "typing": lambda workspace: workspace.save_typing(f"{ONE.id}-sv", "x", "", 0),
    "confirmed": lambda workspace: workspace.confirm([ONE.id], "Valmistelija"),
    "rejected": lambda workspace: workspace.reject([ONE.id], "Valmistelija"),
    "renamed": lambda workspace: workspace.rename(ONE.id, "Vesi", "Valmistelija"),
    "moved": lambda workspace: workspace.move(ONE.id, 2, "Valmistelija"),
    "split": lambda workspace: workspace.split(ONE.id, 22, "Loppu", "Valmistelija"),
}


@pytest.mark.parametrize("work", WORK)
def test_worked_on_stays_when_its_memo_goes(workspace: Workspace, work: str) -> None:
    """A proposal that a person has done anything with stays; the others go."""
    WORK[work](workspace)
    assert workspace.retract(MEMO, shipped="aineisto") == (TWO,)
    assert ONE.id in [held.id for held in workspace.proposals()]
    assert workspace.retract(MEMO, shipped="aineisto") == ()


def test_untouched_go_with_their_memo(workspace: Workspace) -> None:
    """What nobody worked on goes, confirmed by shipping or not and with an empty position; other memos' stay."""
    other = memo(id="n" * 64)
    workspace.detected([proposal("Muu", 0, 9, source=other)])
    workspace.detected([ONE], confirmed_by="aineisto")
    workspace.save_position(Position(proposal=TWO.id, wishes="x"), "Valmistelija")
    workspace.save_position(Position(proposal=TWO.id, revision=1), "Valmistelija")
    assert [held.id for held in workspace.retract(MEMO, shipped="aineisto")] == [ONE.id, TWO.id]
    assert _titles(workspace) == ["Muu"]
    assert workspace.position(TWO.id) == Position(proposal=TWO.id)


def test_confirmed_under_another_name_stays(workspace: Workspace) -> None:
    """Only the name of the shipping counts as nobody."""
    workspace.detected([ONE], confirmed_by="Valmistelija")
    assert workspace.retract(MEMO, shipped="aineisto") == (TWO,)


def test_confirm_and_reject(workspace: Workspace) -> None:
    """Both give the proposals as they are then, tell who confirmed, and can be taken back; both are logged."""
    one, two = workspace.confirm([ONE.id, "2", ONE.id], " Anna\n Analyytikko ")
    assert (one.state, one.confirmed_by, two.id) == (ProposalState.CONFIRMED, "Anna Analyytikko", TWO.id)
    assert workspace.reject([ONE.id], "Esittelijä") == (replace(ONE, state=ProposalState.REJECTED),)
    assert workspace.confirm([ONE.id], "Esittelijä")[0].confirmed_by == "Esittelijä"
    assert [(event.by, event.action, event.subject) for event in workspace.events()[1:]] == [
        ("Anna Analyytikko", "proposal_confirmed", ONE.id),
        ("Anna Analyytikko", "proposal_confirmed", TWO.id),
        ("Esittelijä", "proposal_rejected", ONE.id),
        ("Esittelijä", "proposal_confirmed", ONE.id),
    ]


def test_all_or_none(workspace: Workspace) -> None:
    """One unknown id among several leaves every proposal as it was."""
    with pytest.raises(StoreError):
        workspace.confirm([ONE.id, "olematon"], "Valmistelija")
    assert workspace.proposals() == (ONE, TWO)


@pytest.mark.parametrize("name", [ONE.id, ONE.id[:4], "Ehdotus 1", "ehdotus  1", "1", "1."])
def test_names_of_a_proposal(workspace: Workspace, name: str) -> None:
    """The id, the beginning of it, and the printed number name a proposal."""
    assert workspace.proposal(name) == ONE


@pytest.mark.parametrize("name", ["", "p", "3", "olematon", "Ehdotus", " "])
def test_unknown_proposal(workspace: Workspace, name: str) -> None:
    """A name that fits none is told with the name."""
    with pytest.raises(StoreError) as fault:
        workspace.proposal(name)
    assert (fault.value.code, fault.value.values) == ("unknown_proposal", {"id": name})


def test_ambiguous_number(workspace: Workspace) -> None:
    """A number that two memos print names none, until one of the two is rejected."""
    other = proposal("Muu", 0, 9, number="Ehdotus 1", source=memo(id="n" * 64))
    workspace.detected([other])
    with pytest.raises(StoreError) as fault:
        workspace.proposal("1")
    assert (fault.value.code, fault.value.values["ids"]) == ("ambiguous_proposal", f"{ONE.id}, {other.id}")
    workspace.reject([ONE.id], "Valmistelija")
    assert workspace.proposal("1") == other


ACTS: dict[str, Callable[[Workspace, str], object]] = {
    "confirm": lambda workspace, by: workspace.confirm([ONE.id], by),
    "reject": lambda workspace, by: workspace.reject([ONE.id], by),
    "rename": lambda workspace, by: workspace.rename(ONE.id, "x", by),
    "merge": lambda workspace, by: workspace.merge([ONE.id, TWO.id], by),
    "split": lambda workspace, by: workspace.split(ONE.id, 22, "x", by),
    "move": lambda workspace, by: workspace.move(ONE.id, 1, by),
    "add": lambda workspace, by: workspace.add("x", "", by),
    "position": lambda workspace, by: workspace.save_position(Position(proposal=ONE.id), by),
    "approve": lambda workspace, by: workspace.approve("x", 1, by),
    "accept": lambda workspace, by: workspace.accept("f1", "", by),
}


@pytest.mark.parametrize("act", ACTS)
def test_every_act_has_a_name(workspace: Workspace, act: str) -> None:
    """Nothing is done in nobody's name."""
    before = workspace.events()
    with pytest.raises(UsageError) as fault:
        ACTS[act](workspace, " \u0000\n")
    assert fault.value.code == "name_missing"
    assert (workspace.proposals(), workspace.events()) == ((ONE, TWO), before)


def test_rename(workspace: Workspace) -> None:
    """The title changes, the printed number and the words stay; both titles are in the log."""
    assert workspace.rename("1", " Vesi ja\nviemäri ", "Valmistelija") == replace(ONE, title="Vesi ja viemäri")
    assert workspace.proposals() == (replace(ONE, title="Vesi ja viemäri"), TWO)
    assert workspace.events()[-1].details == {"before": "Vesihuolto", "after": "Vesi ja viemäri"}
    with pytest.raises(UsageError) as fault:
        workspace.rename("1", " ", "Valmistelija")
    assert fault.value.code == "title_missing"


@pytest.mark.parametrize(("to", "order"), [(1, "CAB"), (2, "ACB"), (3, "ABC"), (0, "CAB"), (99, "ABC")])
def test_move(open_workspace: Open, to: int, order: str) -> None:
    """A proposal gets the place that is told, beyond the ends the first or last; the others keep their order."""
    workspace = open_workspace()
    workspace.detected([proposal(letter, k, k + 1) for k, letter in enumerate("ABC")])
    workspace.move(workspace.proposals()[2].id, to, "Valmistelija")
    assert "".join(_titles(workspace)) == order


def test_add(workspace: Workspace) -> None:
    """One added by hand is confirmed by who added it, is last, and has an id of its own each time."""
    made = workspace.add("Kolmas", "Rivi\r\ntoinen <b>", "Valmistelija", number="3")
    assert made == Proposal(
        id=made.id,
        number="3",
        title="Kolmas",
        text="Rivi\ntoinen <b>",
        found_as=FoundAs.HAND,
        state=ProposalState.CONFIRMED,
        confirmed_by="Valmistelija",
    )
    assert workspace.add("Kolmas", "Rivi", "Valmistelija").id != made.id
    assert workspace.proposals()[2] == made


def test_merge_neighbours(workspace: Workspace) -> None:
    """Neighbours of one memo become one stretch of it, with what stands between; the first keeps id, number and title."""
    workspace.save_position(Position(proposal=TWO.id, wishes="Säilyy."), "Valmistelija")
    made = workspace.merge([TWO.id, ONE.id], "Valmistelija", document=memo())
    assert made == replace(ONE, text=WORDS, start=0, end=len(WORDS))
    assert workspace.proposals() == (made, replace(TWO, state=ProposalState.REJECTED))
    assert workspace.position(TWO.id).wishes == "Säilyy."


def test_merge_apart(workspace: Workspace) -> None:
    """Without the memo, or with another's between, the texts are joined by a blank line at the place of the first."""
    workspace.detected([proposal("Muu", 0, 9, source=memo(id="n" * 64))])
    workspace.move("2", 3, "Valmistelija")
    made = workspace.merge([ONE.id, TWO.id], "Valmistelija", document=memo())
    assert made == replace(ONE, text=f"{ONE.text}\n\n{TWO.text}")
    assert [held.state.value for held in workspace.proposals()] == ["detected", "detected", "rejected"]


def test_merge_refused(workspace: Workspace) -> None:
    """Too few, a rejected one, or another than the first with a section: refused by its code, and nothing changes."""
    workspace.detected([proposal("Kolmas", 1, 4)])
    third = workspace.proposals()[2]
    workspace.reject([third.id], "Valmistelija")
    workspace.keep(version(TWO), expected=0)
    before = workspace.proposals()
    codes = []
    for ids in ([ONE.id, ONE.id], [], [ONE.id, third.id], [ONE.id, TWO.id]):
        with pytest.raises(UsageError) as fault:
            workspace.merge(ids, "Valmistelija")
        codes.append(fault.value.code)
    assert codes == ["merge_few", "merge_few", "merge_rejected", "merge_section"]
    assert workspace.proposals() == before
    workspace.move(TWO.id, 1, "Valmistelija")
    assert workspace.merge([ONE.id, TWO.id], "Valmistelija").id == TWO.id


def test_split(workspace: Workspace) -> None:
    """The parts are the memo's words at their places, next to each other; references go to the part that names them."""
    held = memo("Ehdotus 1. Muutetaan 55 §. Lisäksi 56 § kumotaan.", id="n" * 64)
    whole = replace(proposal("Kaksi", 11, len(held.text), source=held), references=("55 §", "56 §"))
    workspace.detected([whole])
    workspace.move(whole.id, 1, "Valmistelija")
    at = whole.text.index("Lisäksi")
    first, second = workspace.split(whole.id, at, "Kumoaminen", "Valmistelija", document=held)
    for part in (first, second):
        assert part.text == held.text[part.start : part.end]
    assert (first.text, second.text) == ("Muutetaan 55 §.", "Lisäksi 56 § kumotaan.")
    assert (first.id, first.title, first.references) == (whole.id, "Kaksi", ("55 §",))
    assert (second.title, second.number, second.references, second.page) == ("Kumoaminen", "", ("56 §",), 2)
    assert workspace.proposals() == (first, second, ONE, TWO)


def test_split_of_what_has_no_place(workspace: Workspace) -> None:
    """The end of a text that stands in no one place of a memo is tied to none."""
    joined = workspace.merge([ONE.id, TWO.id], "Valmistelija")
    first, second = workspace.split(joined.id, joined.text.index("Ehdotus 2"), "Puistot", "Valmistelija")
    assert (first.document, first.start, first.end) == (MEMO, ONE.start, ONE.end)
    assert (second.text, second.document, second.start, second.end, second.page) == (TWO.text, "", 0, 0, None)
    by_hand = workspace.add("Oma", "Eka osa. Toka osa.", "Valmistelija")
    parts = workspace.split(by_hand.id, 9, "Toka", "Valmistelija")
    assert [(part.text, part.document, part.state) for part in parts] == [
        ("Eka osa.", "", ProposalState.CONFIRMED),
        ("Toka osa.", "", ProposalState.CONFIRMED),
    ]


@pytest.mark.parametrize("at", [-1, 0, 10_000, len(ONE.text)])
def test_split_nowhere(workspace: Workspace, at: int) -> None:
    """A part without words is refused, and nothing changes."""
    with pytest.raises(UsageError) as fault:
        workspace.split(ONE.id, at, "x", "Valmistelija")
    assert (fault.value.code, fault.value.values["name"]) == ("split_place", ONE.name)
    assert workspace.proposals() == (ONE, TWO)


@given(st.text("ab \n", min_size=1), st.integers(-1, 30), st.integers(0, 3))
def test_split_loses_no_word(text: str, at: int, before: int) -> None:
    """Wherever a proposal is split, each part is its memo's words at its place, and together they have every word of the whole."""
    held = document("x" * before + text + "yy", id="d")
    whole = proposal("Koko", before, before + len(text), source=held)
    try:
        first, second = plain.parted([whole], whole, at, "Loppu", held)
    except UsageError:
        assert not (0 < at < len(text)) or not text[:at].strip() or not text[at:].strip()
        return
    assert [part.text for part in (first, second)] == [held.text[p.start : p.end] for p in (first, second)]
    assert "".join(first.text.split() + second.text.split()) == "".join(text.split())
    assert first.id != second.id


@given(st.lists(st.integers(1, 6), min_size=2, max_size=5), st.data())
def test_merge_loses_no_word(lengths: list[int], data: st.DataObject) -> None:
    """Whatever is merged, the words of each are in the whole, and the first keeps its name."""
    starts = [sum(lengths[:k]) for k in range(len(lengths))]
    held = document("".join(chr(97 + k % 26) for k in range(sum(lengths))), id="d")
    all_ = [proposal(f"P{k}", a, a + n, source=held) for k, (a, n) in enumerate(zip(starts, lengths, strict=True))]
    in_register = data.draw(st.permutations(all_))
    chosen = data.draw(st.lists(st.sampled_from(all_), min_size=2, unique=True))
    made = plain.merged(in_register, chosen, data.draw(st.sampled_from([held, None])))
    assert all(part.text in made.text for part in chosen)
    first = next(one for one in in_register if one in chosen)
    assert (made.id, made.title) == (first.id, first.title)
