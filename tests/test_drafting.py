"""The walk of a draft as a whole: from a memo in the library to files, and what holds whatever a person does on the way."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.drafting import SHIPPED, Drafting
from assistant.errors import ConflictError, LausuntoError, RefusedError, StoreError, UsageError
from assistant.export import Format, What
from assistant.library.library import Library
from assistant.statement import (
    CHOICES,
    LocalFact,
    Position,
    ProposalState,
    Side,
    Stance,
    VersionKind,
    ground_id,
)
from assistant.testing import ExactStore
from assistant.text.facts import tokens
from assistant.text.quotes import tidy, verbatim
from assistant.types import Case, Kind, Language, Origin, Role, Severity
from assistant.workspace import Workspace

SOURCES = Path(__file__).parent / "ui" / "sources"
WHO = "Tekijä"
FACT = LocalFact(
    id="", text="Kaupungin työkokeiluissa oli vuonna 2025 yhteensä 84 henkilöä.", source="työllisyyspalvelut"
)
WISH = "Kaupunki esittää, että enimmäiskestosta voidaan poiketa, kun selvitetään työkykyä."


def opened(folder: Path) -> Drafting:
    """A walk over the folder's own library, lexical, and workspace."""
    library = Library(
        folder, store=ExactStore(), embedder=None, embedder_name="lexical", max_bytes=1_000_000, read_seconds=30
    )
    case = Case(
        name="Kokeilumuistio", title="Arviomuistio työkokeilujen kehittämisestä", requester="Esimerkkiministeriö"
    )
    return Drafting(library=library, workspace=Workspace(folder), case=case)


def closed(drafting: Drafting) -> None:
    """Lets go of its files."""
    drafting.close()
    drafting._library.close()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sources taken in, to be copied."""
    folder = tmp_path_factory.mktemp("filled")
    drafting = opened(folder)
    drafting._library.add([SOURCES])
    drafting.proposals()
    closed(drafting)
    return folder


@pytest.fixture
def drafting(filled: Path, tmp_path: Path) -> Iterator[Drafting]:
    """A walk over a copy of the filled folder."""
    made = opened(Path(shutil.copytree(filled, tmp_path / "data")))
    yield made
    closed(made)


def taken(drafting: Drafting, stance: Stance, *, n: int = 0, wishes: str = WISH) -> str:
    """Confirms a proposal and takes a stance on it; its id."""
    proposal = drafting.proposals()[n]
    drafting.workspace.confirm([proposal.id], WHO)
    position = replace(drafting.position(proposal.id), stance=stance, wishes=wishes, facts=(FACT,))
    drafting.take_position(position, WHO)
    return proposal.id


# Proposals


def test_a_memo_s_proposals_wait_for_a_person(drafting: Drafting) -> None:
    """What is found in an added memo is in the register with its printed number, page and words, and is not confirmed."""
    register = drafting.proposals()
    assert [p.number for p in register] == ["1", "2", "3", "4"] or all(p.number for p in register)
    assert len(register) == 4
    assert {p.state for p in register} == {ProposalState.DETECTED}
    memo = drafting._library.document(register[0].document)
    assert all(memo.text[p.start : p.end] == p.text for p in register)


def test_shipped_proposals_are_confirmed(tmp_path: Path) -> None:
    """A memo that comes with the knowledge folder needs no confirming."""
    made = opened(tmp_path / "data")
    made._library.sync(SOURCES, SHIPPED)
    assert {p.state for p in made.proposals()} == {ProposalState.CONFIRMED}
    closed(made)


def test_a_removed_memo_takes_untouched_proposals_along(drafting: Drafting) -> None:
    """What nobody has worked on goes with its memo; what has a stance stays."""
    kept = taken(drafting, Stance.SUPPORTS)
    drafting._library.remove([drafting.proposal(kept).document])
    assert [p.id for p in drafting.proposals()] == [kept]


def test_merging_and_splitting_keep_the_memo_s_words(drafting: Drafting) -> None:
    """A merged proposal's text runs from the first to the last, and a split one's halves make it up again."""
    first, second = drafting.proposals()[:2]
    memo = drafting._library.document(first.document)
    merged = drafting.merge([first.id, second.id], WHO)
    assert merged.text == memo.text[first.start : second.end]
    one, two = drafting.split(merged.id, len(first.text) + 1, "Toinen", WHO)
    assert "".join((one.text + two.text).split()) == "".join(merged.text.split())


# Stance first


@pytest.mark.parametrize("undecided", [True, False])
def test_nothing_is_drafted_before_the_stance(drafting: Drafting, undecided: bool) -> None:
    """An unconfirmed proposal, and then an undecided stance, are refused, and no version is made."""
    proposal = drafting.proposals()[0]
    with pytest.raises(RefusedError, match="proposal_unconfirmed"):
        drafting.draft(proposal.id)
    drafting.workspace.confirm([proposal.id], WHO)
    with pytest.raises(RefusedError, match="stance_missing"):
        drafting.draft(proposal.id, undecided=undecided)
    assert drafting.workspace.sections() == ()


@pytest.mark.parametrize("stance", [Stance.UNCLEAR])
def test_a_stance_nobody_can_choose(drafting: Drafting, stance: Stance) -> None:
    """UNCLEAR is for what bodies say, not for the city."""
    with pytest.raises(UsageError, match="stance_unknown"):
        drafting.take_position(Position(proposal=drafting.proposals()[0].id, stance=stance), WHO)


def test_two_people_on_one_position(drafting: Drafting) -> None:
    """The second is refused and gets what the first saved; nothing is overwritten."""
    proposal = drafting.proposals()[0].id
    seen = drafting.position(proposal)
    mine = drafting.take_position(replace(seen, stance=Stance.SUPPORTS), WHO)
    with pytest.raises(ConflictError) as told:
        drafting.take_position(replace(seen, stance=Stance.OPPOSES), "Toinen")
    assert told.value.theirs == mine
    assert drafting.position(proposal).stance is Stance.SUPPORTS


# Drafts


@pytest.mark.parametrize("stance", CHOICES)
def test_the_stance_comes_first(drafting: Drafting, stance: Stance) -> None:
    """The first sentence is the stance's, in fixed wording; no comment says nothing else."""
    made = drafting.draft(taken(drafting, stance), by=WHO)
    first = made.version.claims[0]
    assert (first.role, first.origin) == (Role.STANCE, Origin.FORM)
    assert (len(made.version.claims) == 1) == (stance is Stance.NO_COMMENT)
    assert not [f for f in made.findings if f.check == "stance"]


def test_own_words_are_there_unchanged(drafting: Drafting) -> None:
    """The manager's wishes are OWN sentences, word for word; a fact told with its source rests on its note, a source like any."""
    made = drafting.draft(taken(drafting, Stance.SUPPORTS_WITH_RESERVATIONS), by=WHO)
    assert WISH in [claim.text for claim in made.version.claims if claim.origin is Origin.OWN]
    (fact,) = [claim for claim in made.version.claims if claim.role is Role.FACT]
    assert fact.text == "Kaupungin työkokeiluissa oli vuonna 2025 yhteensä 84 henkilöä (työllisyyspalvelut)."
    assert (fact.origin, [quote.text for quote in fact.quotes]) == (Origin.SUPPORTED, [FACT.text])
    drafting.close()
    notes = [d for d, _ in drafting._library.documents() if d.kind is Kind.LOCAL]
    assert [drafting._library.document(d.id).text for d in notes] == [FACT.text]


def test_chosen_grounds_alone_are_quoted(drafting: Drafting) -> None:
    """When the person ticked grounds, a draft quotes those and nothing else."""
    proposal = taken(drafting, Stance.SUPPORTS)
    found = drafting.grounds(proposal)
    chosen = found.grounds[0]
    drafting.take_position(replace(drafting.position(proposal), grounds=(chosen.id,)), WHO)
    made = drafting.draft(proposal, by=WHO)
    quotes = {quote.text for claim in made.version.claims if claim.role is Role.REASON for quote in claim.quotes}
    assert quotes == {chosen.quote.text}


def test_an_added_quote_is_a_chosen_ground(drafting: Drafting) -> None:
    """A quote that a person adds is kept also without a stance, told by a draft like any chosen ground, and outlives its source;
    un-chosen, it is gone."""
    proposal = drafting.proposals()[0].id
    quote = next(
        g for g in drafting.grounds(drafting.proposals()[-1].id).grounds if g.document.kind is not Kind.MEMO
    ).quote
    with pytest.raises(RefusedError, match="ground_unconfirmed"):
        drafting.with_grounds(drafting.position(proposal), [quote])
    drafting.workspace.confirm([proposal], WHO)
    twice = drafting.with_grounds(drafting.with_grounds(drafting.position(proposal), [quote]), [quote])
    kept = drafting.take_position(twice, WHO)
    assert (kept.stance, kept.grounds, kept.added) == (Stance.UNDECIDED, (ground_id(quote),), (quote,))
    with pytest.raises(ConflictError):
        drafting.take_position(twice, "Toinen")
    drafting._library.remove([quote.passage.document.id])
    (ground,) = [g for g in drafting.grounds(proposal).grounds if g.added]
    assert ground.quote == quote
    kept = drafting.take_position(replace(kept, stance=Stance.SUPPORTS), WHO)
    made = drafting.draft(proposal, by=WHO)
    assert {q.text for c in made.version.claims if c.role is Role.REASON for q in c.quotes} == {quote.text}
    assert "source_gone" in {f.message for f in made.findings}
    drafting.take_position(replace(kept, grounds=()), WHO)
    assert drafting.position(proposal).added == ()
    assert not [g for g in drafting.grounds(proposal).grounds if g.added]


def test_grounds_tell_who_stands_where(drafting: Drafting) -> None:
    """A digest's words are background alone, and the city's own other stand is warned of."""
    found = drafting.grounds(taken(drafting, Stance.SUPPORTS))
    assert all(g.side is Side.NEUTRAL and g.stance is Stance.UNCLEAR for g in found.grounds if g.document.digest)
    assert all(g.document.kind is Kind.OTHER_STATEMENT for g in found.voices)


def test_a_stance_changed_after_drafting_is_told(drafting: Drafting) -> None:
    """The section stays as it was, with an error that says to draft anew."""
    proposal = taken(drafting, Stance.SUPPORTS)
    made = drafting.draft(proposal, by=WHO)
    drafting.take_position(replace(drafting.position(proposal), stance=Stance.OPPOSES), WHO)
    told = drafting.findings(made.version)
    assert [f.severity for f in told if f.message == "stance_changed"] == [Severity.ERROR]
    assert drafting.latest(proposal).claims == made.version.claims


def test_a_removed_source_leaves_its_quote(drafting: Drafting) -> None:
    """The section keeps the words, and says that the source is gone."""
    proposal = taken(drafting, Stance.SUPPORTS)
    made = drafting.draft(proposal, by=WHO)
    quoted = {q.passage.document.id for c in made.version.claims for q in c.quotes}
    drafting._library.remove(quoted)
    again = drafting.latest(proposal)
    assert again.claims == made.version.claims
    assert "source_gone" in {f.message for f in drafting.findings(again)}


# Versions


def test_every_change_is_a_version(drafting: Drafting) -> None:
    """Draft, instruction, hand and restoring each make one, told by whom, and none is lost."""
    proposal = taken(drafting, Stance.SUPPORTS)
    made = drafting.draft(proposal, by=WHO).version
    drafting.revise(made.section, "lyhennä", by=WHO)
    drafting.edit(made.section, made.text + "\n\nKaupunki korostaa riittävää rahoitusta.", by="Toinen")
    drafting.restore(made.section, 1, by=WHO)
    kept = drafting.versions(made.section)
    assert [v.kind for v in kept] == [VersionKind.DRAFT, VersionKind.REVISION, VersionKind.EDIT, VersionKind.RESTORE]
    assert [v.by for v in kept] == [WHO, WHO, "Toinen", WHO]
    assert kept[-1].claims == kept[0].claims == made.claims


def test_two_people_on_one_section(drafting: Drafting) -> None:
    """Who edits an older version is refused and shown the newer one."""
    made = drafting.draft(taken(drafting, Stance.SUPPORTS), by=WHO).version
    newer = drafting.edit(made.section, made.text + " Lisäys.", by=WHO, expected=1).version
    with pytest.raises(ConflictError) as told:
        drafting.edit(made.section, made.text + " Toinen lisäys.", by="Toinen", expected=1)
    assert told.value.theirs == newer


def test_what_changed_is_told_word_by_word(drafting: Drafting) -> None:
    """What stayed and what came make the newer text."""
    made = drafting.draft(taken(drafting, Stance.SUPPORTS), by=WHO).version
    newer = drafting.edit(made.section, made.text.replace("84", "85"), by=WHO).version
    told = drafting.difference(made.section, 1, 2)
    assert "85" in "".join(c.text for c in told if str(c.kind) == "added")
    assert [c.text for c in newer.claims if c.origin is Origin.UNSUPPORTED]


def test_approval_is_of_one_version(drafting: Drafting) -> None:
    """A change after approval takes it away; the log keeps both."""
    made = drafting.draft(taken(drafting, Stance.NO_COMMENT), by=WHO).version
    drafting.approve(made.section, "Hyväksyjä")
    (section,) = drafting.statement().sections
    assert section.approval is not None
    assert (section.approval.by, section.approval.version) == ("Hyväksyjä", 1)
    drafting.edit(made.section, "Kaupungilla ei ole lausuttavaa.", by=WHO)
    assert drafting.statement().sections[0].approval is None
    assert "section_approved" in {event.action for event in drafting.workspace.events()}


@pytest.mark.parametrize("name", ["ei-ole", "", "p00000000-fi"])
def test_an_unknown_section(drafting: Drafting, name: str) -> None:
    """It is told, with what to do."""
    with pytest.raises(StoreError, match="unknown_section"):
        drafting.versions(name)


# Export


def test_open_findings_stop_the_statement(drafting: Drafting) -> None:
    """An error stops the text that is handed in until a named person accepts it; the annex tells who did."""
    made = drafting.draft(taken(drafting, Stance.SUPPORTS), by=WHO).version
    drafting.edit(made.section, made.text + "\n\nTutkimusten mukaan 93 prosenttia hyötyy.", by=WHO)
    with pytest.raises(RefusedError, match="open_findings") as told:
        drafting.export(What.STATEMENT, Format.MD)
    assert told.value.exit_code == 3
    for finding in drafting.statement().open:
        drafting.accept(finding.id, "Hyväksyjä")
    assert "93 prosenttia" in drafting.export(What.STATEMENT, Format.MD).content.decode()
    assert "Hyväksyjä" in drafting.export(What.ANNEX, Format.MD).content.decode()


def test_nothing_to_export(drafting: Drafting) -> None:
    """A statement without sections is refused."""
    with pytest.raises(RefusedError, match="nothing_to_export"):
        drafting.export(What.STATEMENT, Format.DOCX)


def test_accepting_needs_a_finding_and_a_name(drafting: Drafting) -> None:
    """Neither a made-up finding nor a nameless person is taken."""
    made = drafting.draft(taken(drafting, Stance.SUPPORTS), by=WHO).version
    drafting.edit(made.section, made.text + " Osuus on 93 prosenttia.", by=WHO)
    with pytest.raises(UsageError, match="unknown_finding"):
        drafting.accept("f0", WHO)
    with pytest.raises(UsageError, match="name_missing"):
        drafting.accept(drafting.statement().open[0].id, " ")


def test_a_finding_keeps_its_id(drafting: Drafting) -> None:
    """A finding accepted stays accepted in the next version while its words are the same."""
    made = drafting.draft(taken(drafting, Stance.SUPPORTS), by=WHO).version
    drafting.edit(made.section, made.text + "\n\nOsuus on 93 prosenttia.", by=WHO)
    for finding in drafting.statement().open:
        drafting.accept(finding.id, WHO)
    text = drafting.latest(made.section).text
    drafting.edit(made.section, text + "\n\nKaupunki korostaa yhteistyötä.", by=WHO)
    assert drafting.statement().open == ()


def test_a_statement_from_outside_is_checked(drafting: Drafting, tmp_path: Path) -> None:
    """The same check reads any document."""
    file = tmp_path / "lausunto.md"
    file.write_text("# Lausunto\n\n## Kulukorvauksen korottaminen\n\n[täydennä] Minun mielestäni summa on XX euroa.\n")
    assert Severity.ERROR in {f.severity for f in drafting.check_file(file)}


# Whatever is done

ACTS = st.lists(
    st.one_of(
        st.just(("draft", "")),
        st.tuples(
            st.just("revise"), st.sampled_from(["lyhennä", "lisää lainaus", "poista lause 2", "poista lainaukset"])
        ),
        st.tuples(
            st.just("edit"),
            st.sampled_from(["lisää", "poista", "numero", "sana", "järjestys"]),
        ),
        st.tuples(st.just("restore"), st.sampled_from(["1", "2"])),
        st.tuples(st.just("stance"), st.sampled_from([s.value for s in CHOICES])),
    ),
    min_size=1,
    max_size=6,
)


def typed(text: str, how: str) -> str:
    """The text as somebody at the keyboard may leave it."""
    paragraphs = text.split("\n\n")
    match how:
        case "lisää":
            return text + " Kaupunki pitää yhteistyötä tärkeänä."
        case "poista":
            return "\n\n".join(paragraphs[:-1]) or text
        case "numero":
            return text.replace("8", "7").replace("12", "21")
        case "sana":
            return text.replace("ehdot", "suunnit")
        case _:
            return "\n\n".join(reversed(paragraphs))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_origins_and_quotes_survive(
    filled: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, str]]
) -> None:
    """After any drafts, instructions, edits, restores and changes of mind: quotes are verbatim, every number of a QUOTED or
    SUPPORTED sentence is in its quotes or its source's own data, earlier versions are as they were."""
    made = opened(Path(shutil.copytree(filled, tmp_path_factory.mktemp("acts") / "data")))
    proposal = taken(made, Stance.SUPPORTS_WITH_RESERVATIONS)
    section = made.draft(proposal, by=WHO).version.section
    seen = {1: made.latest(section)}
    for act, how in acts:
        try:
            match act:
                case "draft":
                    made.draft(proposal, by=WHO)
                case "revise":
                    made.revise(section, how, by=WHO)
                case "edit":
                    made.edit(section, typed(made.latest(section).text, how), by=WHO)
                case "restore":
                    made.restore(section, int(how), by=WHO)
                case _:
                    made.take_position(replace(made.position(proposal), stance=Stance(how)), WHO)
        except LausuntoError:
            continue
        seen.setdefault(made.latest(section).n, made.latest(section))
    for version in made.versions(section):
        assert seen[version.n] == version
        for claim in version.claims:
            for quote in claim.quotes:
                document = quote.passage.document
                assert verbatim(quote.text, document.text)
                assert claim.origin is not Origin.QUOTED or verbatim(tidy(quote.text), tidy(claim.text))
            if claim.origin in (Origin.QUOTED, Origin.SUPPORTED):
                held = [
                    text
                    for quote in claim.quotes
                    for text in (
                        quote.text,
                        quote.passage.document.title,
                        *quote.passage.heading,
                        day(quote.passage.document.date),
                        f"s. {quote.page}",
                    )
                ]
                supported = {t for text in held for t in tokens(text)}
                assert tokens(claim.text) <= supported, claim.text
    assert made.workspace.broken_event() is None
    closed(made)


def day(date: dt.date | None) -> str:
    """A date as frames write it."""
    return f"{date.day}.{date.month}.{date.year}" if date else ""


def test_swedish_sections_are_their_own(drafting: Drafting) -> None:
    """A proposal may have a section in each language; neither touches the other."""
    proposal = taken(drafting, Stance.SUPPORTS)
    finnish = drafting.draft(proposal, by=WHO).version
    swedish = drafting.draft(proposal, language=Language.SV, by=WHO).version
    assert finnish.section != swedish.section
    assert [s.version.language for s in drafting.statement(Language.SV).sections] == [Language.SV]


# Found by a cold look


def test_a_fact_taken_back_is_found_no_more(drafting: Drafting) -> None:
    """Its note leaves the library; the section that quoted it keeps the words and does not call the source gone."""
    proposal = taken(drafting, Stance.SUPPORTS)
    made = drafting.draft(proposal, by=WHO)
    drafting.take_position(replace(drafting.position(proposal), facts=()), WHO)
    drafting.close()
    assert [d for d, _ in drafting._library.documents() if d.kind is Kind.LOCAL] == []
    assert drafting.latest(proposal).claims == made.version.claims
    assert "source_gone" not in {finding.message for finding in drafting.findings(made.version)}


@pytest.mark.parametrize("text", [".", "<b></b>", "\u200b", "#", "<!-- x -->"])
def test_a_fact_without_words_is_none(drafting: Drafting, text: str) -> None:
    """Marks alone are not kept as a fact."""
    proposal = drafting.proposals()[0].id
    kept = drafting.take_position(replace(drafting.position(proposal), facts=(LocalFact(id="", text=text),)), WHO)
    assert kept.facts == ()


def test_the_same_finding_is_open_once(drafting: Drafting) -> None:
    """The same words at fault in several sentences are one finding to accept."""
    section = drafting.draft(taken(drafting, Stance.SUPPORTS), by=WHO).version.section
    text = drafting.latest(section).text
    drafting.edit(section, f"{text}\n\nMeillä on osaamista. Meillä on kokemusta. Meillä on halua.", by=WHO)
    ids = [finding.id for finding in drafting.statement().open]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 1


def test_two_people_may_accept_the_same(drafting: Drafting) -> None:
    """The second acceptance is kept beside the first."""
    section = drafting.draft(taken(drafting, Stance.SUPPORTS), by=WHO).version.section
    drafting.edit(section, drafting.latest(section).text + " Osuus on 93 prosenttia.", by=WHO)
    (finding, *_) = drafting.statement().open
    drafting.accept(finding.id, "Anna-rooli")
    drafting.accept(finding.id, "Ben-rooli")
    assert {held.by for held in drafting.workspace.acceptances()} == {"Anna-rooli", "Ben-rooli"}


def test_a_file_that_was_not_written_is_not_in_the_log(drafting: Drafting) -> None:
    """The log tells of an export once it is where it should be."""
    drafting.draft(taken(drafting, Stance.NO_COMMENT), by=WHO)

    def fails(_: object) -> None:
        raise StoreError("disk_full", folder="")

    with pytest.raises(StoreError):
        drafting.export(What.ANNEX, Format.MD, write=fails)
    assert "export" not in {event.action for event in drafting.workspace.events()}
    drafting.export(What.ANNEX, Format.MD)
    assert "export" in {event.action for event in drafting.workspace.events()}


def test_an_instruction_that_changes_nothing(drafting: Drafting) -> None:
    """It is refused, and no version like the one before is made."""
    section = drafting.draft(taken(drafting, Stance.SUPPORTS), by=WHO).version.section
    with pytest.raises(LausuntoError):
        drafting.revise(section, "poista lause 5-2", by=WHO)
    assert len(drafting.versions(section)) == 1


def test_a_revision_keeps_the_stance_it_was_drafted_for(drafting: Drafting) -> None:
    """Where the manager has changed the stance since, an instruction works on the section as it stands."""
    proposal = taken(drafting, Stance.SUPPORTS)
    section = drafting.draft(proposal, by=WHO).version.section
    drafting.take_position(replace(drafting.position(proposal), stance=Stance.OPPOSES), WHO)
    made = drafting.revise(section, "lisää: Kaupunki pitää tiedonkulkua tärkeänä.", by=WHO)
    assert made.version.stance is Stance.SUPPORTS
    assert made.version.claims[0].text == "Kaupunki kannattaa ehdotusta."
    assert "stance_changed" in {finding.message for finding in made.findings}


def test_an_edit_keeps_the_stance_it_was_drafted_for(drafting: Drafting) -> None:
    """A sentence mended by hand does not make a section stand on the stance that was chosen since: that takes a new draft."""
    name = taken(drafting, Stance.SUPPORTS)
    first = drafting.draft(name).version
    taken(drafting, Stance.OPPOSES)
    made = drafting.edit(first.section, f"{first.text}\n\nKaupunki pyytää tarkennusta.", by=WHO)
    assert made.version.stance is Stance.SUPPORTS
    assert "stance_changed" in {finding.message for finding in made.findings}


def test_an_edit_that_says_the_chosen_stance_stands_on_it(drafting: Drafting) -> None:
    """Where the stance was changed and the text written to say it, every paper tells the new one, and nothing stays to be mended."""
    name = taken(drafting, Stance.SUPPORTS)
    first = drafting.draft(name).version
    taken(drafting, Stance.OPPOSES)
    text = first.text.replace("Kaupunki kannattaa ehdotusta.", "Kaupunki ei kannata ehdotusta.")
    made = drafting.edit(first.section, text, by=WHO)
    assert made.version.stance is Stance.OPPOSES
    assert not [finding.message for finding in made.findings if finding.check == "stance"]


def test_paragraphs_are_as_they_were_typed(drafting: Drafting) -> None:
    """An empty line begins a paragraph and nothing else does, whatever the sentences do; it is kept, and so is the next edit of it."""
    first = drafting.draft(taken(drafting, Stance.SUPPORTS)).version
    sentences = [claim.text for claim in first.claims]
    text = "\n\n".join(
        [" ".join(sentences[:2]), *sentences[2:], "Kaupunki pyytää tarkennusta. Asia on tärkeä.", "Muuta ei ole."]
    )
    made = drafting.edit(first.section, text, by=WHO).version
    assert made.text == text
    assert drafting.latest(first.section).text == text
    longer = f"{text}\n\nKaupunki kiittää."
    assert drafting.edit(first.section, longer, by=WHO).version.text == longer


def test_typing_is_let_go_once_it_is_a_version(drafting: Drafting) -> None:
    """What a person was typing is kept until it is saved, and does not come back over the version that came of it."""
    first = drafting.draft(taken(drafting, Stance.SUPPORTS)).version
    text = f"{first.text} Lisäys."
    drafting.workspace.save_typing(first.section, text, WHO, first.n)
    assert drafting.workspace.typing(first.section, WHO) == text
    drafting.edit(first.section, text, by=WHO)
    assert drafting.workspace.typing(first.section, WHO) is None


def test_the_city_goes_by_its_name(filled: Path, tmp_path: Path) -> None:
    """Where the case names the city, the stance is told in its name, and no check takes that for another body."""
    plain_case = opened(Path(shutil.copytree(filled, tmp_path / "data")))
    named = Drafting(
        library=plain_case._library,
        workspace=plain_case.workspace,
        case=Case(name="Kokeilumuistio", respondent="Esimerkkikaupunki"),
    )
    made = named.draft(taken(named, Stance.SUPPORTS), by=WHO)
    assert made.version.claims[0].text == "Esimerkkikaupunki kannattaa ehdotusta."
    assert [finding.message for finding in made.findings if finding.severity is Severity.ERROR] == []
    assert not any(voice.document.body == "Esimerkkikaupunki" for voice in named.grounds(made.version.proposal).voices)
    named.close()
    closed(plain_case)


def test_a_busy_workspace_does_not_hide_the_register(drafting: Drafting) -> None:
    """While another process writes, the register is read as it is, also when a memo has gone."""
    before = drafting.proposals()
    drafting._library.remove([before[0].document])
    with drafting.workspace._store.writing():
        assert drafting.proposals() == before
