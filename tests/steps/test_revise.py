"""Changing a section by instruction and by hand: what is asked for and nothing else, origins that tell the truth, nothing lost."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import LausuntoError, RefusedError, UsageError
from assistant.statement import Ground, LocalFact, Stance, Version, VersionKind
from assistant.steps import draft, revise
from assistant.steps.check import check, section
from assistant.text.quotes import verbatim
from assistant.text.wording import explain
from assistant.types import Claim, Language, Origin, Role, Severity
from tests.steps.drafted import (
    AGAIN,
    BARE,
    CARD,
    FACT,
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

FI = Language.FI
NOTES = notes(FACT, BARE)
HELD = position()
OWN = (FACT.text, WISHES)
SECTION = draft.write(PROPOSAL, HELD, GROUNDS[:5], NOTES, FI)
"""0 stance, 1 proposal, 2 and 3 one section of a law, 4 for, 5 with conditions, 6 fact, 7 consequence, 8 change."""


def revised(
    instruction: str,
    before: tuple[Claim, ...] = SECTION,
    *,
    grounds: tuple[Ground, ...] = GROUNDS,
    stance: Stance = Stance.SUPPORTS_WITH_RESERVATIONS,
    chosen: tuple[str, ...] = (),
    language: Language = FI,
) -> tuple[Claim, ...]:
    """The section after an instruction."""
    return revise.revise(
        before,
        instruction,
        proposal=PROPOSAL,
        position=position(stance, grounds=chosen),
        grounds=grounds,
        notes=NOTES,
        language=language,
    )


def refused(instruction: str, before: tuple[Claim, ...] = SECTION, **more: object) -> LausuntoError:
    """What stood in the way; its words are there in every language."""
    with pytest.raises(LausuntoError) as fault:
        revised(instruction, before, **more)  # type: ignore[arg-type]
    for language in Language:
        assert explain(fault.value, language)
    return fault.value


def typed(text: str, before: tuple[Claim, ...] = SECTION, own: tuple[str, ...] = OWN) -> tuple[Claim, ...]:
    """The section after typing."""
    return revise.edited(before, text, notes=NOTES, own=own)


def with_(old: str, new: str) -> tuple[Claim, ...]:
    """The section after some words were typed over others, which are there."""
    text = revise.text_of(SECTION)
    assert old in text
    return typed(text.replace(old, new, 1))


# By instruction


@pytest.mark.parametrize(
    "instruction", ["lyhennä", "Lyhennä tekstiä, kiitos.", "Tiivistä luonnosta!", "förkorta texten"]
)
def test_shorten(instruction: str) -> None:
    """Half of the quotes go, from the end; the stance, the best quote and every own sentence stay as they were."""
    assert revised(instruction) == (*SECTION[:4], *SECTION[6:])


def test_shorten_to_the_best_quote() -> None:
    """Asked again and again one quote is left, the best; then it is told that there is nothing to shorten."""
    once = revised("lyhennä")
    least = revised("lyhennä", revised("lyhennä", once))
    assert least == (*SECTION[:2], *SECTION[6:])
    assert refused("lyhennä", least).code == "nothing_to_shorten"


@pytest.mark.parametrize("instruction", ["pidennä", "lisää perusteluja", "Lisää lainaus.", "lägg till ett citat"])
def test_lengthen(instruction: str) -> None:
    """The best quote that is not used yet comes in at its place; nothing else changes."""
    told = revised(instruction)
    assert [c for c in told if c in SECTION] == list(SECTION)
    (new,) = (c for c in told if c not in SECTION)
    assert new.text == "Saman lain 5 §:n mukaan ”Leirimaksu on 7 euroa yöltä.”"
    assert told.index(new) == 4


def test_what_the_manager_chose_comes_first() -> None:
    """A chosen ground goes before a better one, also when it is of the other side."""
    other = GROUNDS[8]
    told = revised("lisää perusteluja", chosen=(other.id,))
    assert any(
        f"Toisenlaisen näkemyksen on esittänyt Esimerkkijärjestö ry lausunnossaan (5.2.2031): ”{NO}”" == c.text
        for c in told
    )


def test_no_ground_of_the_other_side_unasked() -> None:
    """When only grounds against the stance are left it says so and adds none."""
    assert refused("lisää perusteluja", grounds=(*GROUNDS[:5], GROUNDS[8])).code == "no_more_grounds"


@pytest.mark.parametrize(
    ("instruction", "words"),
    [
        ("lisää maininta retkien määrästä", STUDY),
        ("Lisää kohta prosenteista.", STUDY),
        ("mainitse leirimaksu", "Leirimaksu"),
        ("lisää maksusta", "Leirimaksu"),
        ("lisää leirimaksua koskeva lainaus", "Leirimaksu"),
    ],
)
def test_a_quote_on_a_topic(instruction: str, words: str) -> None:
    """The topic is met in any form of the word and as a part of a compound."""
    (new,) = (c for c in revised(instruction) if c not in SECTION)
    assert words in new.text
    assert new.origin is Origin.QUOTED


def test_a_topic_in_swedish() -> None:
    """A Swedish topic finds the Finnish words for it."""
    less = draft.write(PROPOSAL, HELD, GROUNDS[:3], NOTES, Language.SV)
    told = revised("lägg till något om finansieringen", less, language=Language.SV)
    (new,) = (c for c in told if c not in less)
    assert MONEY in new.text


def test_nothing_on_a_topic() -> None:
    """A topic that no source tells of is refused, with what to do; so is one that only the other side tells of."""
    fault = refused("lisää kohta lentokentistä")
    assert (fault.code, fault.values["topic"], fault.exit_code) == ("nothing_on_topic", "lentokentistä", 3)
    assert refused("lisää maininta voimassaolosta", grounds=(GROUNDS[8],)).code == "only_other_side"


@pytest.mark.parametrize("instruction", ["poista lainaukset", "Poista kaikki lainaukset.", "ta bort citaten"])
def test_take_out_quotes(instruction: str) -> None:
    """Quotes of sources go, the manager's facts and words stay; a second time there is nothing to take out."""
    left = revised(instruction)
    assert left == (SECTION[0], *SECTION[6:])
    assert refused(instruction, left).code == "no_quotes_to_remove"


@pytest.mark.parametrize(
    ("instruction", "gone"),
    [
        ("poista lause 6", {5}),
        ("poista 6. lause", {5}),
        ("Poista toinen virke", {1}),
        ("poista lauseet 6 ja 8", {5, 7}),
        ("poista lauseet 5–7", {4, 5, 6}),
        ("poista viimeinen lause", {8}),
        ("ta bort mening 6", {5}),
        ("ta bort den sista meningen", {8}),
        ("poista viimeinen kappale", {8}),
        ("poista kappale 2", {1, 2, 3, 4, 5}),
        ("poista kolmas kappale", {6}),
        ("ta bort andra stycket", {1, 2, 3, 4, 5}),
    ],
)
def test_take_out_sentences_and_paragraphs(instruction: str, gone: set[int]) -> None:
    """Exactly those named go."""
    assert revised(instruction) == tuple(c for k, c in enumerate(SECTION) if k not in gone)


@pytest.mark.parametrize(
    ("instruction", "code"),
    [
        ("poista lause 1", "stance_stays"),
        ("poista ensimmäinen kappale", "stance_stays"),
        ("vaihda lauseiden 1 ja 2 järjestys", "stance_stays"),
        ("poista lause 10", "no_such_sentence"),
        ("poista lause 0", "no_such_sentence"),
        ("poista kappale 6", "no_such_paragraph"),
        ("vaihda kanta", "stance_elsewhere"),
        ("muuta kannaksi ei kannateta", "stance_elsewhere"),
        ("tee tästä runo", "instruction_unknown"),
        ("", "instruction_unknown"),
        ("poista lauseet joissa on virhe", "instruction_unknown"),
    ],
)
def test_what_cannot_be_done(instruction: str, code: str) -> None:
    """The stance stays, a number that is not there is told with how many there are, and what is not understood is never guessed."""
    assert refused(instruction).code == code


def test_a_sentence_that_leaned_on_a_lost_one_names_its_source() -> None:
    """ "Saman pykälän mukaan" would point to nothing or to a wrong law: the sentence is given its full attribution."""
    told = revised("poista lause 3")
    assert told[:2] == SECTION[:2]
    assert told[3:] == SECTION[4:]
    assert told[2] == replace(
        SECTION[3],
        text=f"Kunnallisista retkipalveluista annetun lain (412/2031) 3 §:n (alkuperäinen sanamuoto) mukaan ”{AGAIN}”",
    )
    without = revised("poista lause 5")
    assert without[4].text == f"Esimerkkikunta toteaa lausunnossaan (3.2.2031): ”{MONEY}”"


def test_frames_that_point_back_are_mended() -> None:
    """A second quote of a memo and a second body of the other view are told as the first when the first is gone."""
    memo = draft.write(PROPOSAL, position(grounds=(GROUNDS[0].id, GROUNDS[7].id)), (GROUNDS[0], GROUNDS[7]), NOTES, FI)
    assert memo[2].text.startswith("Lisäksi muistiossa todetaan (s. 3): ")
    assert revised("poista lause 2", memo)[1].text.startswith("Muistiossa (s. 3) todetaan: ")
    others = (GROUNDS[2], GROUNDS[3])
    against = position(Stance.OPPOSES, grounds=tuple(g.id for g in others))
    told = draft.write(PROPOSAL, against, others, NOTES, FI)
    assert told[2].text.startswith("Toisenlaisen näkemyksen on esittänyt myös Esimerkkikunta ")
    left = revised("poista lause 2", told, stance=Stance.OPPOSES)
    assert left[1].text.startswith("Toisenlaisen näkemyksen on esittänyt Esimerkkikunta ")


def test_the_language_of_quotes_stays_told() -> None:
    """When the sentence that told it is taken out, the next one of that language tells it."""
    swedish = draft.write(PROPOSAL, HELD, GROUNDS[:3], NOTES, Language.SV)
    told = revised("ta bort mening 2", swedish, language=Language.SV)
    assert [("citat på finska" in c.text) for c in told[:3]] == [False, True, False]


@pytest.mark.parametrize("instruction", ["vaihda lauseiden 5 ja 8 järjestys", "byt plats på meningarna 5 och 8"])
def test_swap(instruction: str) -> None:
    """Two sentences change places and take the role of where they come to; no other moves."""
    told = revised(instruction)
    assert (told[4], told[7]) == (
        replace(SECTION[7], role=Role.REASON),
        replace(SECTION[4], role=Role.CONSEQUENCE),
    )
    assert [c for k, c in enumerate(told) if k not in (4, 5, 7)] == [
        c for k, c in enumerate(SECTION) if k not in (4, 5, 7)
    ]


def test_replace_words() -> None:
    """Words change in own sentences as asked; changed words are the typist's, and figures nobody gave are flagged."""
    told = revised("korvaa ”ohjatuilla retkillä” sanoilla ”leireillä”")
    assert told[7] == Claim(
        text="Kaupunki edellyttää, että voimassaolosta voidaan poiketa leireillä.",
        origin=Origin.OWN,
        role=Role.CONSEQUENCE,
    )
    assert [c for k, c in enumerate(told) if k != 7] == [c for k, c in enumerate(SECTION) if k != 7]
    assert revised("korvaa ”84” sanalla ”85”")[6].origin is Origin.UNSUPPORTED


def test_replace_in_a_frame() -> None:
    """A frame reworded leaves the quotation as it is; the sentence is then supported by it and no longer the fixed one."""
    told = revised("ersätt ”Esimerkkiliitto toteaa” med ”Esimerkkiliitto sanoo”")
    assert told[4] == replace(SECTION[4], text=SECTION[4].text.replace("toteaa", "sanoo"), origin=Origin.SUPPORTED)
    assert revised("korvaa ”(3.2.2031)” sanalla ”(4.2.2031)”")[5].origin is Origin.UNSUPPORTED


def test_a_quotation_keeps_its_words() -> None:
    """What stands only in a quotation is the source's and is not changed; words that stand nowhere are told."""
    assert refused("korvaa ”Retkikortti” sanalla ”Kortti”").code == "quotation_stays"
    assert refused("korvaa ”kissa” sanalla ”koira”").code == "words_not_found"


@pytest.mark.parametrize(
    ("instruction", "sentence", "role", "at"),
    [
        ("lisää: Kaupunki varaa työhön 12 000 euroa", "Kaupunki varaa työhön 12 000 euroa.", Role.FACT, 7),
        ("Lisää lause: Rahoitus on turvattava.", "Rahoitus on turvattava.", Role.CONSEQUENCE, 8),
        ("lisää lause ”Rahoitus on turvattava.”", "Rahoitus on turvattava.", Role.CONSEQUENCE, 8),
        ("lisää: Kaupunki esittää, että maksu poistetaan.", "Kaupunki esittää, että maksu poistetaan.", Role.CHANGE, 9),
        ("lisää muutosehdotus: Maksu pois.", "Maksu pois.", Role.CHANGE, 9),
        ("Lisää loppuun, että rahoitus on turvattava.", "Rahoitus on turvattava.", Role.CONSEQUENCE, 8),
        ("lisää loppuun: Rahoitus on turvattava.", "Rahoitus on turvattava.", Role.CONSEQUENCE, 8),
        ("lägg till: <b>Rahoitus</b> on turvattava.", "Rahoitus on turvattava.", Role.CONSEQUENCE, 8),
    ],
)
def test_add_own_words(instruction: str, sentence: str, role: Role, at: int) -> None:
    """The given sentence comes in as it stands, OWN, behind the others of its role."""
    told = revised(instruction)
    assert told == (*SECTION[:at], Claim(text=sentence, origin=Origin.OWN, role=role), *SECTION[at:])


def test_set_the_change_request() -> None:
    """The given sentence stands for every change request there was."""
    told = revised("aseta muutosehdotus: Kaupunki esittää, että 3 § säilytetään.")
    assert told == (
        *SECTION[:8],
        Claim(text="Kaupunki esittää, että 3 § säilytetään.", origin=Origin.OWN, role=Role.CHANGE),
    )


def test_ten_thousand_characters_are_added() -> None:
    """A long text given with an instruction is all there."""
    sentences = [f"Kaupunki edellyttää, että kohta {k} rahoitetaan täysimääräisesti." for k in range(160)]
    told = revised("lisää: " + " ".join(sentences))
    assert [c.text for c in told if c not in SECTION] == sentences


# By hand


def test_typing_nothing_changes_nothing() -> None:
    """The text as it was gives the claims as they were, however its lines are broken."""
    text = revise.text_of(SECTION)
    assert typed(text) == SECTION
    assert typed(text.replace("\n\n", "\r\n \r\n\r\n").replace(" mukaan", "\nmukaan")) == SECTION


def test_the_text_is_the_version_s() -> None:
    """What is typed over is the text that a version shows."""
    version = Version(
        section="s",
        n=1,
        proposal="p",
        language=FI,
        stance=HELD.stance,
        claims=SECTION,
        kind=VersionKind.DRAFT,
        by="",
        at=dt.datetime(2031, 2, 1, tzinfo=dt.UTC),
    )
    assert version.text == revise.text_of(SECTION)


def test_an_own_sentence_changed() -> None:
    """New words without facts are the typist's own; the others keep their claims."""
    told = with_("voidaan poiketa ohjatuilla retkillä", "voidaan aina poiketa")
    assert told[7] == Claim(
        text="Kaupunki edellyttää, että voimassaolosta voidaan aina poiketa.", origin=Origin.OWN, role=Role.CONSEQUENCE
    )
    assert [c for k, c in enumerate(told) if k != 7] == [c for k, c in enumerate(SECTION) if k != 7]


def test_a_frame_changed() -> None:
    """The quotation is verbatim and nothing was added: SUPPORTED by its quote, in its place."""
    told = with_("Esimerkkiliitto toteaa lausunnossaan (30.1.2031):", "Samaa sanoo Esimerkkiliitto:")
    assert told[4] == replace(SECTION[4], text=f"Samaa sanoo Esimerkkiliitto: ”{LONGER}”", origin=Origin.SUPPORTED)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lausunnossaan (30.1.2031)", "lausunnossaan (31.1.2031)"),
        ("Esimerkkiliitto toteaa", "Valtiovarainministeriö toteaa"),
        ("3 §:n (alkuperäinen", "4 §:n (alkuperäinen"),
        ("Esimerkkiliitto toteaa", "Sadan kunnan puolesta Esimerkkiliitto toteaa"),
    ],
)
def test_a_frame_with_facts_of_its_own(old: str, new: str) -> None:
    """A day, a section, a body or a figure that the source does not tell is flagged, and the quote is kept to compare with."""
    at = next(k for k, claim in enumerate(SECTION) if old in claim.text)
    told = with_(old, new)
    assert told[at].origin is Origin.UNSUPPORTED
    assert told[at].quotes == SECTION[at].quotes
    assert told[at].role is SECTION[at].role


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("enintään kahdeksan kuukautta", "enintään yhdeksän kuukautta"),
        ("on voimassa enintään", "on voimassa"),
        ("Pidämme pidempää", "Emme pidä pidempää"),
    ],
)
def test_a_quotation_changed(old: str, new: str) -> None:
    """Words in quotation marks that the source does not have are flagged."""
    at = next(k for k, claim in enumerate(SECTION) if old in claim.text)
    told = with_(old, new)
    assert (told[at].origin, told[at].quotes) == (Origin.UNSUPPORTED, SECTION[at].quotes)


def test_a_quotation_cut_short() -> None:
    """A part of a quote in quotation marks is that part of the source, and the quote is no longer than what is shown."""
    told = with_(f"”{CARD}”", "”Retkikortti on voimassa enintään kahdeksan kuukautta”.")
    assert told[2].origin is Origin.SUPPORTED
    assert [quote.text for quote in told[2].quotes] == ["Retkikortti on voimassa enintään kahdeksan kuukautta"]


def test_a_quote_told_in_other_words() -> None:
    """A paraphrase of a source cannot be proved here: it is flagged and keeps the quote."""
    told = with_(SECTION[2].text, "Lain mukaan retkikortti on voimassa melko lyhyen ajan sen myöntämisestä.")
    assert told[2].origin is Origin.UNSUPPORTED
    assert told[2].quotes == SECTION[2].quotes


def test_a_note_told_in_its_own_words() -> None:
    """All words and figures of a sentence in the note, in any form: SUPPORTED by the note; another figure or a "ei" is flagged."""
    text = "Kortin haltijoita oli kaupungissa vuonna 2030 yhteensä 84."
    told = with_(SECTION[6].text, text)
    assert told[6] == Claim(text=text, origin=Origin.SUPPORTED, quotes=(NOTES[FACT.id],), role=Role.FACT)
    assert with_(SECTION[6].text, text.replace("84", "85"))[6].origin is Origin.UNSUPPORTED
    denied = with_("joista 31 osallistui", "joista 31 ei osallistunut")[6]
    assert denied.origin is Origin.UNSUPPORTED


def test_a_fact_typed_as_it_was_given() -> None:
    """The manager's sentence without what was put behind it is OWN again."""
    told = with_(SECTION[6].text, FACT.text)
    assert told[6] == Claim(text=FACT.text, origin=Origin.OWN, role=Role.FACT)


@pytest.mark.parametrize(
    ("sentence", "origin"),
    [
        ("Pidämme muutosta tärkeänä asukkaille.", Origin.OWN),
        ("Kaupungissa on 84 syytä kiittää.", Origin.OWN),
        ("Kahdeksan kuukautta on asukkaille liian lyhyt aika.", Origin.OWN),
        ("Kaupungissa on 5 000 retkeilijää.", Origin.UNSUPPORTED),
        ("Kuntaliitto on samaa mieltä.", Origin.UNSUPPORTED),
        ("Ministeriö sanoi: ”Kunnat saavat tästä kaiken rahoituksen.”", Origin.UNSUPPORTED),
        ("Niin sanottu ”retkipassi” olisi parempi.", Origin.OWN),
    ],
)
def test_a_new_sentence(sentence: str, origin: Origin) -> None:
    """Without facts it is the typist's own; facts must stand in the manager's own words or in the section's quotes."""
    told = typed(revise.text_of(SECTION).replace("\n\nKaupunki edell", f" {sentence}\n\nKaupunki edell"))
    assert (told[7].text, told[7].origin, told[7].role) == (sentence, origin, Role.FACT)
    assert (*told[:7], *told[8:]) == SECTION


def test_a_figure_of_the_section_s_quotes_is_told_with_the_quote() -> None:
    """The typist's sentence that rests on a quote of the section points to it."""
    told = typed(f"{revise.text_of(SECTION)} Kahdeksan kuukautta on liian lyhyt aika.")
    assert told[-1].quotes == SECTION[2].quotes


def test_sentences_taken_out_and_moved() -> None:
    """What is left keeps its claim wherever it stands."""
    paragraphs = revise.text_of(SECTION).split("\n\n")
    assert typed("\n\n".join([paragraphs[0], *paragraphs[2:]])) == (SECTION[0], *SECTION[6:])
    moved = typed("\n\n".join([paragraphs[0], paragraphs[2], paragraphs[1], *paragraphs[3:]]))
    assert moved == (SECTION[0], SECTION[6], *SECTION[1:6], *SECTION[7:])


def test_another_stance_sentence_is_fixed_wording() -> None:
    """A stance typed in the fixed words is FORM, whose agreement with the stance the checks see to; other words are OWN."""
    told = with_(SECTION[0].text, "Kaupunki ei kannata ehdotusta.")
    assert told[0] == Claim(text="Kaupunki ei kannata ehdotusta.", origin=Origin.FORM, role=Role.STANCE)
    named = with_(SECTION[0].text, "Esimerkkikaupunki kannattaa ehdotusta.")
    assert named[0].origin is Origin.FORM
    other = with_(SECTION[0].text, "Suunta on oikea, mutta huomautettavaa on.")
    assert other[0] == Claim(text="Suunta on oikea, mutta huomautettavaa on.", origin=Origin.OWN, role=Role.STANCE)


def test_markup_pasted_in_by_hand() -> None:
    """Pasted tags are taken out, and the sentences within them are still known."""
    text = revise.text_of(SECTION)
    pasted = "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))
    assert typed(pasted) == SECTION
    told = typed(text + "\n\n<ul><li><b>Rahoitus</b> on turvattava.</li></ul>")
    assert told == (*SECTION, Claim(text="Rahoitus on turvattava.", origin=Origin.OWN, role=Role.CHANGE, opens=True))


def test_a_quotation_of_several_sentences_is_one_claim() -> None:
    """The sentences within quotation marks are not parted from their frame, whether known or new."""
    told = with_("Ehdotusta kuvataan muistiossa (s. 34) seuraavasti:", "Muistio sanoo:")
    assert told[1] == replace(SECTION[1], text=f"Muistio sanoo: ”{PROPOSED}”", origin=Origin.SUPPORTED)
    new = typed(f"{revise.text_of(SECTION)} Naapuri sanoi: ”Ensin näin. Sitten toisin.” Niin oli.")
    assert [c.text for c in new[9:]] == ["Naapuri sanoi: ”Ensin näin. Sitten toisin.”", "Niin oli."]


def test_an_unchanged_fragment_behind_a_changed_sentence() -> None:
    """A sentence of the manager's that begins with a small letter is known though no rule would part it from the one before."""
    held = draft.write(
        PROPOSAL, position(wishes="Maksu jää ennalleen.\nkestosta voidaan poiketa.", facts=()), (), NOTES, FI
    )
    told = typed(revise.text_of(held).replace("ennalleen", "pieneksi"), held)
    assert told[2] == held[2]
    assert told[1] == replace(held[1], text="Maksu jää pieneksi.")


def test_signs_within_a_known_sentence_stay() -> None:
    """A source's own signs are no markup: what is unchanged keeps them, and only what is new is cleaned."""
    words = "Maksu on **alle** 8 euroa."
    kept = Claim(text=words, origin=Origin.OWN, role=Role.FACT)
    told = typed(f"{words} **Uusi** lause.", (SECTION[0], kept))
    assert [c.text for c in told] == [words, "Uusi lause."]
    assert told[0] == kept


def test_an_emptied_section_is_refused() -> None:
    """Nothing is saved where nothing is left."""
    for text in ("", " \n\n ", "<p></p>", "\u200b"):
        with pytest.raises(UsageError) as fault:
            typed(text)
        assert fault.value.code == "section_empty"


def test_ten_thousand_characters_typed() -> None:
    """A long section is set against its claims whole, one changed sentence in the middle being judged alone."""
    sentences = [f"Kaupunki edellyttää, että kohta {k} rahoitetaan täysimääräisesti." for k in range(160)]
    held = draft.write(PROPOSAL, position(wishes=" ".join(sentences)), GROUNDS[:5], NOTES, FI)
    text = revise.text_of(held)
    told = typed(text.replace("kohta 80 rahoitetaan", "kohta 80 maksetaan"), held, (" ".join(sentences),))
    assert len(told) == len(held)
    assert [k for k, (one, other) in enumerate(zip(told, held, strict=True)) if one != other] == [87]


def test_words_typed_in_are_kept_with_the_manager_s() -> None:
    """A version made by hand or by instruction keeps its new OWN sentences with the wishes, each once, and none that is there."""
    assert revise.own_words(SECTION, WISHES, (FACT,)) == WISHES
    told = revised("lisää: Rahoitus on turvattava.")
    words = revise.own_words(told, WISHES, (FACT,))
    assert words == f"{WISHES}\n\nRahoitus on turvattava."
    assert revise.own_words(told, words, (FACT,)) == words
    version = Version(
        section="s",
        n=2,
        proposal=PROPOSAL.id,
        language=FI,
        stance=HELD.stance,
        claims=told,
        kind=VersionKind.REVISION,
        by="",
        at=dt.datetime(2031, 2, 1, tzinfo=dt.UTC),
        wishes=words,
        facts=(FACT,),
    )
    assert [f for f in section(version, PROPOSAL, stance=HELD.stance) if f.severity is Severity.ERROR] == []
    without = section(replace(version, wishes=WISHES), PROPOSAL, stance=HELD.stance)
    assert [f.message for f in without if f.severity is Severity.ERROR] == ["own_changed"]


# What changed


def test_difference_word_by_word() -> None:
    """Only the changed words are told as changed."""
    after = with_("voidaan poiketa ohjatuilla", "voidaan aina poiketa")
    changes = [
        (c.kind.value, c.text) for c in revise.difference(SECTION, after) if c.kind is not revise.ChangeKind.SAME
    ]
    assert changes == [("added", " aina"), ("removed", " ohjatuilla")]


def test_difference_of_the_same() -> None:
    """The same text is one stretch that stayed; of nothing there is nothing."""
    assert revise.difference(SECTION, SECTION) == (
        revise.Change(kind=revise.ChangeKind.SAME, text=revise.text_of(SECTION)),
    )
    assert revise.difference((), ()) == ()


# Promises

loose = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(" \n.”“:;-–§1 aä"), max_size=40)
claims = st.lists(
    st.sampled_from(SECTION)
    | st.builds(
        lambda text, role: Claim(text=text, origin=Origin.OWN, role=role),
        loose.filter(lambda text: bool(text.strip())),
        st.sampled_from(Role),
    ),
    max_size=6,
).map(tuple)


@settings(deadline=None)
@given(claims, claims)
def test_a_difference_holds_both_texts(before: tuple[Claim, ...], after: tuple[Claim, ...]) -> None:
    """What stayed and was added is the new text, what stayed and was removed the old one; no two neighbours are of one kind."""
    changes = revise.difference(before, after)
    kinds = revise.ChangeKind
    assert "".join(c.text for c in changes if c.kind is not kinds.REMOVED) == revise.text_of(after)
    assert "".join(c.text for c in changes if c.kind is not kinds.ADDED) == revise.text_of(before)
    assert all(one.kind is not other.kind and one.text for one, other in itertools.pairwise(changes))


@settings(deadline=None)
@given(claims.filter(bool))
def test_the_unchanged_text_is_the_unchanged_claims(before: tuple[Claim, ...]) -> None:
    """Saving what was not touched changes nothing, whatever the claims are."""
    assert typed(revise.text_of(before), before) == before


sentences = st.sampled_from(
    [
        "Pidämme tätä tärkeänä.",
        "Kaupungissa on 5 000 retkeilijää.",
        "Lain mukaan ”Retkikortti on voimassa” pitkään.",
        "Kuntaliitto vastustaa.",
        "rahoitus puuttuu",
        "Ensin ”näin. Sitten",
        "1) kortti; 2) maksu",
        "**Vahva** sana.",
    ]
)


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[str], list[Claim]]:
    """The section's sentences with some taken out, and others typed between them, each by itself in its paragraph."""
    kept = [c for c in SECTION if draw(st.integers(0, 3))]
    told: list[str] = [c.text for c in kept]
    for sentence in draw(st.lists(sentences, max_size=4)):
        told.insert(draw(st.integers(0, len(told))), sentence)
    return told, kept


@settings(deadline=None, max_examples=60)
@given(edits(), st.sampled_from([" ", "\n\n"]))
def test_unchanged_sentences_keep_their_claims(given: tuple[list[str], list[Claim]], gap: str) -> None:
    """Whatever is typed between them in paragraphs of its own, the unchanged sentences keep origin, quotes and role; in running text
    they do where a full stop parts them. No word is lost, and every quotation in a QUOTED claim is verbatim."""
    texts, kept = given
    if not texts:
        return
    told = typed(gap.join(texts))
    if gap == "\n\n" or all(text[-1] in ".”" and text.count("”") % 2 == 0 for text in texts):
        assert [c for c in (replace(c, opens=None) for c in told) if c in kept] == kept
    assert "".join("".join(c.text for c in told).split()).replace("*", "") == "".join("".join(texts).split()).replace(
        "*", ""
    )
    for at, claim in enumerate(told):
        assert claim.origin is not Origin.QUOTED or check(claim, at) == ()
        assert claim.role is not None


ORDERS = [
    "lyhennä",
    "pidennä",
    "lisää maininta retkien määrästä",
    "poista lainaukset",
    "poista lause 2",
    "poista lause 3",
    "poista viimeinen kappale",
    "vaihda lauseiden 2 ja 3 järjestys",
    "vaihda lauseiden 3 ja 6 järjestys",
    "korvaa ”Kaupunki” sanalla ”Kunta”",
    "lisää: Kaupungissa on 12 leiriä.",
    "aseta muutosehdotus: 3 § säilytetään.",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(ORDERS) | sentences, min_size=1, max_size=6))
def test_any_sequence_keeps_origins_true(steps: list[str]) -> None:
    """Through any instructions and typing: the stance first, quotes verbatim where told so, and a sentence that stays keeps its quotes."""
    held = SECTION
    for step in steps:
        before = held
        if step in ORDERS:
            try:
                held = revised(step, before)
            except (UsageError, RefusedError):
                continue
        else:
            held = typed(f"{revise.text_of(before)}\n\n{step}", before)
        assert held[0].role is Role.STANCE
        known = {c.text: c.quotes for c in before}
        for at, claim in enumerate(held):
            assert claim.origin is not Origin.QUOTED or check(claim, at) == ()
            assert claim.quotes == known.get(claim.text, claim.quotes)
            if claim.origin is Origin.QUOTED:
                assert all(verbatim(quote.text, quote.passage.text) for quote in claim.quotes)


def test_facts_without_notes() -> None:
    """A manager's fact that no note holds yet is still the manager's own."""
    fact = LocalFact(id="x", text="Leirejä on 12.")
    told = revise.edited(SECTION, f"{revise.text_of(SECTION)} {fact.text}", notes={}, own=(fact.text,))
    assert told[-1] == Claim(text=fact.text, origin=Origin.OWN, role=Role.CHANGE)
