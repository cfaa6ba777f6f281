"""What a question asks for, and whether a sentence holds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.text.questions import Asked, asked, asks_view, holds, unit_asked
from assistant.types import Language

FI, SV, EN = Language.FI, Language.SV, Language.EN


@pytest.mark.parametrize(
    ("kind", "finnish", "swedish", "english"),
    [
        (Asked.DURATION, "Kauanko palstan saa pitää?", "Hur länge gäller avtalet?", "How long may one keep the plot?"),
        (Asked.AMOUNT, "Kuinka paljon palstamaksu on?", "Vad kostar lotten?", "How much is the fee?"),
        (
            Asked.DEADLINE,
            "Mihin mennessä lausunto annetaan?",
            "När ska utlåtandet lämnas?",
            "By when is the statement due?",
        ),
        (Asked.DATE, "Minä päivänä kokous on?", "När träder lagen i kraft?", "What day is the meeting?"),
        (Asked.TIME, "Milloin palsta luovutetaan?", "När är mötet?", "When is the meeting?"),
        (Asked.WHO, "Kuka päättää palstoista?", "Vem beslutar?", "Who decides?"),
        (Asked.REASON, "Miksi maksua korotetaan?", "Varför höjs avgiften?", "Why is the fee raised?"),
        (
            Asked.CONSEQUENCE,
            "Mitä tapahtuu, jos vuokra jää maksamatta?",
            "Vad händer om avgiften inte betalas?",
            "What happens if it is not paid?",
        ),
        (Asked.DEFINITION, "Mitä tarkoitetaan palstalla?", "Vad avses med odlingslott?", "What is a plot?"),
        (Asked.PERMISSION, "Saako palstalle rakentaa vajan?", "Får man bygga?", "May one build a shed?"),
        (Asked.NUMBER, "Mikä on asian diaarinumero?", "Vad är ärendets diarienummer?", "What is the register number?"),
        (
            Asked.CONTACT,
            "Mikä on viraston puhelinnumero?",
            "Vad är byråns telefonnummer?",
            "What is the phone number of the office?",
        ),
        (Asked.OTHER, "Kerro palstoista", "Berätta om lotterna", "Tell me about plots"),
    ],
)
def test_kind_in_three_languages(kind: Asked, finnish: str, swedish: str, english: str) -> None:
    """The same question is of the same kind in each language, whatever its case and spacing."""
    for question, language in ((finnish, FI), (swedish, SV), (english, EN)):
        assert asked(question, language) is kind
        assert asked("  ".join(question.upper().split()), language) is kind


@pytest.mark.parametrize(
    ("kind", "held", "lacking"),
    [
        (Asked.DURATION, "Palsta luovutetaan enintään viideksi vuodeksi.", "Palsta luovutetaan hakijalle."),
        (Asked.DURATION, "Hakemus ratkaistaan viipymättä.", "Palsta on 5 aaria."),
        (Asked.AMOUNT, "Palstamaksu on 28 euroa.", "Maksusta päättää lautakunta."),
        (Asked.DATE, "Laki tulee voimaan 1.6.2033.", "Laki tulee voimaan pian."),
        (Asked.DATE, "Laki tulee voimaan 1 päivänä kesäkuuta 2033.", "Voimassa 30 päivää."),
        (Asked.TIME, "Maksu peritään ennen kauden alkua.", "Maksu peritään."),
        (Asked.WHO, "Asian ratkaisee lautakunta.", "Asia ratkaistaan."),
        (Asked.DEFINITION, "Palstalla tarkoitetaan viljeltyä maata.", "Maksu kasvaa."),
        (Asked.PERMISSION, "Vajaa ei saa rakentaa.", "Vaja rakennettiin keväällä."),
        (Asked.REASON, "Muutoksen tavoitteena on selkeys.", "Maksu nousee."),
        (Asked.CONSEQUENCE, "Oikeus palstaan lakkaa.", "Palsta on vapaa."),
        (Asked.NUMBER, "Asian numero on 412/10.03.02/2033.", "Laki 317/2032."),
        (Asked.CONTACT, "Kirjaamo: kirjaamo@esimerkki.invalid", "Kirjaamo on suljettu."),
    ],
)
def test_what_a_sentence_holds(kind: Asked, held: str, lacking: str) -> None:
    """A sentence that could answer is told from one that could not."""
    assert holds(kind, held)
    assert not holds(kind, lacking)


@given(st.text(max_size=80))
def test_any_sentence_will_do_for_other(sentence: str) -> None:
    """Where no rule tells what is asked, no sentence is ruled out."""
    assert holds(Asked.OTHER, sentence)


@pytest.mark.parametrize(
    ("question", "fits", "fails"),
    [
        ("Montako tuntia vuoro kestää?", "Vuoro kestää 4 tuntia.", "Vuoro kestää 4 päivää."),
        ("Hur många månader?", "Enintään 6 kuukautta.", "Enintään 6 viikkoa."),
        ("How many per cent?", "Osuus on 5 %.", "Osuus on 5 euroa."),
        ("Kuinka monta viikkoa?", "Kaksi viikkoa.", "Kaksi päivää."),
        ("Minkä ikäinen hakija on?", "Hakija on 18 vuotta täyttänyt.", "Hakija on kuntalainen."),
        ("Mikä on ikäraja?", "Raja on 18 vuotta.", "Raja on 18 euroa."),
        ("How many days?", "30 päivää.", "30 euroa."),
        ("Montako euroa maksu on?", "Maksu on 28 €.", "Maksu on 28 %."),
    ],
)
def test_named_unit_is_wanted(question: str, fits: str, fails: str) -> None:
    """A unit named in a question in any language must stand in the Finnish sentence."""
    wanted = unit_asked(question)
    assert wanted is not None
    assert wanted.search(fits)
    assert not wanted.search(fails)


@pytest.mark.parametrize(
    "question", ["Mikä on lain tavoite?", "Mikä on osuus?", "Mikäli palsta on vapaa, kuka sen saa?", "Kuka päättää?"]
)
def test_no_unit_named(question: str) -> None:
    """Where no unit is named, none is wanted: “mikä” holds the letters of “ikä” and does not ask for years."""
    assert unit_asked(question) is None


@pytest.mark.parametrize(
    ("question", "view"),
    [
        ("Mitä mieltä Kuusilahti on?", True),
        ("Mitä Kuusilahti lausui?", True),
        ("Vad är kommunens ståndpunkt?", True),
        ("What is the view of the municipality?", True),
        ("Paljonko palsta on?", False),
        ("När är mötet?", False),
        ("Who pays for water?", False),
    ],
)
def test_asking_for_a_view(question: str, view: bool) -> None:
    """Asking what somebody said or thinks is told from asking for a fact."""
    assert asks_view(question) is view
