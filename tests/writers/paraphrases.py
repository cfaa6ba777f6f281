"""Invented source sentences with fair retellings of them, by which the least share of common words was measured.

A line is `source | retelling`. A retelling under another source of the same list is one that the source does not bear out: the
matter is the same (one service, one memo), so such a pair is as near as a wrong citation comes.
"""

from __future__ import annotations

FINNISH = """
Tämän lain tarkoituksena on parantaa pitkään työttömänä olleen henkilön työ- ja toimintakykyä sekä mahdollisuuksia työllistyä tai siirtyä koulutukseen. | Lailla pyritään siihen, että pitkään työttömänä olleen työkyky paranee ja hän pääsee töihin tai koulutukseen.
Lähityöpalvelua voidaan järjestää työttömälle työnhakijalle, joka on ollut yhtäjaksoisesti työttömänä vähintään 12 kuukautta. | Palvelun voi saada työnhakija, jonka työttömyys on jatkunut keskeytyksettä vähintään vuoden.
Alle 25-vuotiaalle palvelua voidaan järjestää, kun työttömyys on kestänyt yhtäjaksoisesti vähintään kuusi kuukautta. | Alle 25-vuotiaalle riittää puolen vuoden työttömyys.
Palvelua ei järjestetä henkilölle, joka saa täyttä työkyvyttömyyseläkettä tai vanhuuseläkettä. | Vanhuuseläkkeellä oleva ei voi saada palvelua, eikä myöskään täydellä työkyvyttömyyseläkkeellä oleva.
Kunta vastaa lähityöpalvelun järjestämisestä asukkailleen. | Vastuu järjestämisestä on kunnalla.
Hyvinvointialue vastaa niistä sosiaali- ja terveyspalveluista, joita osallistuja tarvitsee lähityöpalvelun aikana. | Osallistujan tarvitsemat terveys- ja sosiaalipalvelut kuuluvat hyvinvointialueelle.
Kunnan on nimettävä lähityöpalvelulle vastuuhenkilö, jonka yhteystiedot ovat yleisesti saatavilla. | Kunnan täytyy nimetä vastuuhenkilö ja pitää hänen yhteystietonsa kaikkien saatavilla.
Alkukartoitus tehdään viivytyksettä ja viimeistään 30 päivän kuluessa siitä, kun henkilö on ohjattu palveluun. | Alkukartoituksen on valmistuttava 30 päivässä palveluun ohjaamisesta.
Osallistujalle maksetaan kulukorvausta 9 euroa osallistumispäivältä. | Kulukorvaus on 9 euroa päivältä.
Osallistumispäivä on päivä, jona osallistuja on palvelussa vähintään kolme tuntia. | Päivä lasketaan osallistumispäiväksi, kun palvelussa ollaan ainakin kolme tuntia.
Osallistujamäärä on kasvanut joka vuosi: vuonna 2028 palvelussa oli 11 310 henkilöä ja vuonna 2029 jo 15 060 henkilöä. | Osallistujia oli vuonna 2029 yhteensä 15 060, kun heitä vuotta aiemmin oli 11 310.
Kunnista 104 tuotti palvelun pääosin omana työnään, 61 hankki sen järjestöiltä tai säätiöiltä ja 22 yksityisiltä yrityksiltä. | Useimmat kunnat tekevät palvelun itse; yrityksiltä sen ostaa 22 kuntaa.
Käytännössä alkukartoituksen tekeminen kestää alueittain 7–25 työpäivää. | Kartoitukseen kuluu alueesta riippuen 7–25 työpäivää.
Palvelu kestää keskimäärin 6,4 kuukautta. | Keskimääräinen kesto on 6,4 kuukautta.
Yhtä valmentajaa kohden oli vuoden aikana keskimäärin 63 asiakasta. | Valmentajalla on keskimäärin 63 asiakasta vuodessa.
Osallistujista 31 prosenttia työllistyi vuoden kuluessa palvelun päättymisestä avoimille työmarkkinoille. | Avoimille työmarkkinoille sijoittui vuodessa 31 prosenttia osallistuneista.
Palvelun kustannus oli keskimäärin 7 350 euroa asiakasta kohden. | Yhden asiakkaan palvelu maksoi keskimäärin 7 350 euroa.
Kustannuksista noin 62 prosenttia muodostuu henkilöstömenoista, 15 prosenttia tiloista ja välineistä. | Suurin menoerä on henkilöstö, noin 62 prosenttia kustannuksista.
Kaupunki on samaa mieltä ministeriön kanssa siitä, että lain 8 §:n yhdeksän kuukautta on liian lyhyt. | Kaupungin mielestä 8 §:n yhdeksän kuukauden enimmäisaika on liian lyhyt.
Hallavesi on valmis hyväksymään 10 työpäivän määräajan vain, jos heinäkuuta ei lueta määräaikaan. | Hallavesi hyväksyy 10 työpäivän määräajan sillä ehdolla, että heinäkuu jätetään laskematta.
Muistiossa ei arvioida työttömyysturvan tasoa eikä lähityöpalvelun järjestämisvastuun siirtämistä pois kunnilta. | Työttömyysturvan taso ja järjestämisvastuun siirto on jätetty muistion ulkopuolelle.
Kulukorvausta ei makseta päivältä, jolta osallistuja saa palkkaa. | Palkalliselta päivältä kulukorvausta ei tule.
Sopimus voidaan purkaa, jos osallistuja on ollut ilman hyväksyttävää syytä poissa viisi perättäistä päivää. | Viiden päivän luvaton poissaolo voi johtaa sopimuksen purkamiseen.
Palveluntuottajan on pidettävä luetteloa osallistujista ja heidän läsnäolostaan. | Tuottajan tehtävänä on kirjata, ketkä osallistuvat ja milloin he ovat paikalla.
Lausunnot pyydetään toimittamaan viimeistään 30.5.2031 lausuntopalveluun. | Lausuntojen viimeinen jättöpäivä on 30.5.2031.
Työvalmentaja tapaa osallistujan vähintään kaksi kertaa kuukaudessa. | Valmentajan ja osallistujan tapaamisia on ainakin kahdesti kuussa.
Ministeriö esittää, että määräaika lyhennetään 10 työpäivään. | Määräaikaa ehdotetaan lyhennettäväksi 10 työpäivään.
Lautakunta pitää arviomuistiota huolellisesti laadittuna. | Muistio on lautakunnan arvion mukaan huolellinen.
"""

SWEDISH = """
Kommunen ansvarar för att närservice ordnas för invånarna. | Ansvaret för att ordna närservice ligger hos kommunen.
Den inledande kartläggningen tog i genomsnitt 13 arbetsdagar. | Kartläggningen tog ungefär 13 arbetsdagar i genomsnitt.
En fjärdedel av deltagarna bor i skärgården. | I skärgården bor en fjärdedel av deltagarna.
Kostnaden var 7 270 euro per deltagare. | Servicen kostade 7 270 euro per deltagare.
Deltagaren får kostnadsersättning för varje dag i servicen. | För varje dag betalas kostnadsersättning till deltagaren.
Staden hade tre arbetshandledare, två anställda av staden och en hos en serviceproducent. | Av stadens tre handledare var två anställda av staden själv.
"""

ENGLISH = """
The municipality is responsible for arranging the service for its residents. | Arranging the service is the municipality's responsibility.
The service lasts 6.4 months on average. | On average the service takes 6.4 months.
Participants receive 9 euros for each day of participation. | Each day of participation is compensated with 9 euros.
The memo does not assess the level of unemployment security. | The level of unemployment security is not assessed in the memo.
"""


def pairs(text: str) -> list[tuple[str, str]]:
    """(source, retelling) of each line."""
    return [(a.strip(), b.strip()) for a, b in (line.split("|") for line in text.strip().splitlines())]
