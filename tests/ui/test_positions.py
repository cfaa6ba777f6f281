"""The promises of the tab Kannat without a browser: what is drawn is escaped and names everything, and a desk loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import assistant.ui
from assistant.statement import CHOICES, Position, Proposal, ProposalState, Stance
from assistant.text.wording import texts
from assistant.types import Language, Severity
from assistant.ui import positions_view as view
from assistant.ui.positions_desk import Desk, place_of
from assistant.ui.render import position, positions, section
from assistant.ui.render.positions import Row, Stage, coverage
from tests.ui.fake import HOSTILE, MEMO, Fake
from tests.ui.test_html import Seen
from tests.ui.test_render import OURS, ids

FI = Language.FI
ALLOWED = OURS | set("blockquote del details fieldset form h4 ins legend option select textarea dl tfoot".split())


@pytest.fixture
def product(tmp_path: Path) -> Iterator[Fake]:
    """A product with a real walk of drafting over the invented memo."""
    fake = Fake(folder=tmp_path)
    yield fake
    fake.drafting.workspace.close()


@pytest.fixture
def desk(product: Fake) -> Desk:
    """A desk with the first proposal confirmed and open."""
    made = Desk(product, FI)
    first = product.drafting.proposals()[0].id
    do(made, "confirm", id=first)
    do(made, "open", id=first)
    return made


def do(desk: Desk, deed: str, by: str = "Esimerkkivirkailija", **told: str) -> Desk:
    """One thing done at a desk, as the page sends it."""
    desk.act(deed, {"by": by, "proposal": desk.opened, **told})
    return desk


def drafted(desk: Desk, stance: Stance = Stance.SUPPORTS) -> Desk:
    """The opened proposal with a stance and a first draft."""
    do(desk, "stance", value=stance.value)
    return do(desk, "draft")


# Drawing


def test_every_used_text_exists() -> None:
    """A key of this tab in the code of the screen is a key of its wording."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in Path(assistant.ui.__file__).parent.rglob("*.py"))
    used = set(re.findall(r'"positions\.([a-z_]+)"', source)) | set(re.findall(r'self\._say\("([a-z_]+)"', source))
    assert len(used) > 80
    assert used - {"css", "js"} <= set(texts()["positions"])


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("positions.own_", Stance),
        ("stance.", Stance),
        ("positions.stage_", Stage),
        ("severity.", Severity),
        ("positions.example_", section.EXAMPLES),
    ],
)
def test_every_value_has_a_word(prefix: str, values: list[str]) -> None:
    """Stances, stages, severities and examples are all named."""
    part, _, start = prefix.partition(".")
    assert {f"{start}{value}" for value in values} <= set(texts()[part])


def test_the_three_texts_agree() -> None:
    """Each text has Finnish, Swedish and English with the same places."""
    for name, said in texts()["positions"].items():
        assert set(said) == set(Language), name
        assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in said.values()}) == 1, name
        assert all(text == text.strip() and text for text in said.values()), name


def test_nothing_is_chosen_beforehand() -> None:
    """Of four stances none is checked until the manager has chosen one."""
    html = position.stances(Position(proposal="p1"), FI)
    assert html.count('type="radio"') == 4
    assert "checked" not in html
    chosen = position.stances(Position(proposal="p1", stance=Stance.OPPOSES), FI)
    assert re.findall(r'value="(\w+)" data-do="stance" checked', chosen) == ["opposes"]


def test_a_stance_is_a_drawing_and_words() -> None:
    """A stance and a stage are never told by colour alone."""
    for stance in Stance:
        for drawn in (positions.own_stance(stance, FI), positions.their_stance(stance, FI)):
            assert "<svg" in drawn
            assert Seen(drawn).words.strip()
    assert all("<svg" in positions.stage(stage, FI) and Seen(positions.stage(stage, FI)).words for stage in Stage)


def test_coverage_counts_confirmed_proposals_alone() -> None:
    """What waits for confirming or was rejected is in neither figure of the meter."""
    held = Proposal(id="p", number="1", title="Otsikko", text="Teksti.")
    stages = (Stage.APPROVED, Stage.DRAFT, Stage.GROUNDS, Stage.UNTOUCHED, Stage.UNCONFIRMED, Stage.REJECTED)
    assert coverage([Row(proposal=held, stage=stage) for stage in stages]) == (2, 1, 4)
    assert positions.meter([Row(proposal=held, stage=Stage.REJECTED)], FI) is None


@given(st.text(), st.text(), st.text())
def test_a_proposal_never_becomes_markup(number: str, title: str, text: str) -> None:
    """Whatever a memo calls a proposal and says in it, only our own elements are drawn, without a handler."""
    held = Proposal(id="p1", number=number + HOSTILE, title=title + HOSTILE, text=text + HOSTILE)
    row = Row(proposal=held, stage=Stage.UNCONFIRMED)
    page = "".join(
        [
            positions.register([row], FI, memos=True),
            positions.arranging([row, row], {}, "1", FI, splitting=positions.split_form(held, "", {}, FI)),
            position.head(row, FI),
            position.words(held, None, FI),
        ]
    )
    seen = Seen(page)
    assert set(seen.tags) <= ALLOWED | {"path"}
    assert not [name for name, _ in seen.attributes if name.startswith("on")]


def test_a_long_text_is_folded_not_cut() -> None:
    """A proposal of many pages is shown whole under its fold."""
    text = " ".join(f"Virke {n} päättyy tähän." for n in range(400))
    html = position.words(Proposal(id="p1", number="", title="T", text=text), None, FI)
    assert "<details" in html
    assert "Virke 399" in html


@pytest.mark.parametrize(("digest", "words"), [(False, "Avaa kohta muistiossa"), (True, "Avaa kohta koosteessa")])
def test_the_way_to_a_digest_is_called_so(digest: bool, words: str) -> None:
    """A digest of our own is not called the memo that it is made from."""
    held = Proposal(id="p1", number="", title="T", text="Sanoja.", document=MEMO.id)
    assert words in position.words(held, replace(MEMO, digest=digest), FI)


def test_added_and_removed_words_are_told_in_words() -> None:
    """A difference has a sign and a hidden word at each change, and white space stays outside of it."""

    class Made:
        def __init__(self, kind: str, text: str) -> None:
            self.kind = kind
            self.text = text

    html = section.difference((1, 2), [Made("same", "Alku"), Made("removed", " vanha"), Made("added", " uusi ")], FI)
    assert '<del><span class="unseen">poistettu: </span>' in html
    assert '<ins><span class="unseen">lisätty: </span><span class="sign" aria-hidden="true">+</span>uusi</ins>' in html
    assert Seen(html).words.count("+") == 2


# The desk


def test_proposals_wait_for_a_person(product: Fake) -> None:
    """What rules found is unconfirmed in the register; nothing of it counts as covered."""
    desk = Desk(product, FI)
    rows = desk.rows()
    assert [row.stage for row in rows] == [Stage.UNCONFIRMED] * 4
    assert view.label(desk) == texts()["positions"]["tab"]["fi"]
    assert 'data-do="confirm"' in view.body(desk)


def test_nothing_is_kept_of_nobody(product: Fake) -> None:
    """Without a name the deed waits, the field says why, and it is done once the name is told."""
    desk = Desk(product, FI)
    first = product.drafting.proposals()[0].id
    do(desk, "confirm", by="  ", id=first)
    assert product.drafting.proposal(first).state is ProposalState.DETECTED
    assert desk.focus == "by"
    assert 'id="by-wrong"' in view.body(desk)
    do(desk, "name", by="Esimerkkivirkailija")
    assert product.drafting.proposal(first).confirmed_by == "Esimerkkivirkailija"
    assert Desk(product, FI).name == "Esimerkkivirkailija"


def test_each_page_keeps_its_own_name(product: Fake) -> None:
    """Another's name told on another page does not become mine."""
    mine, theirs = Desk(product, FI), Desk(product, FI)
    do(mine, "name", by="Ensimmäinen")
    do(theirs, "name", by="Toinen")
    assert (mine.name, theirs.name) == ("Ensimmäinen", "Toinen")


def test_no_draft_before_a_stance(desk: Desk) -> None:
    """UNDECIDED has no button for a draft but a reason; a draft asked for anyway is refused in words."""
    assert 'data-do="draft"' not in view.body(desk)
    assert "valitse ensin kanta" in view.body(desk)
    do(desk, "draft")
    assert desk.failed
    assert desk.work() is None
    do(desk, "stance", value="supports")
    assert 'data-do="draft"' in view.body(desk)


@pytest.mark.parametrize("stance", CHOICES)
def test_each_stance_gives_a_draft(desk: Desk, stance: Stance) -> None:
    """The page of a drafted section has unique ids, a way from every number to its card, and an origin at each sentence."""
    drafted(desk, stance)
    page = view.body(desk) + view.column(desk)
    found = ids(page)
    assert len(found) == len(set(found))
    assert set(re.findall(r'class="pill" href="#([^"]+)"', page)) <= set(found)
    work = desk.work()
    assert work is not None
    assert page.count('class="origin ') == len(work.newest.claims)
    assert desk.focus == "t0"


def test_a_bad_date_keeps_what_was_typed(desk: Desk) -> None:
    """A date that cannot be read is told at its field; nothing is saved and the fields are not emptied."""
    before = desk.stamp
    do(desk, "fact_add", fact="Kaupungissa on 84 kokeilua.", date="31.2.2026")
    assert "fact-date" in desk.wrong
    assert desk.stamp == before
    assert desk.position().facts == ()
    do(desk, "fact_add", fact="Kaupungissa on 84 kokeilua.", date="12.1.2026", source="työllisyyspalvelut")
    assert [fact.source for fact in desk.position().facts] == ["työllisyyspalvelut"]
    do(desk, "fact_drop", id=desk.position().facts[0].id)
    assert desk.position().facts == ()


def test_grounds_are_ticked_and_unticked(desk: Desk) -> None:
    """A ticked ground is what the draft uses; with none ticked the default ones are, and are told."""
    do(desk, "stance", value="supports")
    assert "oletuksena" in view.body(desk)
    chosen = desk.grounds().grounds[0].id
    do(desk, "ground", id=chosen, checked="true")
    assert desk.taken() == (chosen,)
    do(desk, "ground", id=chosen, checked="false")
    assert desk.position().grounds == ()


def test_wishes_are_saved_as_they_are_typed(desk: Desk, product: Fake) -> None:
    """A save says when, draws nothing anew, and survives another desk; quick deeds of one page are no conflict."""
    assert desk.save({"what": "wishes", "value": "Rahoitus turvataan.", "by": "V", "proposal": desk.opened}) is False
    assert "Tallennettu klo" in desk.told
    do(desk, "stance", value="opposes")
    assert desk.clash is None
    other = do(Desk(product, FI), "open", id=desk.opened)
    assert other.position().wishes == "Rahoitus turvataan."


def test_what_is_typed_comes_back(desk: Desk, product: Fake) -> None:
    """An edit that was never saved as a version is there after a reload, and is gone when it is discarded."""
    do(drafted(desk), "edit_open")
    desk.save({"what": "typing", "value": "Kesken jäi", "by": "Esimerkkivirkailija", "proposal": desk.opened})
    again = do(Desk(product, FI), "open", id=desk.opened)
    assert "keskeneräinen" in view.body(again)
    do(again, "edit_open")
    assert "Kesken jäi</textarea>" in view.body(again)
    do(again, "edit_cancel")
    assert again.work() is not None
    assert again.work().typed is None  # type: ignore[union-attr]


def test_two_people_on_one_section(desk: Desk, product: Fake) -> None:
    """The second is shown both texts; keeping mine makes a third version, and theirs stays as the second."""
    drafted(desk)
    other = do(Desk(product, FI), "open", by="Toinen", id=desk.opened)
    do(desk, "edit_open")
    do(other, "edit", by="Toinen", text="Toisen virke.")
    do(desk, "edit", text="Oma virke.")
    page = view.body(desk)
    assert desk.focus == "conflict"
    assert "Toisen virke." in page
    assert "Oma virke." in page
    work = desk.work()
    assert work is not None
    assert len(work.versions) == 2
    do(desk, "keep_mine")
    work = desk.work()
    assert work is not None
    assert [version.text for version in work.versions[1:]] == ["Toisen virke.", "Oma virke."]


def test_taking_the_others_text_keeps_mine(desk: Desk, product: Fake) -> None:
    """The text that gave way is there as an unfinished edit, and no version comes of it."""
    drafted(desk)
    other = do(Desk(product, FI), "open", by="Toinen", id=desk.opened)
    do(other, "edit", by="Toinen", text="Toisen virke.")
    do(desk, "edit", text="Oma virke.")
    do(desk, "take_theirs")
    work = desk.work()
    assert work is not None
    assert (work.newest.text, work.typed, len(work.versions)) == ("Toisen virke.", "Oma virke.", 2)
    do(desk, "approve")
    assert desk.rows()[0].stage is Stage.APPROVED


def test_two_people_on_one_stance(desk: Desk, product: Fake) -> None:
    """A stance saved on an older one is refused and shown with the other; either may be chosen."""
    other = do(Desk(product, FI), "open", by="Toinen", id=desk.opened)
    do(other, "stance", by="Toinen", value="opposes")
    do(desk, "stance", value="supports")
    assert product.drafting.position(desk.opened).stance is Stance.OPPOSES
    assert "Ei kannateta" in view.body(desk)
    do(desk, "keep_mine")
    assert product.drafting.position(desk.opened).stance is Stance.SUPPORTS
    do(other, "stance", by="Toinen", value="no_comment")
    do(other, "take_theirs", by="Toinen")
    assert other.position().stance is Stance.SUPPORTS


@pytest.mark.parametrize(("deed", "told"), [("approve", {}), ("restore", {"n": "1"}), ("draft", {})])
def test_an_unseen_version_is_shown_first(desk: Desk, product: Fake, deed: str, told: dict[str, str]) -> None:
    """Nobody approves, restores over or drafts over a text that another has made and they have not seen."""
    drafted(desk)
    other = do(Desk(product, FI), "open", by="Toinen", id=desk.opened)
    do(other, "edit", by="Toinen", text="Toisen virke.")
    do(desk, deed, **told)
    assert desk.failed
    work = desk.work()
    assert work is not None
    assert len(work.versions) == 2
    assert desk.rows()[0].stage is Stage.DRAFT


def test_versions_are_compared_restored_and_approved(desk: Desk) -> None:
    """An older text comes back as the newest version; an approval is of one version and ends with the next."""
    drafted(desk)
    work = desk.work()
    assert work is not None
    do(desk, "edit", text=work.newest.text + "\n\nKaupunki maksaa 55 000 euroa.")
    do(desk, "compare", first="2", second="1")
    assert desk.compared == (1, 2)
    assert "<ins>" in view.body(desk)
    do(desk, "restore", n="1")
    assert "55 000" not in view.body(desk).split("<details")[-2]
    do(desk, "approve")
    assert desk.rows()[0].stage is Stage.APPROVED
    assert 'id="approved"' in view.body(desk)
    do(desk, "revise", instruction="lyhennä")
    assert desk.rows()[0].stage is Stage.DRAFT


def test_an_instruction_that_is_not_understood(desk: Desk) -> None:
    """It is told at its field with what can be asked, and no version comes of it."""
    drafted(desk)
    do(desk, "revise", instruction="tee siitä runo")
    assert "instruction" in desk.wrong
    work = desk.work()
    assert work is not None
    assert len(work.versions) == 1


def test_the_register_is_arranged(product: Fake) -> None:
    """Rename, move, split, merge, reject, bring back and add, each one deed."""
    desk = do(Desk(product, FI), "arrange")
    first, second, *_ = (held.id for held in product.drafting.proposals())
    do(desk, "rename", id=first, title="Uusi otsikko")
    do(desk, "move", id=first, to="2")
    assert [row.proposal.id for row in desk.rows()][:2] == [second, first]
    do(desk, "split", id=first, at="Muutos  koskee", title="Toinen osa")
    assert len(desk.rows()) == 5
    part = desk.rows()[2].proposal
    assert part.text.startswith("Muutos koskee")
    do(desk, "merge", merge=f"{first},{part.id}")
    do(desk, "reject", id=second)
    assert [row.stage for row in desk.rows()].count(Stage.REJECTED) == 2
    do(desk, "confirm", id=second)
    do(desk, "add", number="9", title="Lisätty", text="Teksti.")
    assert desk.rows()[-1].proposal.name == "9 Lisätty"
    assert "Uusi otsikko" in view.body(desk)


@pytest.mark.parametrize("told", [{}, {"id": "ei ole"}, {"id": "pxxxx", "to": "x"}, {"value": "kyllä"}, {"n": "-3"}])
def test_a_strange_request_ends_in_words(desk: Desk, told: dict[str, str]) -> None:
    """Whatever a browser sends, the page tells something and the desk can still be drawn."""
    from assistant.ui.positions_desk import _ACTIONS

    drafted(desk)
    opened = desk.opened
    for deed in (*_ACTIONS, "tuntematon"):
        do(desk, deed, **told)
        do(desk, "open", id=opened)
        assert "proposal-view" in view.body(desk)


@pytest.mark.parametrize("language", Language)
def test_every_language_is_drawn(product: Fake, language: Language) -> None:
    """The register, its tools and a drafted section come out in each language; English is drafted in Finnish."""
    desk = Desk(product, language)
    first = product.drafting.proposals()[0].id
    assert view.body(desk)
    assert view.body(do(desk, "arrange"))
    do(desk, "confirm", id=first)
    do(desk, "open", id=first)
    drafted(desk)
    work = desk.work()
    assert work is not None
    assert work.newest.language is (Language.SV if language is Language.SV else FI)
    assert view.body(desk)
    assert view.told(desk)


@given(st.text(max_size=40), st.text(min_size=1, max_size=10), st.text(max_size=20))
def test_a_place_is_found_white_space_aside(before: str, words: str, after: str) -> None:
    """Words copied from the page are found in the text although line breaks differ; others are not."""
    text = before + words + after
    at = place_of(text, " ".join(words))
    if words.strip():
        wanted = "".join(words.split())
        assert at >= 0
        assert "".join(text[at:].split()).startswith(wanted)
    else:
        assert at == -1
