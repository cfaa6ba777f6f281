"""Which proposal of the memo a statement speaks of, whatever its lay-out and words; and whose stance counts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.library.library import Library
from assistant.statement import Proposal, Stance
from assistant.steps.grounds import gather
from assistant.steps.proposals import detect
from assistant.testing import ExactStore, HashEmbedder

S, R, O, N, U = (  # noqa: E741 (a table reads by them)
    Stance.SUPPORTS,
    Stance.SUPPORTS_WITH_RESERVATIONS,
    Stance.OPPOSES,
    Stance.NO_COMMENT,
    Stance.UNCLEAR,
)
FILES = {
    "venemuistio": (
        'title: "Arviomuistio pienvenesatamien kehittämisestä"\nkind: memo\nbody: "Esimerkkiministeriö"\ndate: 2031-03-01',
        """Asianumero VN/77/2031

## Kehittämisehdotukset

### Kehittämisehdotus 1: Satamarekisteri

Muistiossa ehdotetaan, että pienvenesatamista pidetään valtakunnallista luetteloa. Luetteloon merkittäisiin laituripaikkojen määrä ja syväys, ja kunta päivittäisi tiedot kevättalvella. Luettelon ylläpito maksaisi 340 000 euroa vuodessa.

### Kehittämisehdotus 2: Katsastusväli

Veneet katsastettaisiin nykyisen vuosittaisen tarkastuksen sijasta joka kolmas kesä. Katsastajan pätevyys säilyisi ennallaan, ja moottorin melu mitattaisiin samalla. Tarkastus maksaisi 45 euroa.

### Kehittämisehdotus 3: Septijätteen vastaanotto

Jokaisessa yli 50 paikan satamassa olisi oltava imutyhjennyslaite. Käymälän tyhjentäminen olisi veneilijälle maksutonta, ja valtio korvaisi laitteesta puolet, enintään 12 500 euroa.

### Kehittämisehdotus 4: Talvisäilytys

Kunnan olisi osoitettava alue, jolla vene voi olla telakalla lokakuusta toukokuuhun. Alueella olisi vartiointi, ja pressujen väri määrättäisiin järjestyssäännössä.

### Kehittämisehdotus 5: Vierasvenepaikat

Satamassa olisi varattava joka kymmenes paikka vieraileville veneille. Yöpymisestä saisi periä enintään 25 euroa, ja paikan voisi varata puhelimella.
""",
    ),
    "kirjastomuistio": (
        'title: "Muistio kirjastoautojen reiteistä"\nkind: memo\nbody: "Esimerkkiministeriö"\ndate: 2031-03-01',
        """## Kehittämisehdotukset

### Kehittämisehdotus 1: Pysäkit

Kirjastoauto pysähtyisi kouluilla joka viikko.

### Kehittämisehdotus 2: Lainausaika

Kirjastoauton lainausaika olisi neljä viikkoa.

### Kehittämisehdotus 3: Kuljettajat

Kirjastoauton kuljettajalla olisi kirjastoalan koulutus.
""",
    ),
    "numeroin": (
        'title: "Lausunto pienvenesatamien arviomuistiosta"\nkind: other_statement\nbody: "Koskelan kaupunki"\ndate: 2031-04-01',
        """## Kehittämisehdotus 1

Kaupunki pitää esitettyä mallia perusteltuna.

## Kehittämisehdotukset 2 ja 4

Tarkastusten harventamista kaupunki ei kannata. Talvella veneet ovat kentällä, ja vartioinnin järjestämistä kaupunki puoltaa.

## Kehittämisehdotus 3

Ymmärrämme hyvin, miksi asiaan on tartuttu. Tavoite on hyvä. Kaupunki ei kuitenkaan voi puoltaa pakkoa.

## Kehittämisehdotus 5

Asiasta kaupungilla ei ole lausuttavaa.
""",
    ),
    "sanoin": (
        'title: "Veneilijäin Keskusliiton lausunto"\nkind: other_statement\nbody: "Veneilijäin Keskusliitto VKL"\ndate: 2031-04-03',
        """## Luettelo ja laiturit

Kunnat tietävät laituripaikkansa ja niiden syväyksen huonosti. Uusi luettelo saa liiton täyden tuen. Satamayhdistys vastustaa luetteloa.

## Lietettä mereen?

Käymälöitä tyhjennetään edelleen selälle. Imutyhjennyslaite on paikallaan, kunhan valtio maksaa sen kokonaan. Jos laite vaadittaisiin vain suurilta satamilta, voisimme kannattaa velvoitetta heti.

## Muuta

**Telakointi.** Pressujen väristä ei liitto lausu, eikä telakka-alueen vartiointiin oteta kantaa.

**Vieraat.** Yöpymisen hintakatto tekee vierailevien veneiden vastaanottamisesta kannattamatonta. Vaatimus joka kymmenennestä paikasta on väärä keino.
""",
    ),
    "luettelona": (
        'title: "Lausunto arviomuistiosta"\nkind: other_statement\nbody: "Saaristosatamat ry"\ndate: 2031-04-04',
        """Pienvenesatamien kehittämistä koskevasta muistiosta lausumme seuraavaa.

Ehdotuksia 1 ja 3 kannatamme. Ehdotusta 2 emme kannata. Ehdotukseen 5 suhtaudumme myönteisesti, mutta hintakatto on poistettava.
""",
    ),
    "ruotsiksi": (
        'title: "Utlåtande om promemorian om småbåtshamnar"\nkind: other_statement\nbody: "Skärgårdsförbundet"\ndate: 2031-04-05\nlanguage: sv',
        """Ärende VN/77/2031

## Förslag 1

Förbundet tillstyrker att uppgifterna samlas, förutsatt att kommunerna får ersättning.

## Förslag 2

Detta kan förbundet inte godkänna.

## Förslagen 3 och 5

Förbundet har inget att yttra.
""",
    ),
    "vanha": (
        'title: "Lausunto pienvenesatamista"\nkind: other_statement\nbody: "Vanhakylän kunta"\ndate: 2027-04-05',
        """## Ehdotus 4

Kunta kannattaa esitettyä mallia.
""",
    ),
    "muusta": (
        'title: "Lausunto kirjastoautomuistiosta"\nkind: other_statement\nbody: "Lukijat ry"\ndate: 2031-04-05',
        """## Kehittämisehdotus 3

Kirjastoauton kuljettajan koulutusta yhdistys kannattaa.
""",
    ),
}
STANCES = {
    ("Koskelan kaupunki", "1"): S,
    ("Koskelan kaupunki", "2"): O,
    ("Koskelan kaupunki", "3"): O,
    ("Koskelan kaupunki", "4"): S,
    ("Koskelan kaupunki", "5"): N,
    ("Veneilijäin Keskusliitto VKL", "1"): S,
    ("Veneilijäin Keskusliitto VKL", "2"): None,
    ("Veneilijäin Keskusliitto VKL", "3"): R,
    ("Veneilijäin Keskusliitto VKL", "4"): N,
    ("Veneilijäin Keskusliitto VKL", "5"): O,
    ("Saaristosatamat ry", "1"): S,
    ("Saaristosatamat ry", "2"): O,
    ("Saaristosatamat ry", "3"): S,
    ("Saaristosatamat ry", "4"): None,
    ("Saaristosatamat ry", "5"): R,
    ("Skärgårdsförbundet", "1"): R,
    ("Skärgårdsförbundet", "2"): O,
    ("Skärgårdsförbundet", "3"): N,
    ("Skärgårdsförbundet", "4"): None,
    ("Skärgårdsförbundet", "5"): N,
    ("Vanhakylän kunta", "4"): None,
    ("Lukijat ry", "3"): None,
}


@pytest.fixture(scope="module", params=["lexical", "hash-64"])
def held(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Two memos and the statements on them."""
    folder = tmp_path_factory.mktemp(request.param)
    for name, (facts, text) in FILES.items():
        (folder / f"{name}.md").write_text(f"---\n{facts}\n---\n\n{text}", encoding="utf-8")
    library = Library(
        folder / "data",
        store=ExactStore(),
        embedder=HashEmbedder() if request.param == "hash-64" else None,
        embedder_name=request.param,
        max_bytes=1_000_000,
        read_seconds=30,
    )
    library.add([folder / f"{name}.md" for name in FILES])
    yield library
    library.close()


def told(library: Library, number: str) -> dict[str, Stance]:
    """Where each body stands on the boat memo's proposal of a number."""
    memo = library.document("venemuistio")
    register: list[Proposal] = [*detect(memo), *detect(library.document("kirjastomuistio"))]
    wanted = next(one for one in register if one.document == memo.id and one.number == number)
    others = [one for one in register if one is not wanted]
    found = gather(library, wanted, Stance.UNDECIDED, own_body="Oma kaupunki", others=others)
    return {voice.document.body or "": voice.stance for voice in found.voices}


@pytest.mark.parametrize(("body", "number"), list(STANCES))
def test_where_a_body_stands(held: Library, body: str, number: str) -> None:
    """A body stands on the proposal whose number its heading or sentence has, or whose words and figures its paragraph has; it
    is no voice on those it does not speak of, nor by a statement on another memo or older than the memo."""
    assert told(held, number).get(body) is STANCES[body, number]


# Sections that grant a point before they say what they think, some in words that the rules do not know.
GRANTED = (
    (
        "3",
        O,
        "Vesien likaantuminen on todellinen ongelma, ja käymäläjätteen vastaanottoa on syytä kehittää. Vaatimus ilmaisesta tyhjennyksestä on perusteltu. Imutyhjennyslaite jokaiseen satamaan on silti pienille kunnille liikaa. Säännöksestä pitäisi jättää laitepakko pois.",
    ),
    (
        "2",
        O,
        "Katsastuksen maksu on kohtuullinen, ja melun mittaaminen on järkevää. Kolmen vuoden väli ei kuitenkaan käy. Vene ehtii siinä ajassa rapistua.",
    ),
    (
        "2",
        O,
        "Tarkastusten määrää voi hyvin vähentää vanhoissa veneissä. Kolmen kesän väli on kuitenkin liian pitkä, eikä yhdistys voi seistä sen takana.",
    ),
    (
        "5",
        O,
        "Vierasvenepaikkoja tarvitaan. Puhelimella varaaminen on hyvä uudistus. Joka kymmenennen paikan varaaminen vieraille olisi kuitenkin väärin omia asukkaita kohtaan.",
    ),
    (
        "4",
        S,
        "Talvisäilytysalueen vartiointi maksaa, eikä telakoiden pressujen väristä ole tarpeen säätää. Maksu huolestuttaa. Alueen osoittaminen on silti yhdistyksen mielestä oikein, ja olemme siinä ministeriön puolella.",
    ),
    (
        "1",
        S,
        "Rekisterin hinta on korkea, ja luettelon päivittäminen keväällä on ongelmallista. Hyödyt ovat kuitenkin suuremmat. Satamarekisteri on saatava.",
    ),
    (
        "1",
        O,
        "Luettelo satamista olisi hyödyllinen, ja syväystietojen kokoaminen kannatettavaa. Yhdistys ei silti halua valtakunnallista rekisteriä, sillä kunnat pitävät omansa.",
    ),
    (
        "1",
        O,
        "Rekisterin tavoitteet ovat hyviä ja laituripaikkojen luettelointi perusteltua. Esitetty tapa ei vakuuta. Valtakunnallinen luettelo jäisi tyhjäksi.",
    ),
    (
        "5",
        U,
        "Vierasvenepaikkojen varaaminen on tärkeää joissakin satamissa. Toisaalta hintakatto voi haitata. Emme osaa sanoa, kumpi painaa enemmän.",
    ),
    ("3", R, "Imutyhjennyslaitteet ovat tarpeen. Velvoite voidaan hyväksyä, kun korvaus nousee kolmeen neljännekseen."),
    ("4", O, "Vartiointi alueella on hyvä asia. Mutta että kunnan olisi osoitettava telakka-alue, sitä emme niele."),
    ("2", S, "Moni katsastaja vastustaa harvempaa väliä. Yhdistys ei jaa huolta. Kolme vuotta riittää."),
    (
        "2",
        O,
        "Byrokratiaa on vähennettävä, ja tarkastusten harventaminen kuulostaa hyvältä. Turvallisuus menee kuitenkin edelle. Nykyinen vuosittainen tarkastus on säilytettävä.",
    ),
    ("5", O, "Hintakatto 25 euroa on sopiva. Sen sijaan velvollisuutta varata joka kymmenes paikka ei tule säätää."),
)


@pytest.fixture(scope="module")
def granting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The memos, and a statement of a body of its own for each section."""
    folder = tmp_path_factory.mktemp("granted")
    for name in ("venemuistio", "kirjastomuistio"):
        facts, text = FILES[name]
        (folder / f"{name}.md").write_text(f"---\n{facts}\n---\n\n{text}", encoding="utf-8")
    for k, (_, _, text) in enumerate(GRANTED):
        facts = f'title: "Lausunto pienvenesatamien arviomuistiosta"\nkind: other_statement\nbody: "Yhdistys{k} ry"\ndate: 2031-05-01'
        (folder / f"lausunto{k}.md").write_text(f"---\n{facts}\n---\n\n## Jakso\n\n{text}\n", encoding="utf-8")
    library = Library(
        folder / "data",
        store=ExactStore(),
        embedder=None,
        embedder_name="lexical",
        max_bytes=1_000_000,
        read_seconds=30,
    )
    library.add(sorted(folder.glob("*.md")))
    yield library
    library.close()


def test_a_point_granted_is_no_stance(granting: Library) -> None:
    """Praise or blame that a later sentence turns against is not taken for the stance: a body is never placed on the other side,
    and where it is not read right it is unclear."""
    voices = {number: told(granting, number) for number in {number for number, _, _ in GRANTED}}
    for k, (number, stance, text) in enumerate(GRANTED):
        assert voices[number].get(f"Yhdistys{k} ry") in (stance, U), text
