"""Made-up Finnish administrative paragraphs and questions about them: the same for the same seed, and no two alike."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

# Compounds of a first part and a head give thousands of different words, as Finnish administration does.
FIRST = """palvelu hankinta koulutus työllisyys valvonta lupa avustus maksu tieto turvallisuus ympäristö kaava liikenne
varhaiskasvatus terveys asumis rakennus vesihuolto jäte energia kulttuuri nuoriso liikunta kirjasto tila henkilöstö talous
tarkastus viestintä digi asiakas yhteistyö kehittämis seuranta arviointi kokeilu alue saaristo maaseutu yritys elinkeino
matkailu satama tulli vero eläke kuntoutus toimeentulo perhe lastensuojelu vammais ikäihmis maahanmuutto kotoutumis
pelastus varautumis valmius metsä kalastus porotalous viljely tutkimus tilasto rekisteri arkisto""".split()

HEADS = [
    tuple(row.split())
    for row in """sopimus sopimuksen sopimusta sopimuksessa sopimukseen
suunnitelma suunnitelman suunnitelmaa suunnitelmassa suunnitelmaan
päätös päätöksen päätöstä päätöksessä päätökseen
hakemus hakemuksen hakemusta hakemuksessa hakemukseen
ohjelma ohjelman ohjelmaa ohjelmassa ohjelmaan
velvoite velvoitteen velvoitetta velvoitteessa velvoitteeseen
selvitys selvityksen selvitystä selvityksessä selvitykseen
järjestelmä järjestelmän järjestelmää järjestelmässä järjestelmään
toimikunta toimikunnan toimikuntaa toimikunnassa toimikuntaan
yksikkö yksikön yksikköä yksikössä yksikköön
kustannus kustannuksen kustannusta kustannuksessa kustannukseen
menettely menettelyn menettelyä menettelyssä menettelyyn
raportti raportin raporttia raportissa raporttiin
korvaus korvauksen korvausta korvauksessa korvaukseen
tavoite tavoitteen tavoitetta tavoitteessa tavoitteeseen
viranomainen viranomaisen viranomaista viranomaisessa viranomaiseen
ilmoitus ilmoituksen ilmoitusta ilmoituksessa ilmoitukseen
tarve tarpeen tarvetta tarpeessa tarpeeseen
hanke hankkeen hanketta hankkeessa hankkeeseen
poikkeus poikkeuksen poikkeusta poikkeuksessa poikkeukseen""".splitlines()
]
NOMINATIVE, GENITIVE, PARTITIVE, INESSIVE, ILLATIVE = range(5)

WHO = """kunnanhallitus lautakunta aluehallintovirasto hyvinvointialue kuntayhtymä ministeriö maakuntaliitto
tarkastuslautakunta johtokunta neuvottelukunta kaupunginvaltuusto työvoimaviranomainen tietosuojavaltuutettu
hankintayksikkö rekisterinpitäjä""".split()

PLACES = """Kuhmossa Lieksassa Inarissa Raahessa Loimaalla Kokemäellä Savonlinnassa Kemijärvellä Uudessakaupungissa
Mäntsälässä Ähtärissä Kauhajoella Pieksämäellä Hangossa Ylitorniolla Sotkamossa Paltamossa Lohjalla Forssassa
Varkaudessa""".split()

MONTHS = """tammikuun helmikuun maaliskuun huhtikuun toukokuun kesäkuun heinäkuun elokuun syyskuun lokakuun marraskuun
joulukuun""".split()

SENTENCES = """{Who} hyväksyy {gen} {number} päivän kuluessa siitä, kun {nom} on toimitettu sille.
{Gen} valmistelusta vastaa {who}, jonka on kuultava asianosaisia ennen kuin {nom} tehdään.
{Place} {nom} on voimassa {month} {day}. päivään {year} saakka.
Jos {nom} puuttuu, {who} voi vaatia {par} uudelleen enintään {number} kertaa.
{Gen} enimmäismäärä on {amount} euroa vuodessa, ja siitä vähennetään {gen} osuus.
Tarkemmat säännökset {gen} sisällöstä annetaan {ine} vuonna {year}.
{Who} seuraa, miten {par} toteutetaan, ja raportoi tuloksista {ill} liittyen {month} loppuun mennessä.
{Gen} piiriin kuului {year} yhteensä {amount} henkilöä, joista {percent} prosenttia asui {place}.
Ennen {par} on laadittava {nom}, johon liitetään {nom} ja arvio vaikutuksista.
Hakija saa {gen} maksutta, jollei {who} ole toisin päättänyt {ine}.
{Who} katsoo, että {nom} on tarpeen, koska {nom} ei yksin riitä.
Muutosta {ill} haetaan {number} päivän kuluessa tiedoksisaannista.
{Place} kokeiltiin {par}, ja {percent} prosenttia vastaajista piti sitä toimivana.
{Gen} kustannuksista {percent} prosenttia korvataan valtion varoista.
Tieto {ine} on pidettävä ajan tasalla, ja {who} poistaa sen viimeistään {number} vuoden jälkeen.""".splitlines()

QUESTIONS = """Kuka vastaa {gen} valmistelusta?
Kuinka monessa päivässä {nom} on hyväksyttävä?
Mihin asti {nom} on voimassa {place}?
Paljonko {gen} enimmäismäärä on?
Kuinka monta prosenttia {gen} kustannuksista korvataan?
Mitä on laadittava ennen {par}?
Missä ajassa muutosta {ill} haetaan?
Miksi {nom} on tarpeen?
Kuinka monta henkilöä {gen} piirissä oli {year}?
Milloin tieto {ine} poistetaan?""".splitlines()


class Office:
    """Writes texts; everything it writes follows from its seed."""

    def __init__(self, seed: int) -> None:
        self._dice = random.Random(seed)

    def paragraph(self, sentences: tuple[int, int] = (4, 7)) -> str:
        """A paragraph on a theme: a few compounds that come back from sentence to sentence. 350 to 800 characters."""
        theme = [self._compound() for _ in range(3)]
        rows = self._dice.sample(SENTENCES, self._dice.randint(*sentences))
        return " ".join(self._filled(row, theme) for row in rows)

    def question(self) -> str:
        """A question in the words of such paragraphs."""
        return self._filled(self._dice.choice(QUESTIONS), [self._compound()])

    def _compound(self) -> tuple[str, ...]:
        first, head = self._dice.choice(FIRST), self._dice.choice(HEADS)
        return tuple(first + form for form in head)

    def _filled(self, row: str, theme: list[tuple[str, ...]]) -> str:
        dice = self._dice
        values = {
            "who": dice.choice(WHO),
            "place": dice.choice(PLACES),
            "month": dice.choice(MONTHS),
            "day": str(dice.randint(1, 28)),
            "year": str(dice.randint(2015, 2030)),
            "number": str(dice.randint(2, 90)),
            "percent": str(dice.randint(3, 97)),
            "amount": f"{dice.randint(2, 90)} {dice.randint(100, 999)}",
        }
        names = ("nom", "gen", "par", "ine", "ill")
        while "{" in row:  # each place for a word draws from the theme anew
            at = row.index("{")
            name = row[at + 1 : row.index("}")]
            low = name.lower()
            value = dice.choice(theme)[names.index(low)] if low in names else values[low]
            row = row[:at] + (value[0].upper() + value[1:] if name != low else value) + row[at + len(name) + 2 :]
        return row


def records(path: Path, passages: int, seed: int) -> Path:
    """A JSONL file of `passages` documents of one passage each."""
    office = Office(seed)
    rows = ({"_id": f"p{k}", "title": "", "text": office.paragraph()} for k in range(passages))
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def files(folder: Path, count: int, seed: int) -> Path:
    """A folder of `count` plain text files."""
    office = Office(seed)
    folder.mkdir(parents=True)
    for k in range(count):
        (folder / f"asiakirja-{k:04}.txt").write_text(office.paragraph() + "\n", encoding="utf-8")
    return folder


def questions(count: int, seed: int) -> list[str]:
    """Different questions."""
    office = Office(seed)

    def endless() -> Iterator[str]:
        while True:
            yield office.question()

    out: dict[str, None] = {}
    for question in endless():
        out[question] = None
        if len(out) == count:
            break
    return list(out)
