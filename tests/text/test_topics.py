"""What a proposal is about, and how near other words are to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.text.topics import Rivals, Topic, met, nearness, topic


def made(title: str, *beside: str, text: str = "") -> Topic:
    """A topic in a library where every 4-gram is as telling as any other."""
    return topic(title, text, beside, lambda _: 1.0)


def own(wanted: Topic, sentence: str) -> float:
    """The share of the subject that a sentence has."""
    return nearness(wanted, sentence, "", "").own


def test_the_subject_is_what_others_do_not_share() -> None:
    """Words that any proposal has, and those that another title beside it has too, are no subject."""
    wanted = made("Kompostia koskevan neuvonnan laajentaminen", "Maksua koskevan neuvonnan laajentaminen")
    assert [word.text for word in wanted.subject] == ["kompostia"]


def test_forms_and_compounds() -> None:
    """An inflected form and a compound in which the word comes later are the word; a word that begins alike is not."""
    wanted = made("Kokeilun järjestäminen")
    assert own(wanted, "Kokeiluihin hakeudutaan.") > 0.6
    assert own(wanted, "Työkokeilusta sovitaan.") > 0.6
    assert own(wanted, "Kokemus on hyvä.") == 0
    word = wanted.subject[0]
    assert met(word, "kokeilun") > met(word, "työkokeilun") > 0 == met(word, "koe")


def test_half_a_compound_is_not_the_word() -> None:
    """A word that shares only the first part of a long one is another word; its forms are still it."""
    assert own(made("Valvontamaksun korottaminen"), "Valvontaa tehdään vuosittain.") == 0
    assert own(made("Toimeenpanon kehittäminen"), "Toimeentulo on turvattava.") == 0
    assert own(made("Palvelukokonaisuuksien käyttö"), "Palvelukokonaisuudet auttavat.") > 0.75
    assert own(made("Toimeenpanon kehittäminen"), "Laki pannaan toimeen, ja sen toimeenpanoa seurataan.") > 0.75


def test_headings_count_less() -> None:
    """A sentence that has the words itself is nearer than one that only stands under them, and that nearer than one far below."""
    wanted = made("Kokeilun järjestäminen")
    near = [
        nearness(wanted, "Kokeilu kestää kuukauden.", "", "").title,
        nearness(wanted, "Se kestää kuukauden.", "Kokeilu", "").title,
        nearness(wanted, "Se kestää kuukauden.", "", "Kokeilu").title,
        nearness(wanted, "Se kestää kuukauden.", "", "").title,
    ]
    assert near == sorted(near, reverse=True)
    assert len(set(near)) == 4
    assert near[-1] == 0


def test_names_of_statutes_are_no_topic() -> None:
    """The name of a statute tells where something is laid down, not what the proposal is about."""
    wanted = made(
        "Kokeilun kesto",
        text="Kokeilusta säädetään venesatamien järjestämisestä annetun lain (1/2028) 4 §:ssä viikoittain.",
    )
    also = [word.text for word in wanted.also]
    assert "venesatamien" not in also
    assert "viikoittain" in also


@given(st.text(max_size=80), st.lists(st.text(max_size=40), max_size=3), st.text(max_size=120))
def test_shares_are_shares(title: str, beside: list[str], sentence: str) -> None:
    """Nearness lies between 0 and 1, whatever the words."""
    near = nearness(made(title, *beside, text=sentence), sentence, title, "")
    assert all(0 <= value <= 1.0001 for value in (near.title, near.also, near.own, near.headed))


RIVALS = [
    ("Satamarekisteri", "Satamista pidetään luetteloa. Luettelo maksaisi kunnalle 3,4 miljoonaa euroa."),
    ("Katsastus", "Vene katsastettaisiin 7 §:n mukaan joka kolmas vuosi. Tarkastus maksaisi 45 euroa."),
    ("Seuranta", "Kunta seuraisi asiakkaan suostumuksen antamista."),
]


def largest(text: str) -> int | None:
    """Which of the rivals a text has most of, None where it has nothing of any."""
    shares = Rivals(RIVALS).shares(text)
    return shares.index(max(shares)) if max(shares) > 0 else None


def test_rivals_are_told_apart() -> None:
    """A text is nearest to the proposal whose words it has in any form, also those of its text, and whose figures it has; what
    all of them have says nothing much, and another language is read by the term list and by figures."""
    assert largest("Satamien luettelon pitäminen on työlästä.") == 0
    assert largest("Veneiden tarkastaminen vie aikaa.") == 1
    assert largest("Anslaget på 3,4 miljoner") == 0
    assert largest("enligt 7 §") == 1
    assert largest("Kommunen behöver samtycke för uppföljningen") == 2
    assert largest("Lumi sulaa.") is None
    only = Rivals(RIVALS).shares("Kunta maksaisi.")
    assert max(only) < 0.3 < max(Rivals(RIVALS).shares("Satamarekisteri"))


@given(st.text(max_size=200))
def test_shares_of_rivals_are_shares(text: str) -> None:
    """Whatever the text, each rival gets a share between 0 and 1."""
    assert all(0 <= share <= 1.000001 for share in Rivals(RIVALS).shares(text))
