"""Sections by a model: whatever it says, only what the manager chose and wrote gets into them, word for word where it must."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from string import Template

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from steps.drafted import (
    CARD,
    FACT,
    FEE,
    GROUNDS,
    LONGER,
    MONEY,
    NO,
    PROPOSAL,
    PROPOSED,
    STUDY,
    WISHES,
    notes,
    position,
)

from assistant.errors import ModelError
from assistant.ports import Usage
from assistant.statement import Ground, Position, Stance
from assistant.steps.check import section as check_section
from assistant.steps.draft import write
from assistant.testing import ScriptedChat
from assistant.text.facts import held, spans, tokens
from assistant.text.prompts import load
from assistant.text.quotes import tidy, verbatim
from assistant.types import Claim, Finding, Language, Origin, Role
from assistant.writers import sections
from assistant.writers.model_changes import ACTIONS, named
from assistant.writers.model_sections import ModelSectionWriter

CITY = "Esimerkkikaupunki"
OWN = [claim.text for claim in sections.wish_claims(WISHES)]
PASSAGE = {FACT.text: 1, PROPOSED: 2, CARD: 3, LONGER: 4, MONEY: 5}
"""The numbers that the model sees: facts first, then the grounds as they come."""
CHOSEN: tuple[Ground, ...] = GROUNDS[:4]

GOOD = "Retkikortti on nykyisin voimassa enintään kahdeksan kuukautta myöntämisestä."
LAW = {"role": "reason", "quotes": [{"passage": 3, "words": CARD}], "text": GOOD}
VIEW = {
    "role": "reason",
    "quotes": [{"passage": 4, "words": LONGER}],
    "text": "Esimerkkiliitto pitää pidempää voimassaoloa tarpeellisena.",
}
TOLD = {
    "role": "fact",
    "quotes": [{"passage": 1, "words": "84 kortin haltijaa"}],
    "text": "Vuonna 2030 kaupungin 84 kortin haltijasta 31 osallistui ohjatuille retkille.",
}


def reply(*said: Mapping[str, object]) -> str:
    """A model's reply."""
    return json.dumps({"sentences": said}, ensure_ascii=False)


def writer(*replies: object, show: bool = False, **more: object) -> tuple[ModelSectionWriter, ScriptedChat]:
    """A writer over a script."""
    chat = ScriptedChat(replies, **more)  # type: ignore[arg-type]
    return ModelSectionWriter(chat, check=check_section, show_unsupported=show), chat


Out = tuple[list[Claim], list[Finding], list[Usage]]


def parted(every: Sequence[object]) -> Out:
    """Claims, findings and calls apart."""
    return (
        [said for said in every if isinstance(said, Claim)],
        [said for said in every if isinstance(said, Finding)],
        [said for said in every if isinstance(said, Usage)],
    )


def drafted(made: ModelSectionWriter, held_: Position | None = None, language: Language = Language.FI) -> Out:
    """What a draft gives."""
    told = held_ or position()
    return parted(list(made.draft(PROPOSAL, told, CHOSEN, notes(*told.facts), language, city=CITY)))


def revised(made: ModelSectionWriter, claims: Sequence[Claim], instruction: str) -> Out:
    """What a revision gives."""
    told = position()
    every = made.revise(
        claims,
        instruction,
        proposal=PROPOSAL,
        position=told,
        grounds=CHOSEN,
        notes=notes(FACT),
        language=Language.FI,
        city=CITY,
    )
    return parted(list(every))


def texts(claims: Sequence[Claim]) -> list[str]:
    """Their words."""
    return [claim.text for claim in claims]


# Draft


def test_a_good_reply() -> None:
    """Stance by code, the model's sentences with their quotes in the order of roles, then the manager's wishes as they wrote them."""
    made, chat = writer(reply(TOLD, LAW, VIEW))
    claims, findings, calls = drafted(made)
    assert texts(claims) == ["Esimerkkikaupunki kannattaa ehdotusta varauksin.", GOOD, VIEW["text"], TOLD["text"], *OWN]
    assert [claim.origin for claim in claims] == [
        *(Origin.FORM, Origin.SUPPORTED, Origin.SUPPORTED, Origin.SUPPORTED),
        *(Origin.OWN, Origin.OWN),
    ]
    assert [tidy(claim.quotes[0].text) for claim in claims[1:4]] == [CARD, LONGER, FACT.text]
    assert (findings, len(calls), len(chat.requests)) == ([], 1, 1)
    assert calls[0].prompt == made.prompt("draft", Language.FI)


def test_the_model_is_given_the_chosen_and_nothing_else() -> None:
    """The request holds the facts, the wishes, the proposal and the chosen grounds, between marks; no ground that was not chosen."""
    made, chat = writer(reply(LAW))
    drafted(made)
    asked = chat.requests[0].messages[1].text
    assert all(words in asked for words in (FACT.text, PROPOSED, CARD, LONGER, MONEY, *OWN))
    assert not any(words in asked for words in (NO, STUDY, FEE))


def test_no_comment_asks_no_model() -> None:
    """NO_COMMENT is its one sentence."""
    made, chat = writer(reply(LAW))
    claims, findings, calls = drafted(made, position(Stance.NO_COMMENT))
    assert texts(claims) == ["Kaupungilla ei ole lausuttavaa tästä ehdotuksesta."]
    assert (findings, calls, chat.requests) == ([], [], [])


def test_nothing_to_write_from_asks_no_model() -> None:
    """Without grounds and facts there is nothing that a model could go by."""
    made, chat = writer(reply(LAW))
    every = list(made.draft(PROPOSAL, position(facts=()), (), {}, Language.FI))
    claims, findings, _ = parted(every)
    assert (claims, chat.requests) == ([], [])
    assert [finding.message for finding in findings] == ["draft_fell_back"]


def test_facts_told_word_for_word_and_untold_ones() -> None:
    """A fact repeated as it stands is the manager's own sentence with its source; one left out, or told without its figures, is put in."""
    exact = {"role": "fact", "quotes": [], "text": FACT.text}
    vague = {**TOLD, "text": "Kaupungissa on kortin haltijoita, jotka osallistuivat ohjatuille retkille."}
    (whole,) = list(sections.fact_claims(FACT, notes(FACT)[FACT.id], Language.FI))
    for said in ((LAW, exact), (LAW,), (LAW, vague)):
        made, _ = writer(reply(*said))
        claims, _, _ = drafted(made)
        assert [claim for claim in claims if claim.text == whole.text] == [whole]


def test_wishes_are_told_once() -> None:
    """A wish that the model repeats, in whatever role, stands once in the section, as the manager's own."""
    made, _ = writer(reply(LAW, {"role": "reason", "quotes": [], "text": OWN[1]}))
    claims, _, _ = drafted(made)
    assert [claim for claim in claims if claim.origin is Origin.OWN] == list(sections.wish_claims(WISHES))


REFUSED = [
    ("a made-up quote", {**LAW, "quotes": [{"passage": 3, "words": "Retkikortti on voimassa kaksi vuotta."}]}),
    ("a passage that was not given", {**LAW, "quotes": [{"passage": 9, "words": CARD}]}),
    ("no quote", {**LAW, "quotes": []}),
    ("a number of its own", {**LAW, "text": "Retkikortti on voimassa enintään 12 kuukautta sen myöntämisestä."}),
    (
        "a fact's number under another source",
        {**LAW, "text": "Retkikortti on 84 haltijalla voimassa enintään kahdeksan kuukautta myöntämisestä."},
    ),
    ("markup", {**LAW, "text": f"**{GOOD}**"}),
    ("a link", {**LAW, "text": f"{GOOD[:-1]} (https://example.org)."}),
    ("a script", {**LAW, "text": f"<script>alert(1)</script> {GOOD}"}),
    (
        "another language",
        {**LAW, "text": "The hiking card is valid for at most eight months after it has been granted."},
    ),
    (
        "a stance against the chosen one",
        {**VIEW, "text": "Esimerkkikaupunki ei kannata ehdotusta, koska pidempi voimassaolo ei ole tarpeellinen."},
    ),
    (
        "a condition in the city's name",
        {
            **VIEW,
            "quotes": [{"passage": 5, "words": MONEY}],
            "text": "Kaupunki edellyttää, että muutoksen rahoitus on täysimääräinen.",
        },
    ),
    (
        "a change request in the city's name",
        {**LAW, "text": "Kaupunki esittää, että retkikortin voimassaolo muutetaan myöntämisestä lukien."},
    ),
    ("the role of a change request", {**LAW, "role": "change"}),
    (
        "another body's view as nobody's",
        {**VIEW, "quotes": [{"passage": 5, "words": MONEY}], "text": "Muutos vaatii täysimääräisen rahoituksen."},
    ),
    ("a quotation of nobody's", {**VIEW, "text": f"”{LONGER}”"}),
    ("another body's stance turned", {**VIEW, "text": "Esimerkkiliitto vastustaa pidempää voimassaoloa."}),
    (
        "research that nobody cites",
        {**LAW, "text": "Tutkimusten mukaan retkikortti on voimassa enintään kahdeksan kuukautta."},
    ),
    (
        "an organisation that nobody names",
        {**LAW, "text": "Sosiaali- ja terveysministeriön mukaan retkikortti on voimassa enintään kahdeksan kuukautta."},
    ),
    ("a turned negation", {**LAW, "text": "Retkikortti ei ole voimassa kahdeksan kuukautta myöntämisestä."}),
]


@pytest.mark.parametrize("said", [said for _, said in REFUSED], ids=[name for name, _ in REFUSED])
def test_refused_and_dropped(said: Mapping[str, object]) -> None:
    """What may not stand is asked for once more with its fault named, and left out when it comes again; the rest stays."""
    made, chat = writer(reply(VIEW, said), reply(said))
    claims, findings, calls = drafted(made)
    assert said["text"] not in texts(claims)
    assert VIEW["text"] in texts(claims)
    assert len(chat.requests) == len(calls) == 2
    assert "→" in chat.requests[1].messages[-1].text
    assert [finding.message for finding in findings] == ["draft_dropped"]


def test_mended_by_the_second_call() -> None:
    """A sentence that was refused and comes back right stands in the section."""
    made, _ = writer(reply({**LAW, "quotes": []}), reply(LAW))
    claims, findings, _ = drafted(made)
    assert GOOD in texts(claims)
    assert findings == []


def test_shown_with_a_flag_where_settings_say_so() -> None:
    """What failed twice is UNSUPPORTED in the section with its reason, but never a stance or a demand, nor markup."""
    bad = [said for name, said in REFUSED if name in ("no quote", "a condition in the city's name", "markup")]
    made, _ = writer(reply(VIEW, *bad), reply(*bad), show=True)
    claims, findings, _ = drafted(made)
    flagged = [claim for claim in claims if claim.origin is Origin.UNSUPPORTED]
    assert texts(flagged) == [GOOD]
    assert [(finding.message, finding.values.get("count")) for finding in findings] == [
        ("draft_unsupported", None),
        ("draft_dropped", "2"),
    ]
    assert findings[0].claim is not None
    assert claims[findings[0].claim] == flagged[0]


@pytest.mark.parametrize(
    "said",
    ["", "{", "Varmasti! Tässä on luonnos.", "null", '{"sentences": []}', "[" * 5000, reply({"role": "reason"})],
)
def test_useless_replies_fall_back(said: str) -> None:
    """A reply with nothing in it gives no claim and says that the draft was made without the model."""
    made, _ = writer(said)
    claims, findings, _ = drafted(made)
    assert claims == []
    assert [finding.message for finding in findings] == ["draft_fell_back"]


def test_a_failing_model() -> None:
    """A model that fails at once gives no claim; one that fails after good sentences leaves those, and the manager's own."""
    fault = ModelError("model_timeout", name="scripted:model")
    made, _ = writer(fault)
    claims, findings, _ = drafted(made)
    assert (claims, [finding.message for finding in findings]) == ([], ["draft_fell_back"])
    made, _ = writer([reply(LAW, VIEW)[:-2], fault])
    claims, findings, calls = drafted(made)
    assert {GOOD, *OWN} <= set(texts(claims))
    assert [finding.message for finding in findings] == ["draft_stopped"]
    assert calls[0].estimated


def test_a_slow_model_ends_in_time() -> None:
    """A reply that drips past the limit is stopped there."""
    chat = ScriptedChat([reply(LAW) * 50], pause=0.05)
    made = ModelSectionWriter(chat, check=check_section, timeout=0.3)
    claims, findings, _ = drafted(made)
    assert chat.closed == 1
    assert findings[-1].message in ("draft_stopped", "draft_fell_back")
    assert not claims or texts(claims)[-2:] == OWN


def test_a_small_context() -> None:
    """Where not all grounds fit, the manager's facts come first and it is said how many there was room for."""
    made, chat = writer(reply(TOLD), context=4_500)
    _, findings, _ = drafted(made)
    assert findings[0].message == "draft_cut"
    assert FACT.text in chat.requests[0].messages[1].text
    made, chat = writer(reply(TOLD), context=2_000)
    claims, findings, _ = drafted(made)
    assert (claims, chat.requests, findings[-1].message) == ([], [], "draft_fell_back")


def test_in_swedish_from_finnish_sources() -> None:
    """A Swedish draft has Swedish sentences on Finnish quotes; the manager's wishes stay as they wrote them."""
    said = {
        **LAW,
        "text": "Utfärdskortet gäller för närvarande i högst åtta månader från det att det har beviljats.",
    }
    made, _ = writer(reply(said, LAW), reply())
    claims, findings, _ = drafted(made, language=Language.SV)
    assert texts(claims)[:2] == ["Esimerkkikaupunki understöder förslaget med förbehåll.", said["text"]]
    assert texts(claims)[-2:] == OWN
    assert tidy(claims[1].quotes[0].text) == CARD
    assert [finding.message for finding in findings] == ["draft_dropped"]


SENTENCES = st.sampled_from([LAW, VIEW, TOLD, *(said for _, said in REFUSED)])
PIECES = st.sampled_from([CARD, LONGER, MONEY, FACT.text, PROPOSED, NO, STUDY, "84", "2030", "12 %", "55 §", *OWN])
SAID = st.one_of(
    SENTENCES,
    st.fixed_dictionaries(
        {
            "role": st.sampled_from(["reason", "fact", "consequence", "change", "stance", "x"]),
            "quotes": st.lists(
                st.fixed_dictionaries({"passage": st.integers(0, 7), "words": PIECES}), max_size=3, unique_by=repr
            ),
            "text": st.one_of(
                st.lists(PIECES, min_size=1, max_size=3).map(" ".join),
                st.sampled_from([GOOD, str(VIEW["text"]), str(TOLD["text"])]),
                st.text(max_size=40),
            ),
        }
    ),
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(SAID, max_size=6), st.lists(SAID, max_size=3), st.booleans(), st.sampled_from(list(Stance)[:3]))
def test_whatever_a_model_says(
    first: list[Mapping[str, object]], second: list[Mapping[str, object]], show: bool, stance: Stance
) -> None:
    """No claim has a quote that is not verbatim in a ground or a note, no SUPPORTED one a figure outside its quotes and the
    facts, the stance is the first sentence, every wish stands there once, and no sentence turns the stance."""
    made, _ = writer(reply(*first), reply(*second), show=show)
    told = position(stance)
    claims, findings, _ = drafted(made, told)
    if not claims:
        assert findings
        return
    allowed = [*(ground.quote.text for ground in CHOSEN), FACT.text]
    for claim in claims:
        assert all(any(verbatim(quote.text, text) for text in allowed) for quote in claim.quotes)
        if claim.origin is Origin.SUPPORTED:
            support = " ".join(
                (
                    *(
                        f"{quote.text} {' '.join(quote.passage.heading)} {quote.passage.document.title}"
                        for quote in claim.quotes
                    ),
                    *(FACT.text, "12.1.2031", PROPOSAL.title, "ehdotus 3"),
                    *(
                        f"{quote.passage.document.date:%d.%m.%Y}"
                        for quote in claim.quotes
                        if quote.passage.document.date
                    ),
                )
            )
            known = frozenset(placed.fact for placed in spans(support, listed=False))
            assert all(held(token, known) for token in tokens(claim.text)), claim.text
    assert claims[0] == sections.stance(stance, Language.FI, CITY)
    assert [claim for claim in claims if claim.origin is Origin.OWN and claim.role is not Role.FACT] == list(
        sections.wish_claims(WISHES)
    )
    turned = [found.claim for found in _checked(claims, told) if found.message == "stance_disagrees"]
    assert all(claims[at].origin is Origin.OWN for at in turned if at is not None)


def _checked(claims: Sequence[Claim], told: Position) -> tuple[Finding, ...]:
    from assistant.writers.model_material import material, provisional

    kept = material(PROPOSAL, told, notes(*told.facts), Language.FI, city=CITY, check=check_section)
    return check_section(provisional(tuple(claims), kept, told), PROPOSAL, stance=told.stance, city=CITY)


def test_a_clean_draft_passes_the_section_s_check() -> None:
    """A good draft has no error among its findings."""
    made, _ = writer(reply(TOLD, LAW, VIEW))
    claims, _, _ = drafted(made)
    assert [found.message for found in _checked(claims, position()) if found.severity.value == "error"] == []


# Revise


def base() -> tuple[Claim, ...]:
    """A section to change: stance, three quotes, a fact, two wishes."""
    return write(PROPOSAL, position(), CHOSEN, notes(FACT), Language.FI, city=CITY)


def change(action: str, sentence: int, said: Mapping[str, object] | None = None) -> Mapping[str, object]:
    """One change as a model gives it."""
    return {"action": action, "sentence": sentence, **(said or {"role": "reason", "quotes": [], "text": ""})}


LAW_AT = next(at for at, claim in enumerate(base(), start=1) if CARD in claim.text)


def test_each_action() -> None:
    """Sentences are replaced, removed and added where the model names them; every other one is the very same claim."""
    before = base()
    made, _ = writer(
        reply(
            change("keep", 2), change("replace", LAW_AT, LAW), change("remove", LAW_AT + 1), change("add", LAW_AT, VIEW)
        )
    )
    claims, findings, _ = revised(made, before, "Kirjoita perustelut omin sanoin.")
    expected = [*texts(before)[: LAW_AT - 1], GOOD, VIEW["text"], *texts(before)[LAW_AT + 1 :]]
    assert texts(claims) == expected
    untouched = [claim for claim in claims if claim.text in texts(before)]
    assert all(any(claim is other for other in before) for claim in untouched)
    assert findings == []


def test_shorten_must_shorten() -> None:
    """A sentence to be shortened gets shorter, resting on its own quotes where the model names none; else it is refused."""
    before = base()
    short = {"role": "reason", "quotes": [], "text": "Retkikortti on voimassa enintään kahdeksan kuukautta."}
    made, _ = writer(reply(change("shorten", LAW_AT, short)))
    claims, _, _ = revised(made, before, "Lyhennä.")
    assert claims[LAW_AT - 1].text == short["text"]
    assert claims[LAW_AT - 1].quotes == before[LAW_AT - 1].quotes
    long = {**LAW, "text": f"{GOOD} {GOOD} Voimassaolo on enintään kahdeksan kuukautta kortin myöntämisestä."}
    made, _ = writer(reply(change("shorten", LAW_AT, long)), reply())
    claims, findings, _ = revised(made, before, "Lyhennä.")
    assert (claims, [finding.message for finding in findings]) == ([], ["revision_fell_back"])


@pytest.mark.parametrize("action", ["remove", "replace", "shorten", "expand"])
def test_the_stance_and_own_words_stay(action: str) -> None:
    """The stance is never changed, and the manager's own sentences only where the instruction names them."""
    before = base()
    made, _ = writer(reply(change(action, 1, LAW), change(action, len(before), LAW)), reply())
    claims, findings, _ = revised(made, before, "Tiivistä osiota.")
    assert (claims, [finding.message for finding in findings]) == ([], ["revision_fell_back"])


def test_own_words_go_where_they_are_named() -> None:
    """A sentence of the manager's that the instruction names by number may be taken out."""
    before = base()
    made, _ = writer(reply(change("remove", len(before))))
    claims, _, _ = revised(made, before, f"Poista virke {len(before)}, se on turha.")
    assert claims == list(before[:-1])


def test_only_the_named_sentence_is_touched() -> None:
    """Where the instruction names a sentence, changes of others are refused."""
    before = base()
    made, _ = writer(reply(change("replace", LAW_AT, LAW), change("remove", LAW_AT + 1)), reply())
    claims, findings, _ = revised(made, before, f"Kirjoita virke {LAW_AT} selkeämmin.")
    assert [claim for k, claim in enumerate(claims) if k != LAW_AT - 1] == [
        claim for k, claim in enumerate(before) if k != LAW_AT - 1
    ]
    assert claims[LAW_AT - 1].text == GOOD
    assert [finding.message for finding in findings] == ["revision_dropped"]


def test_words_typed_in_the_instruction_are_own() -> None:
    """A sentence that the instruction gives is added as the person's own; one against the stance is not."""
    before = base()
    typed = "Kaupungilla on retkillä kolme kokenutta ohjaajaa."
    made, _ = writer(reply(change("add", 5, {"role": "fact", "quotes": [], "text": typed})))
    claims, _, _ = revised(made, before, f"Lisää tietojen perään: {typed}")
    assert [claim.origin for claim in claims if claim.text == typed] == [Origin.OWN]
    against = "Esimerkkikaupunki ei kannata ehdotusta lainkaan."
    made, _ = writer(reply(change("add", 5, {"role": "reason", "quotes": [], "text": against})), reply())
    claims, _, _ = revised(made, before, f"Lisää: {against}")
    assert claims == []


@pytest.mark.parametrize(
    ("instruction", "expected"),
    [
        ("Lyhennä virke 3.", {2}),
        ("Yhdistä virkkeet 2 ja 3", {1, 2}),
        ("Tee 4. virkkeestä selkeämpi", {3}),
        ("Förkorta mening 2–3", {1, 2}),
        ("Selkeytä toista virkettä", {1}),
        ("Poista viimeinen virke", {7}),
        ("Kirjoita toinen kappale uudelleen", {1, 2, 3, 4}),
        ("Tiivistä osio 3 virkkeeseen", None),
        ("Lisää toinen virke rahoituksesta", None),
        ("Lyhennä", None),
    ],
)
def test_named(instruction: str, expected: set[int] | None) -> None:
    """Which sentences an instruction names, by number or by paragraph."""
    found = named(instruction, base())
    assert (None if found is None else set(found)) == expected


CHANGED = st.builds(
    change,
    st.sampled_from(["keep", "expand", "shorten", "replace", "add", "remove", "wipe"]),
    st.integers(-1, 12),
    st.one_of(st.none(), SAID),
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(CHANGED, max_size=6), st.lists(CHANGED, max_size=3))
def test_whatever_changes_a_model_proposes(
    first: list[Mapping[str, object]], second: list[Mapping[str, object]]
) -> None:
    """What no change names stays the very claim it was, the stance first and the wishes always; new quotes are the chosen ones'."""
    before = base()
    made, _ = writer(reply(*first), reply(*second))
    claims, _, _ = revised(made, before, "Paranna osiota.")
    if not claims:
        return
    touched = {
        said["sentence"] for said in (*first, *second) if said["action"] in ("replace", "remove", "shorten", "expand")
    }
    settled = set(texts(sections.settled(claims, CHOSEN, PROPOSAL, position().stance, Language.FI)))
    for at, claim in enumerate(before, start=1):
        if at not in touched and claim.text in settled:
            assert any(claim is other for other in claims)
    assert claims[0] is before[0]
    assert [claim for claim in claims if claim.origin is Origin.OWN and claim in before] == [
        claim for claim in before if claim.origin is Origin.OWN
    ]
    allowed = [*(ground.quote.text for ground in CHOSEN), FACT.text]
    assert all(any(verbatim(quote.text, text) for text in allowed) for claim in claims for quote in claim.quotes)


# Twin


SV_FACT = "År 2030 fanns det i staden sammanlagt 84 kortinnehavare, av vilka 31 deltog i handledda utfärder."
SV_WISHES = (
    "Staden förutsätter att avvikelse från giltighetstiden kan göras vid handledda utfärder.",
    "Staden föreslår att ett undantag om detta fogas till 3 §.",
)


def finnish() -> tuple[Claim, ...]:
    """A Finnish section by a model: stance, a sentence on the law, a retold fact, two wishes."""
    made, _ = writer(reply(TOLD, LAW))
    claims, _, _ = drafted(made)
    return tuple(claims)


def twin(made: ModelSectionWriter, claims: Sequence[Claim]) -> Out:
    """What a translation gives."""
    return parted(list(made.twin(claims, proposal=PROPOSAL, position=position(), notes=notes(FACT), city=CITY)))


GOOD_SV = "Utfärdskortet gäller för närvarande i högst åtta månader från beviljandet."
TOLD_SV = "Av stadens 84 kortinnehavare år 2030 deltog 31 i handledda utfärder."


def swedish(*said: str) -> str:
    """Translations of the sentences from the second on."""
    return reply(*({"sentence": at, "text": text} for at, text in enumerate(said, start=2)))


def test_the_same_in_swedish() -> None:
    """Each sentence has a Swedish one with the same quotes; the manager's own words become what their translation rests on."""
    before = finnish()
    made, _ = writer(swedish(GOOD_SV, TOLD_SV, *SV_WISHES))
    claims, findings, calls = twin(made, before)
    assert texts(claims) == ["Esimerkkikaupunki understöder förslaget med förbehåll.", GOOD_SV, TOLD_SV, *SV_WISHES]
    assert [claim.quotes for claim in claims[1:3]] == [claim.quotes for claim in before[1:3]]
    assert [claim.role for claim in claims] == [claim.role for claim in before]
    assert [claim.quotes[0].text for claim in claims[3:]] == OWN
    assert {claim.origin for claim in claims[1:]} == {Origin.SUPPORTED}
    assert [finding.message for finding in findings] == ["twin_checked"]
    assert len(calls) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        "Utfärdskortet gäller för närvarande i högst nio månader från beviljandet.",
        "Utfärdskortet gäller inte för närvarande i högst åtta månader från beviljandet.",
        "Staden understöder inte förslaget, för kortet gäller i högst åtta månader från beviljandet.",
        "Retkikortti on voimassa enintään kahdeksan kuukautta sen myöntämisestä kaupungissa.",
        f"<b>{GOOD_SV}</b>",
        f"{GOOD_SV} https://example.org",
        "Åtta månader.",
    ],
)
def test_a_wrong_translation(wrong: str) -> None:
    """A translation with other figures, another stance or negation, in Finnish or with markup gives way to the source's own words
    in a Swedish frame, and that is said."""
    before = finnish()
    made, chat = writer(swedish(wrong, TOLD_SV, *SV_WISHES), swedish(wrong))
    claims, findings, _ = twin(made, before)
    assert claims[1].origin is Origin.QUOTED
    assert claims[1].quotes == before[1].quotes
    assert CARD in claims[1].text
    assert "citat på finska" in claims[1].text
    assert texts(claims)[2:] == [TOLD_SV, *SV_WISHES]
    assert [finding.message for finding in findings] == ["twin_checked", "twin_kept"]
    assert len(chat.requests) == 2


def test_a_twin_without_its_model() -> None:
    """When the model fails every quote still stands in a Swedish frame, own words as they were written, and it is said."""
    before = finnish()
    made, _ = writer(ModelError("model_timeout", name="scripted:model"))
    claims, findings, _ = twin(made, before)
    assert [claim.quotes for claim in claims] == [claim.quotes for claim in before]
    assert texts(claims)[3:] == OWN
    assert [finding.message for finding in findings] == ["twin_fell_back", "twin_kept"]


def test_frames_need_no_model() -> None:
    """A section of quotes alone is set in Swedish frames without asking a model."""
    bare = write(PROPOSAL, position(wishes="", facts=()), CHOSEN, {}, Language.FI, city=CITY)
    made, chat = writer()
    claims, findings, calls = twin(made, bare)
    assert [claim.quotes for claim in claims] == [claim.quotes for claim in bare]
    assert all(claim.origin in (Origin.QUOTED, Origin.FORM) for claim in claims)
    assert (chat.requests, findings, calls) == ([], [], [])


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "sentence": st.integers(0, 7),
                "text": st.one_of(
                    st.sampled_from([GOOD_SV, TOLD_SV, *SV_WISHES, SV_FACT]),
                    st.lists(
                        st.sampled_from(["84", "inte", "åtta månader", "staden", "kortet", "§ 3"]), max_size=9
                    ).map(" ".join),
                ),
            }
        ),
        max_size=6,
    )
)
def test_whatever_a_translation_says(said: list[Mapping[str, object]]) -> None:
    """Quotes are those of the Finnish sentence (own words apart), and its figures the same in both directions."""
    before = finnish()
    made, _ = writer(reply(*said), reply())
    claims, _, _ = twin(made, before)
    assert len(claims) == len(before)
    for mine, theirs in zip(claims, before, strict=True):
        assert mine.quotes == theirs.quotes or theirs.origin is Origin.OWN
        if mine.origin is Origin.SUPPORTED:
            assert all(held(token, tokens(theirs.text)) for token in tokens(mine.text))
            assert all(held(token, tokens(mine.text)) for token in tokens(theirs.text))
    assert claims[0] == sections.stance(position().stance, Language.SV, CITY)


@pytest.mark.parametrize("task", ["draft", "revise"])
def test_prompts_have_the_same_keys(task: str) -> None:
    """Finnish and Swedish prompts of a task have the same texts, each with the same places, and tell every action and role."""
    finnish_, swedish_ = (load(f"model-{task}", language) for language in (Language.FI, Language.SV))
    assert list(finnish_.texts) == list(swedish_.texts)
    for key, text in finnish_.texts.items():
        assert set(Template(text).get_identifiers()) == set(Template(swedish_.texts[key]).get_identifiers())
    if task == "revise":
        assert all(f"- {action}:" in prompt.texts["system"] for action in ACTIONS for prompt in (finnish_, swedish_))
