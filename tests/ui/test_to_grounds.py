"""The promises of "Lisää perusteeksi" without a browser: what is offered, what a press makes of the position, what a fault says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.errors import ConflictError
from assistant.statement import Proposal, Stance, ground_id
from assistant.types import Language, Status
from assistant.ui import to_grounds
from assistant.ui.positions_desk import Desk
from assistant.ui.render.log import column, log
from assistant.ui.render.offer import ALL, Offer, called, offered
from assistant.ui.talk import Exchange, Stage, Talk
from tests.ui.fake import HOSTILE, LONG, Fake
from tests.ui.test_html import Seen
from tests.ui.test_render import OURS, ids

FI = Language.FI
WHO = "Esimerkkivirkailija"


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Fake]:
    """A product with a real walk of drafting, its first two proposals confirmed."""
    fake = Fake(folder=tmp_path)
    fake.drafting.workspace.confirm([p.id for p in fake.drafting.proposals()[:2]], WHO)
    yield fake
    fake.drafting.workspace.close()


@pytest.fixture
def desk(product: Fake) -> Desk:
    """A visitor's desk."""
    return Desk(product, FI)


@pytest.fixture
def talk(product: Fake) -> Talk:
    """A question with its answer from two sources, and one that is still being answered."""
    whole = product.answer("Kysymys?", Status.ANSWERED, LONG, FI)
    done = Exchange(n=1, question="Kysymys?", stage=Stage.DONE, claims=LONG, answer=whole)
    return (done, Exchange(n=2, question="Entä?", claims=LONG))


def press(desk: Desk, talk: Talk, proposal: str, n: int = 1, *, turn: int = 1, by: str = WHO) -> to_grounds.Outcome:
    """One press, as the page sends it."""
    return to_grounds.added(desk, talk, {"turn": str(turn), "n": str(n), "ground": proposal, "by": by})


def test_confirmed_proposals_alone_are_offered(desk: Desk, talk: Talk) -> None:
    """Each card of a finished answer, and the answer, has a button for each confirmed proposal; with none confirmed, nothing."""
    offer = to_grounds.offering(desk)
    shown = column(talk, FI, offer) + log(talk, (), FI, offer)
    assert [p.number for p in offer.proposals] == ["1", "2"]
    assert shown.count("data-ground=") == 2 * (2 + 1)
    assert "data-ground" not in column(talk, FI, Offer()) + log(talk, (), FI, Offer())
    seen = ids(shown)
    assert len(seen) == len(set(seen))


def test_what_is_pressed_is_a_chosen_ground(desk: Desk, talk: Talk) -> None:
    """The source's quotes are among the chosen grounds, stance or none; the words tell so, and the card does from then on."""
    proposal = to_grounds.offering(desk).proposals[0]
    made = press(desk, talk, proposal.id)
    quotes = (*LONG[0].quotes, *LONG[1].quotes)
    kept = desk.drafting.position(proposal.id)
    assert (kept.stance, kept.added, kept.by) == (Stance.UNDECIDED, quotes, WHO)
    assert kept.grounds == tuple(map(ground_id, quotes))
    assert (made.told, made.failed) == ("Lisätty ehdotuksen 1 perusteeksi.", False)
    assert made.offer is not None
    shown = Seen(column(talk[:1], FI, made.offer)).words
    assert shown.count("Lisätty ehdotuksen 1 perusteeksi") == 1
    assert shown.count("jo perusteena") == 1
    press(desk, talk, proposal.id, ALL)
    assert desk.drafting.position(proposal.id).added == (*quotes, *LONG[2].quotes)


def test_the_name_is_asked_once(desk: Desk, talk: Talk) -> None:
    """Without a name nothing is kept, and the fold that was pressed says so; a name told once need not be told again."""
    proposal = to_grounds.offering(desk).proposals[0].id
    made = press(desk, talk, proposal, by=" ")
    assert made.offer is not None
    assert list(made.offer.wrong) == ["t1-g1"]
    assert desk.drafting.position(proposal).revision == 0
    assert 'aria-invalid="true"' in column(talk, FI, made.offer)
    press(desk, talk, proposal)
    assert 'name="by"' not in column(talk, FI, to_grounds.offering(desk))
    assert press(desk, talk, proposal, 2, by="").told


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"turn": "1", "n": "9"},
        {"turn": "2", "n": "1"},
        {"turn": "-1", "n": "²"},
        {"turn": "9" * 40, "n": "1"},
    ],
)
def test_whatever_the_browser_sends(desk: Desk, talk: Talk, told: dict[str, str]) -> None:
    """A source that is not there, of an answer that is not finished or no longer known, adds nothing and says so."""
    proposal = to_grounds.offering(desk).proposals[0].id
    made = to_grounds.added(desk, talk, {"ground": proposal, "by": WHO, **told})
    assert (made.offer, made.failed) == (None, True)
    assert "mitään ei lisätty" in made.told
    assert desk.drafting.position(proposal).revision == 0


@pytest.mark.parametrize("known", [True, False])
def test_a_proposal_that_cannot_be_added_to(desk: Desk, talk: Talk, known: bool) -> None:
    """One that is unconfirmed by now, or gone, is told at the fold in words."""
    proposal = desk.drafting.proposals()[3].id if known else "olematon"
    made = press(desk, talk, proposal)
    assert made.offer is not None
    words = made.offer.wrong["t1-g1"]
    assert ("ei ole vahvistettu" if known else "ei ole") in words


def test_another_s_change_is_never_overwritten(desk: Desk, talk: Talk, product: Fake) -> None:
    """A quote is added to what holds now, and what another has saved is still told at the next save of who had not seen it;
    one's own adding is no surprise to oneself."""
    proposal = to_grounds.offering(desk).proposals[0].id
    desk.act("open", {"id": proposal})
    press(desk, talk, proposal)
    desk.act("stance", {"value": "supports", "by": WHO, "proposal": proposal})
    assert (desk.clash, desk.failed) == (None, False)
    theirs = replace(product.drafting.position(proposal), wishes="Toisen toive.")
    product.drafting.take_position(theirs, "Toinen")
    press(desk, talk, proposal, 2)
    kept = product.drafting.position(proposal)
    assert (kept.wishes, kept.stance, len(kept.added)) == ("Toisen toive.", Stance.SUPPORTS, 3)
    desk.act("stance", {"value": "opposes", "by": WHO, "proposal": proposal})
    assert desk.clash is not None
    with pytest.raises(ConflictError):
        product.drafting.take_position(theirs, "Toinen")


def test_an_unreadable_workspace_offers_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Answers are shown also when nothing can be kept."""
    monkeypatch.setattr(type(desk.product), "drafting", property(lambda _: 1 / 0))
    assert to_grounds.offering(desk) == Offer()


@pytest.mark.parametrize(
    ("number", "words"),
    [("3", "3"), ("Kehittämisehdotus 3.", "3"), ("Ehdotus 2.1:", "2.1"), ("", "”Otsikko”"), ("Ehdotus", "”Otsikko”")],
)
def test_what_a_proposal_is_called(number: str, words: str) -> None:
    """By its bare number where it has one, else by its title."""
    assert called(Proposal(id="p1", number=number, title="Otsikko", text="")) == words


def test_a_title_is_only_words() -> None:
    """Whatever a memo calls its proposal, no markup comes of it."""
    hostile = Proposal(id=HOSTILE, number=HOSTILE, title=HOSTILE, text="")
    drawn = offered(Offer(proposals=(hostile,)), LONG[0].quotes, 1, 1, FI, of=HOSTILE)
    assert drawn is not None
    seen = Seen(drawn)
    assert set(seen.tags) <= OURS | {"path", "details", "input", "label"}
    assert not [name for name, _ in seen.attributes if name.startswith("on")]


def test_un_chosen_in_kannat(desk: Desk, talk: Talk) -> None:
    """An added ground that is un-chosen goes, and where the rules do not find it the words say so."""
    proposal = to_grounds.offering(desk).proposals[1].id
    press(desk, talk, proposal, 2)
    desk.act("open", {"id": proposal})
    (ground,) = [one for one in desk.grounds().grounds if one.added]
    told = {"id": ground.id, "checked": "false", "by": WHO, "proposal": proposal}
    desk.act("ground", told)
    assert (desk.told, desk.focus) == ("Lisätty peruste poistettu.", "step-grounds")
    assert desk.drafting.position(proposal).added == ()
    assert not [one for one in desk.grounds().grounds if one.added]
