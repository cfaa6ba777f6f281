"""Grounds of a proposal: which sentences come, on which side, whose they are, and what does not come."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.library.library import Library
from assistant.statement import Contradiction, Ground, Grounds, Proposal, Side, Stance, ground_id
from assistant.steps.grounds import LONGEST, PER_DOCUMENT, PER_SIDE, gather
from assistant.testing import ExactStore, HashEmbedder
from assistant.types import Kind, Quote

CITY = "Esimerkkikaupunki"
CHOSEN = st.sampled_from(list(Stance))

FILES = {
    "muistio": (
        'kind: memo\nbody: "Esimerkkiministeriö"\ndate: 2031-01-10',
        """## Nykytila

Kompostointia valvoo kunta. Venesatamissa ei ole kompostia.

## Ehdotukset

### Kompostin keräyksen laajentaminen

Muistiossa ehdotetaan, että kompostin keräystä laajennetaan kaikkiin taajamiin. Keräyksestä säädetään kompostilain (12/2028) 4 §:ssä.

### Neuvonnan laajentaminen

Muistiossa ehdotetaan, että neuvontaa laajennetaan kouluihin.

### Venepaikkamaksun tarkentaminen

Muistiossa ehdotetaan, että venepaikkamaksua koskevaa sääntelyä tarkennetaan.
""",
    ),
    "laki": (
        "kind: statute",
        """## 4 § Kompostin keräys

Kunta järjestää kompostin keräyksen taajamassa. Tarkemmat säännökset annetaan asetuksella.

## 5 § Ilmoitus

Kiinteistön haltijan on ilmoitettava kompostorista kunnalle. Ilmoitus tehdään viikossa.
""",
    ),
    "liitto": (
        'kind: other_statement\nbody: "Esimerkkiliitto"\ndate: 2031-02-01',
        """## Yleistä

Liitto kiittää mahdollisuudesta lausua. Jäsenmaksumme on 20 euroa vuodessa.

## Kompostin keräys

Pidämme keräyksen laajentamista tarpeellisena. Taajamien asukkaat tuottavat kompostia viisi kiloa viikossa. Mallijärjestö ry vastustaa keräystä.

## Neuvonta

Emme kannata neuvonnan laajentamista.
""",
    ),
    "kunta": (
        'kind: other_statement\nbody: "Mallikunta"\ndate: 2031-02-03',
        """Mallikunta kannattaa kompostin keräyksen laajentamista, mutta edellyttää, että valtio korvaa kustannukset.

Neuvonnasta kunnalla ei ole lausuttavaa.
""",
    ),
    "yhdistys": (
        'kind: other_statement\nbody: "Malliyhdistys ry"\ndate: 2031-02-04',
        """Vastustamme kompostin keräyksen laajentamista. Keräys lisäisi kompostin hajuhaittoja pihoilla.
""",
    ),
    "jate": (
        'kind: other_statement\nbody: "Satamaliitto"\ndate: 2031-02-04',
        """Satamaliitto kannattaa laiturien korjaamista. Liitto pitää satamien valaistuksen parantamista tärkeänä.
""",
    ),
    "kooste": (
        'kind: other_statement\nbody: "Keskusliitto"\ndate: 2031-02-05\ndigest: true',
        """## Keskusliiton näkemys

Keskusliitto kannattaa kompostin keräyksen laajentamista kaikkiin taajamiin.
""",
    ),
    "oma": (
        f'kind: own_statement\nbody: "{CITY}"\ndate: 2030-05-06',
        """## Kompostin keräys

Kaupunki ei kannata kompostin keräyksen laajentamista. Keräysautoja on kaksi.

## Neuvonta

Kaupunki kannattaa neuvonnan laajentamista.
""",
    ),
    "tutkimus": (
        'kind: research\nbody: "Esimerkkilaitos"\ndate: 2029-01-01',
        """Kompostin keräyksen laajentaminen vähensi kuljetuksia viidenneksen. Tutkimus koski kolmea taajamaa.
""",
    ),
}
TITLES = {
    "muistio": "Muistio kompostoinnin kehittämisestä",
    "laki": "Kompostilaki (12/2028)",
    "kooste": "Keskusliiton lausunto kompostoinnista (kooste)",
    "jate": "Lausunto satamista",
    "tutkimus": "Tutkimus kuljetuksista",
}


def _written(folder: Path, names: list[str]) -> list[Path]:
    for name in names:
        facts, text = FILES[name]
        title = TITLES.get(name, "Lausunto muistiosta")
        (folder / f"{name}.md").write_text(
            f'---\ntitle: "{title}"\n{facts}\nlanguage: fi\n---\n\n{text}', encoding="utf-8"
        )
    return [folder / f"{name}.md" for name in names]


def _open(folder: Path, name: str) -> Library:
    return Library(
        folder,
        store=ExactStore(),
        embedder=HashEmbedder() if name == "hash-64" else None,
        embedder_name=name,
        max_bytes=1_000_000,
        read_seconds=30,
    )


@pytest.fixture(scope="module", params=["lexical", "hash-64"])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """All the invented sources, searched by words alone and also with vectors."""
    folder = tmp_path_factory.mktemp(request.param)
    library = _open(folder / "data", request.param)
    library.add(_written(folder, list(FILES)))
    yield library
    library.close()


@pytest.fixture
def some(tmp_path: Path) -> Iterator[Callable[[list[str]], Library]]:
    """Opens a library of some of the sources."""
    made: list[Library] = []

    def make(names: list[str]) -> Library:
        made.append(_open(tmp_path / f"data{len(made)}", "lexical"))
        made[-1].add(_written(tmp_path, names))
        return made[-1]

    yield make
    for library in made:
        library.close()


def proposal(library: Library, title: str) -> Proposal:
    """The memo's proposal under a heading."""
    memo = library.document("muistio")
    start = memo.text.index(title)
    end = memo.text.find("\n\n", memo.text.index("\n\n", start) + 2)
    end = len(memo.text) if end < 0 else end
    text = memo.text[start:end]
    return Proposal(id=title, number="", title=title, text=text, document=memo.id, start=start, end=end)


def collecting(library: Library) -> Proposal:
    """The proposal that most sources speak of."""
    return proposal(library, "Kompostin keräyksen laajentaminen")


def by_hand(title: str) -> Proposal:
    """A proposal that is in no memo."""
    return Proposal(id="p1", number="", title=title, text=title)


def texts(grounds: tuple[Ground, ...]) -> list[str]:
    """The words of grounds."""
    return [ground.quote.text for ground in grounds]


def every(found: Grounds) -> list[Ground]:
    """All grounds that are shown anywhere."""
    return [*found.grounds, *found.voices, *(contradiction.earlier for contradiction in found.contradictions)]


def test_the_three_groups(held: Library) -> None:
    """Support is on one side, conditions and opposition on the other, each with its body's stance; the memo, the law and
    research are background and have none."""
    found = gather(held, collecting(held), Stance.SUPPORTS, own_body=CITY)
    sides = {
        (g.document.external_id, g.stance): side
        for side in Side
        for g in found.side(side)
        if g.document.kind.value.endswith("statement")
    }
    assert sides["liitto", Stance.SUPPORTS] is Side.FOR
    assert sides["kunta", Stance.SUPPORTS_WITH_RESERVATIONS] is Side.AGAINST
    assert sides["yhdistys", Stance.OPPOSES] is Side.AGAINST
    assert sides["oma", Stance.OPPOSES] is Side.AGAINST
    assert sides["kooste", Stance.UNCLEAR] is Side.NEUTRAL
    background = {g.document.kind for g in found.side(Side.NEUTRAL)}
    assert {Kind.MEMO, Kind.STATUTE, Kind.RESEARCH} <= background
    assert {g.stance for g in found.grounds if g.document.kind in (Kind.MEMO, Kind.STATUTE, Kind.RESEARCH)} == {
        Stance.UNCLEAR
    }


def test_the_memo_comes_first_in_the_background(held: Library) -> None:
    """What is proposed is told in the memo's own words, before anything else, then the section of law it names."""
    found = gather(held, collecting(held), Stance.SUPPORTS)
    first, *rest = found.side(Side.NEUTRAL)
    assert first.quote.text == "Muistiossa ehdotetaan, että kompostin keräystä laajennetaan kaikkiin taajamiin."
    law = next(g for g in rest if g.document.kind is Kind.STATUTE)
    assert law.quote.text == "Kunta järjestää kompostin keräyksen taajamassa."
    others = [g for g in rest if g.document.kind not in (Kind.MEMO, Kind.STATUTE)]
    assert all(law.score > g.score for g in others)


def test_a_reason_goes_with_the_stance_beside_it(held: Library) -> None:
    """A sentence without a stance of its own takes that of its body's sentence beside it, not one from another section."""
    found = gather(held, collecting(held), Stance.OPPOSES)
    assert "Taajamien asukkaat tuottavat kompostia viisi kiloa viikossa." in texts(found.side(Side.FOR))
    assert "Keräys lisäisi kompostin hajuhaittoja pihoilla." in texts(found.side(Side.AGAINST))


def test_what_a_body_tells_of_another_is_not_its_stance(held: Library) -> None:
    """A sentence about another's stance is on neither side and is no voice."""
    found = gather(held, collecting(held), Stance.SUPPORTS)
    told = "Mallijärjestö ry vastustaa keräystä."
    assert told not in texts((*found.side(Side.FOR), *found.side(Side.AGAINST), *found.voices))


def quoted(library: Library, name: str, words: str) -> Quote:
    """Words of a source, in the passage that the library has them in."""
    held = library.search.snapshot().passages
    passage = next(p for p in held if p.document.external_id == name and words in p.text)
    start = passage.start + passage.text.index(words)
    return Quote(passage=passage, start=start, end=start + len(words))


@pytest.mark.parametrize(
    ("name", "words", "side", "stance"),
    [
        ("liitto", "Jäsenmaksumme on 20 euroa vuodessa.", Side.NEUTRAL, Stance.UNCLEAR),
        ("liitto", "Pidämme keräyksen laajentamista tarpeellisena.", Side.FOR, Stance.SUPPORTS),
        ("yhdistys", "kompostin hajuhaittoja pihoilla", Side.AGAINST, Stance.OPPOSES),
        ("oma", "Keräysautoja on kaksi.", Side.AGAINST, Stance.OPPOSES),
        ("kooste", "Keskusliitto kannattaa kompostin keräyksen laajentamista", Side.NEUTRAL, Stance.UNCLEAR),
        ("laki", "Ilmoitus tehdään viikossa.", Side.NEUTRAL, Stance.UNCLEAR),
    ],
)
def test_what_a_person_adds(held: Library, name: str, words: str, side: Side, stance: Stance) -> None:
    """An added quote comes first in its group, marked and once, whatever its relevance; whose it is and where they stand is told
    by the same rules as of any other, and the rest of the grounds are as without it."""
    quote = quoted(held, name, words)
    found = gather(held, collecting(held), Stance.SUPPORTS, own_body=CITY, added=[quote])
    first = found.side(side)[0]
    assert (first.quote, first.stance, first.added) == (quote, stance, True)
    without = gather(held, collecting(held), Stance.SUPPORTS, own_body=CITY).grounds
    assert [g for g in found.grounds if not g.added] == [g for g in without if g.id != ground_id(quote)]


def test_an_added_quote_outlives_its_source(some: Callable[[list[str]], Library]) -> None:
    """Where the source has been removed, its words stay among the grounds, with the stance its passage tells."""
    library = some(["muistio", "yhdistys"])
    quote = quoted(library, "yhdistys", "Keräys lisäisi kompostin hajuhaittoja pihoilla.")
    library.remove([quote.passage.document.id])
    (left,) = gather(library, collecting(library), Stance.OPPOSES, added=[quote]).side(Side.AGAINST)
    assert (left.quote, left.stance, left.added) == (quote, Stance.OPPOSES, True)


def test_the_other_proposals_stay_out(held: Library) -> None:
    """What is said of another proposal is no ground for this one, though both titles share a word."""
    found = gather(held, collecting(held), Stance.SUPPORTS)
    assert not [text for text in texts(tuple(every(found))) if "euvon" in text]
    found = gather(held, proposal(held, "Neuvonnan laajentaminen"), Stance.SUPPORTS)
    assert texts(found.side(Side.AGAINST)) == ["Emme kannata neuvonnan laajentamista."]
    assert texts(found.side(Side.FOR)) == ["Kaupunki kannattaa neuvonnan laajentamista."]


def test_the_register_tells_proposals_apart_too(held: Library) -> None:
    """Proposals without headings in a memo are told apart by one another's titles."""
    others = [
        by_hand("Keräyksen laajentaminen"),
        Proposal(id="p2", number="", title="Neuvonnan laajentaminen", text="Neuvonta"),
    ]
    found = gather(held, others[1], Stance.SUPPORTS, others=others)
    assert texts(found.side(Side.AGAINST)) == ["Emme kannata neuvonnan laajentamista."]


def test_nothing_irrelevant(held: Library) -> None:
    """A proposal that no source speaks of has the memo's own words and nothing else; one of no memo has nothing at all."""
    found = gather(held, proposal(held, "Venepaikkamaksun tarkentaminen"), Stance.SUPPORTS)
    assert texts(found.grounds) == ["Muistiossa ehdotetaan, että venepaikkamaksua koskevaa sääntelyä tarkennetaan."]
    assert (found.voices, found.contradictions) == ((), ())
    found = gather(held, by_hand("Revontulimatkailun verotus"), Stance.OPPOSES)
    assert (found.grounds, found.voices, found.contradictions) == ((), (), ())


def test_voices(held: Library) -> None:
    """Each other body has one voice, with its most decisive sentence: neither the city, nor a digest, nor who speaks of other things."""
    found = gather(held, collecting(held), Stance.SUPPORTS, own_body=CITY)
    assert {g.document.body: (g.stance, g.quote.text) for g in found.voices} == {
        "Esimerkkiliitto": (Stance.SUPPORTS, "Pidämme keräyksen laajentamista tarpeellisena."),
        "Mallikunta": (
            Stance.SUPPORTS_WITH_RESERVATIONS,
            "Mallikunta kannattaa kompostin keräyksen laajentamista, mutta edellyttää, että valtio korvaa kustannukset.",
        ),
        "Malliyhdistys ry": (Stance.OPPOSES, "Vastustamme kompostin keräyksen laajentamista."),
    }
    assert len(found.voices) == 3


def test_no_comment_is_a_voice(held: Library) -> None:
    """A body that has nothing to say of the matter is counted as saying so, and is on neither side."""
    found = gather(held, proposal(held, "Neuvonnan laajentaminen"), Stance.SUPPORTS)
    (voice,) = [g for g in found.voices if g.document.body == "Mallikunta"]
    assert (voice.stance, voice.side) == (Stance.NO_COMMENT, Side.NEUTRAL)


def test_a_statement_filed_as_others_is_known_by_its_body(some: Callable[[list[str]], Library]) -> None:
    """The city's own words never are another's voice, however their document was filed."""
    library = some(["muistio", "liitto"])
    found = gather(library, collecting(library), Stance.OPPOSES, own_body="ESIMERKKILIITTO")
    assert found.voices == ()
    assert [c.earlier.stance for c in found.contradictions] == [Stance.SUPPORTS]


@pytest.mark.parametrize("chosen", [Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS])
def test_the_citys_earlier_line(held: Library, chosen: Stance) -> None:
    """Choosing otherwise than the city's own earlier statement on the matter is told, with both texts."""
    wanted = collecting(held)
    (contradiction,) = gather(held, wanted, chosen, own_body=CITY).contradictions
    assert contradiction.earlier.quote.text == "Kaupunki ei kannata kompostin keräyksen laajentamista."
    assert contradiction == Contradiction(earlier=contradiction.earlier, chosen=chosen, proposal=wanted.text)


@pytest.mark.parametrize("chosen", [Stance.OPPOSES, Stance.NO_COMMENT, Stance.UNDECIDED])
def test_no_contradiction(held: Library, chosen: Stance) -> None:
    """The same stance again, no comment and no choice contradict nothing."""
    assert gather(held, collecting(held), chosen, own_body=CITY).contradictions == ()


def test_a_removed_source(some: Callable[[list[str]], Library]) -> None:
    """What is taken out of the library is no ground any more; a proposal outlives its memo."""
    library = some(["muistio", "liitto", "yhdistys"])
    wanted = collecting(library)
    before = gather(library, wanted, Stance.SUPPORTS)
    assert {g.document.external_id for g in before.voices} == {"liitto", "yhdistys"}
    library.remove(["liitto", "muistio"])
    after = gather(library, wanted, Stance.SUPPORTS)
    assert {g.document.external_id for g in every(after)} == {"yhdistys"}


def test_an_empty_library(some: Callable[[list[str]], Library]) -> None:
    """Without sources there are no grounds, and no error."""
    found = gather(some([]), by_hand("Keräyksen laajentaminen"), Stance.SUPPORTS)
    assert (found.grounds, found.voices, found.contradictions) == ((), (), ())


@pytest.mark.parametrize("title", ["", "—", "a", "§", "ja tai", "1234", "Keräys " * 300])
def test_odd_titles(held: Library, title: str) -> None:
    """A proposal of no words, of signs or of very many words breaks nothing."""
    found = gather(held, by_hand(title), Stance.SUPPORTS)
    assert found.proposal.title == title


@settings(max_examples=25)
@given(
    words=st.lists(
        st.sampled_from("kompostin keräyksen laajentaminen neuvonta satamat kunta 4 § 12/2028 maksu".split()),
        max_size=6,
    ),
    chosen=CHOSEN,
    own=st.sampled_from(["", CITY, "Mallikunta"]),
)
def test_whatever_is_asked(held: Library, words: list[str], chosen: Stance, own: str) -> None:
    """Every ground is a whole slice of its source on the side of its stance; digests and the law are on neither; groups are best
    first, bounded, without repeats; and the same question gives the same answer."""
    wanted = by_hand(" ".join(words))
    found = gather(held, wanted, chosen, own_body=own)
    assert found == gather(held, wanted, chosen, own_body=own)
    sides = {Stance.SUPPORTS: Side.FOR, Stance.SUPPORTS_WITH_RESERVATIONS: Side.AGAINST, Stance.OPPOSES: Side.AGAINST}
    for ground in every(found):
        quote, document = ground.quote, ground.document
        assert quote.text == document.text[quote.start : quote.end]
        assert quote.text[0].isupper()
        assert quote.text.endswith(".")
        assert "\n\n" not in quote.text
        assert len(quote.text) <= LONGEST
        assert ground.id == ground_id(quote)
        assert ground.side is sides.get(ground.stance, Side.NEUTRAL)
        if document.digest or document.kind not in (Kind.OWN_STATEMENT, Kind.OTHER_STATEMENT):
            assert ground.side is Side.NEUTRAL
    for side in Side:
        group = found.side(side)
        scores = [ground.score for ground in group]
        assert scores == sorted(scores, reverse=True)
        assert len(group) <= PER_SIDE
        assert len({g.id for g in group}) == len(group)
        ids = [g.document.id for g in group]
        assert all(ids.count(id_) <= PER_DOCUMENT for id_ in ids)
    bodies = [g.document.body for g in found.voices]
    assert len(set(bodies)) == len(bodies)
    assert own not in bodies or not own
    assert all(not g.document.digest for g in found.voices)
