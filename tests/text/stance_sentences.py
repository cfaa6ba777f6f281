"""Invented sentences of statements with the stance their speaker takes in them, in two halves.

The rules were made looking at `TUNED`; `HELD_OUT` was written before them and measured when they were done: 86 of 91 right,
none the wrong way round. What it showed was mended after that, so it is no longer a measure of new wording. A line is
`stance | speaker | sentence`; the stance is `s` (supports), `r` (with reservations), `o` (opposes), `n` (no comment) or
`u` (not plain). No such body exists.

`PLACED` are other turns of phrase, in statements whose paragraph is known to be about a proposal: rules were mended until all of
them were right, and what others say, what is now in force and what is not proposed must stay unread.
"""

TUNED = """
s | Esimerkkikaupunki | Esimerkkikaupunki kannattaa ehdotusta, koska se selkeyttää viranomaisten työnjakoa.
s | Esimerkkiliitto | Pidämme sääntelyn täsmentämistä tarpeellisena.
s | Esimerkkiliitto | Esimerkkiliitto pitää kokeilua koskevien säännösten tarkentamista perusteltuna.
s | Esimerkkilän kunta | Kunta puoltaa muistiossa esitettyä mallia.
s | Esimerkkijärjestö ry | Kannatamme lämpimästi palvelukokonaisuuksien laajempaa käyttöä.
s | Esimerkkilän kaupunki | Kaupunki suhtautuu ehdotukseen myönteisesti.
s | Esimerkkiliitto | Esimerkkiliitto tukee ehdotettua muutosta.
s | Esimerkkilän kaupunki | Kaupunki yhtyy arviomuistion näkemykseen siitä, että valmennusta on kehitettävä.
s | | Ehdotus on kannatettava.
s | | Valmennusta koskevan sääntelyn tarkentaminen on tarpeen.
s | Esimerkkilän kunta | Esimerkkilän kunta pitää hyvänä, että kokeilun sääntelyä täsmennetään.
s | Esimerkkilän kunta | Kunnan näkemyksen mukaan esitetty muutos on oikeansuuntainen.
s | Esimerkkilän kaupunki | Esimerkkilän kaupunki katsoo, että säännösten selkeyttäminen on perusteltua.
s | | Ehdotusta kannatetaan.
s | Mallilan työllisyysalue | Mallilan työllisyysalue pitää viranomaisyhteistyön vahvistamista erittäin tärkeänä.
s | Esimerkkijärjestö ry | Järjestö näkee ehdotuksen tarpeelliseksi.
s | Esimerkkikaupunki | Esimerkkiliitto vastustaa muutosta, mutta kaupunki kannattaa sitä.
s | Mallilan hyvinvointialue | Hyvinvointialue on ehdotuksen kannalla.
s | Esimerkkiliitto | Olemme ehdotuksesta samaa mieltä.
s | Esimerkkikaupunki | Vaikka osa kunnista vastustaa uudistusta, Esimerkkikaupunki pitää sitä tervetulleena.
s | Esimerkkilän kaupunki | Kaupunki pitää nykyisten palveluiden toimeenpanon kehittämistä tärkeänä.
s | Esimerkkilän kaupunki | Näin ollen kaupunki puoltaa esitystä.
r | Esimerkkikaupunki | Kaupunki pitää suuntaa oikeana, mutta edellyttää, että tehtävät rahoitetaan täysimääräisesti.
r | Esimerkkikaupunki | Esimerkkikaupunki kannattaa ehdotusta varauksin.
r | Esimerkkiliitto | Kannatamme ehdotusta edellyttäen, että siirtymäaika on riittävä.
r | Esimerkkiliitto | Esimerkkiliitto kannattaa uudistusta sillä edellytyksellä, että kunnat saavat siihen rahoituksen.
r | Esimerkkilän kunta | Kunta voi kannattaa ehdotusta vain, jos kustannukset korvataan.
r | Esimerkkilän kunta | Edellytämme, että valtio korvaa uudet tehtävät kunnille.
r | Esimerkkilän kaupunki | Kaupunki kannattaa tavoitetta, mutta pitää aikataulua liian kireänä.
r | Esimerkkilän kaupunki | Kaupunki kannattaa ehdotusta ja esittää, että 55 §:ään lisätään siirtymäsäännös.
r | Esimerkkijärjestö ry | Pidämme muutosta hyvänä, kunhan asiakkaan vapaaehtoisuus säilyy.
r | Mallilan työllisyysalue | Työllisyysalue suhtautuu ehdotukseen varauksellisesti.
r | | Ehdotus on oikeansuuntainen, mutta sen kustannusvaikutukset on arvioitava uudelleen.
r | Esimerkkilän kaupunki | Kaupunki kannattaa ehdotusta pääosin.
r | Esimerkkilän kaupunki | Kaupunki kannattaa muutosta. Kaupunki edellyttää kuitenkin, että rahoitus turvataan.
o | Esimerkkijärjestö ry | Emme kannata keston pidentämistä.
o | Esimerkkikaupunki | Kaupunki ei kannata ehdotusta nykyisessä muodossaan.
o | Esimerkkiliitto | Esimerkkiliitto vastustaa ehdotettua muutosta.
o | Esimerkkiliitto | Liitto ei pidä ehdotusta perusteltuna.
o | Esimerkkilän kunta | Kunta katsoo, ettei kokeilun enimmäiskestoa tule pidentää.
o | Esimerkkilän kunta | Esimerkkilän kunta suhtautuu ehdotukseen kielteisesti.
o | Esimerkkilän kaupunki | Kaupunki ei voi puoltaa esitystä.
o | Esimerkkijärjestö ry | Suhtaudumme kriittisesti siihen, että kokeilua pidennettäisiin.
o | Esimerkkijärjestö ry | Pidämme ehdotusta tarpeettomana.
o | | Ehdotus ei ole kannatettava.
o | Esimerkkilän kaupunki | Vaikka tavoite on hyvä, kaupunki ei kannata ehdotusta.
o | Esimerkkilän kaupunki | Kaupunki pitää tavoitetta hyvänä, mutta vastustaa ehdotettua keinoa.
o | Esimerkkiliitto | Emme missään nimessä voi hyväksyä ehdotusta.
o | Esimerkkilän kunta | Esimerkkilän kunta katsoo, että ehdotusta ei tule toteuttaa.
o | | Muutosta ei pidetä tarpeellisena.
o | Esimerkkikaupunki | Ministeriö pitää muutosta tarpeellisena, mutta Esimerkkikaupunki ei kannata sitä.
n | Esimerkkikaupunki | Esimerkkikaupungilla ei ole tästä kohdasta lausuttavaa.
n | | Ei lausuttavaa.
n | Mallilan hyvinvointialue | Hyvinvointialue ei ota kantaa ehdotukseen.
n | Esimerkkilän kunta | Kunnalla ei ole ehdotuksesta huomautettavaa.
n | | Inget att yttra.
u | | Arviomuistiossa ehdotetaan, että kokeilua koskevaa sääntelyä tarkennetaan.
u | Esimerkkikaupunki | Ministeriö pitää sääntelyn tarkentamista tarpeellisena.
u | Esimerkkikaupunki | Esimerkkiliitto vastustaa ehdotusta.
u | Esimerkkikaupunki | Kaupunki esittää, että pykälä muotoillaan seuraavasti.
u | | Kannattaako kaupunki ehdotusta?
u | | Asiakkaan kannattaa ilmoittautua työnhakijaksi heti.
u | | Kunnan pitää järjestää palvelu kolmessa kuukaudessa.
u | Esimerkkikaupunki | Kaupunki piti vuonna 2025 kuutta kuukautta sopivana.
u | | Uudistus edellyttää kunnilta uusia resursseja.
u | | Työn vastaanottaminen ei aina kannata.
u | Esimerkkilän kaupunki | Kaupunki pitää nykyistä sääntelyä toimivana.
u | Esimerkkilän kaupunki | Kaupunki ei vastusta ehdotusta.
u | | Kokeilussa oli vuonna 2025 yhteensä 84 henkilöä.
u | Esimerkkilän kaupunki | Kaupunki kannattaisi ehdotusta, jos rahoitus olisi selvitetty.
u | Esimerkkilän kaupunki | Muistion mukaan valmennusta koskevan sääntelyn tarkentaminen on tarpeen.
u | Esimerkkilän kaupunki | Pidämme tärkeänä, että kokeilun enimmäiskestoa ei pidennetä.
u | | Kunta tukee asiakasta työnhaussa.
u | Esimerkkilän kaupunki | Moni vastaaja kannattaa muutosta, moni vastustaa sitä.
u | Esimerkkilän kaupunki | Emme kannata pidentämistä, mutta kannatamme valmennuksen tarkentamista.
u | | Toiminta ei ole taloudellisesti kannattavaa.
s | Exempelstaden | Exempelstaden understöder förslaget.
s | Exempelförbundet | Vi stöder den föreslagna ändringen.
s | Exempelstaden | Staden anser att preciseringen är motiverad.
s | Exempelförbundet | Förbundet förhåller sig positivt till förslaget.
r | Exempelstaden | Staden understöder förslaget under förutsättning att finansieringen tryggas.
r | Exempelförbundet | Vi anser att målet är bra, men tidtabellen är för stram.
o | Exempelstaden | Staden understöder inte förslaget i dess nuvarande form.
o | Exempelförbundet | Exempelförbundet motsätter sig en förlängning av prövningen.
o | Exempelförbundet | Vi kan inte tillstyrka förslaget.
n | Exempelstaden | Staden har inget att yttra om denna punkt.
u | Exempelstaden | Ministeriet anser att en precisering behövs.
u | Exempelstaden | I promemorian föreslås att bestämmelserna preciseras.
u | Exempelförbundet | Kommunerna stöder klienterna i arbetssökandet.
s | Example City | The City supports the proposal.
o | Example Union | We do not support extending the trial.
r | Example City | The City supports the proposal, provided that it is fully funded.
n | Example City | The City has no comments on this point.
"""

HELD_OUT = """
s | Mallilan kaupunki | Mallilan kaupunki kannattaa työnhakuvalmennusta koskevan sääntelyn selkeyttämistä.
s | Mallikunta | Mallikunta pitää ehdotuksia pääpiirteissään kannatettavina.
s | Mallijärjestö ry | Mallijärjestö ry pitää viranomaisten tiiviimpää yhteistyötä välttämättömänä.
s | Mallijärjestö ry | Kannatamme ehdotusta.
s | Malliliitto | Malliliiton näkemyksen mukaan ehdotettu täsmennys on perusteltu.
s | Mallilan kaupunki | Kaupunki puoltaa kehittämisehdotusta, sillä työpajoilta on saatu hyviä kokemuksia.
s | Malliliitto | Liitto suhtautuu myönteisesti siihen, että kokeilusta säädettäisiin nykyistä tarkemmin.
s | Mallilan hyvinvointialue | Hyvinvointialue pitää ehdotusta oikeansuuntaisena ja tarpeellisena.
s | Mallilan kaupunki | Kaupunki pitää tärkeänä palvelukokonaisuuksien laajempaa hyödyntämistä.
s | | Ehdotettu muutos on perusteltu ja tervetullut.
s | | Sääntelyn tarkentamista pidetään kannatettavana.
s | Mallikunta | Kunta yhtyy muistiossa esitettyyn arvioon yhteistyön tarpeesta.
s | Mallijärjestö ry | Katsomme ehdotuksen perustelluksi.
s | Mallilan työllisyysalue | Työllisyysalue tukee esitystä toimeenpanon kehittämisestä.
s | Mallilan kaupunki | On hyvä, että valmennuksen sääntelyä tarkennetaan.
s | Mallikunta | Malliliitto on suhtautunut muutokseen epäillen, mutta Mallikunta kannattaa sitä.
s | Malliliitto | Voimme hyväksyä ehdotuksen.
s | Mallilan kaupunki | Mallilan kaupunki katsoo, että ehdotus tulee toteuttaa.
s | Mallijärjestö ry | Mielestämme yhteistyöverkoston laajentaminen on hyvä ehdotus.
s | Mallikunta | Kunta kannattaa myös tätä ehdotusta ja pitää sitä asiakkaan kannalta hyvänä.
r | Mallilan kaupunki | Mallilan kaupunki kannattaa ehdotusta tietyin varauksin.
r | Malliliitto | Malliliitto edellyttää, että muutoksen vaikutukset arvioidaan ennen voimaantuloa.
r | Mallikunta | Kunta pitää ehdotusta kannatettavana, mutta huomauttaa, että henkilöstöä ei ole riittävästi.
r | Mallijärjestö ry | Kannatamme tarkentamista, mikäli palvelu säilyy vapaaehtoisena.
r | Mallilan hyvinvointialue | Hyvinvointialue voi puoltaa ehdotusta ainoastaan, jos vastuut määritellään laissa.
r | Mallilan kaupunki | Kaupunki suhtautuu ehdotukseen myönteisesti. Kaupunki edellyttää kuitenkin riittävää siirtymäaikaa.
r | Malliliitto | Tuemme uudistuksen tavoitetta, mutta toteutustapa vaatii vielä valmistelua.
r | | Ehdotus on hyvä, edellyttäen että siihen osoitetaan erillinen rahoitus.
r | Mallikunta | Kunta kannattaa ehdotusta osittain.
r | Mallilan kaupunki | Kaupunki puoltaa ehdotusta ja ehdottaa, että määräaikaa jatketaan vuodella.
r | Malliliitto | Liitto pitää muutosta perusteltuna sillä ehdolla, ettei kuntien maksuosuus kasva.
r | Mallijärjestö ry | Pidämme ehdotusta hyvänä, joskin sen vaikutukset järjestöihin jäävät epäselviksi.
o | Mallilan kaupunki | Mallilan kaupunki ei kannata koulutuskokeilun rajaamista.
o | Malliliitto | Vastustamme ehdotusta.
o | Malliliitto | Malliliitto ei pidä kokeilun pidentämistä tarkoituksenmukaisena.
o | Mallikunta | Kunta ei puolla ehdotusta, koska se lisäisi hallinnollista työtä.
o | Mallijärjestö ry | Emme pidä tarpeellisena kokeilun keston pidentämistä.
o | Mallijärjestö ry | Mallijärjestö ry suhtautuu ehdotettuun malliin erittäin kriittisesti.
o | Mallilan kaupunki | Kaupunki katsoo, ettei muutokselle ole perusteita.
o | Mallilan kaupunki | Kaupunki katsoo, että ehdotuksesta tulee luopua.
o | | Ehdotusta ei kannateta.
o | | Esitetty muutos ei ole perusteltu.
o | Mallikunta | Kunta pitää ehdotusta ongelmallisena asiakkaiden yhdenvertaisuuden kannalta.
o | Mallilan hyvinvointialue | Hyvinvointialue ei tässä vaiheessa kannata esitettyä muutosta.
o | Malliliitto | Liitto on ehdotuksesta eri mieltä.
o | Mallikunta | Vaikka Malliliitto kannattaa ehdotusta, Mallikunta vastustaa sitä.
o | Mallijärjestö ry | Ymmärrämme tavoitteen, mutta emme voi kannattaa ehdotettua keinoa.
o | Mallilan kaupunki | Kaupunki pitää ehdotusta ennenaikaisena.
n | Mallilan kaupunki | Kaupungilla ei ole lausuttavaa asiasta.
n | Malliliitto | Malliliitto ei lausu tästä ehdotuksesta.
n | Mallikunta | Kunta ei ota asiaan kantaa.
n | | Ei huomautettavaa.
n | Mallijärjestö ry | Meillä ei ole tähän ehdotukseen lausuttavaa.
u | Mallilan kaupunki | Malliliitto kannattaa ehdotusta.
u | Mallilan kaupunki | Ministeriön mukaan ehdotus on tarpeellinen.
u | Mallilan kaupunki | Kaupunki ehdottaa, että pykälään lisätään määräaika.
u | | Muistion tavoitteena on selvittää palvelujen edellytyksiä.
u | | Pitäisikö kokeilun kestoa pidentää?
u | | Työllistyminen edellyttää usein monialaista tukea.
u | | Kokeilua kannattaa käyttää vasta palvelutarpeen arvioinnin jälkeen.
u | | Kunta ei saa periä palvelusta maksua.
u | Mallikunta | Kunta totesi aiemmin, että muutos on tarpeellinen.
u | Mallilan kaupunki | Kaupungissa on 41 työpajapaikkaa, ja niistä kuusi on varattu nuorille.
u | Mallikunta | Hallitus kannattaa kuntouttavan työtoiminnan siirtoa kuntiin.
u | Mallilan kaupunki | Useat kunnat vastustavat ehdotusta.
u | Malliliitto | Liitto kannattaa nykyisen mallin säilyttämistä.
u | Malliliitto | Voisimme harkita ehdotuksen kannattamista, jos sen kustannukset tunnettaisiin.
u | Mallikunta | Esityksessä katsotaan, että yhteistyövelvoitteen laajentaminen olisi perusteltua.
u | Mallilan kaupunki | Mallikunta pitää ehdotusta tärkeänä ja Malliliitto tarpeettomana.
u | | Valmennuksen järjestäminen ei ole pienelle kunnalle kannattavaa.
u | Mallijärjestö ry | Emme pidä ehdotusta täysin tarpeettomana.
u | Mallilan kaupunki | Kaupunki pitää kiinni sovitusta työnjaosta.
u | Mallilan kaupunki | Kaupunki jakaa Malliliiton huolen rahoituksesta.
s | Modellstaden | Modellstaden tillstyrker förslaget.
s | Modellkommunen | Kommunen anser det motiverat att precisera bestämmelserna.
s | Modellförbundet | Modellförbundet ställer sig bakom förslaget.
s | Modellförbundet | Vi anser att samarbetet är viktigt och understöder förslaget.
r | Modellstaden | Staden förutsätter att kommunerna får full ersättning.
r | Modellkommunen | Kommunen stöder förslaget med förbehåll.
r | Modellförbundet | Förbundet understöder ändringen, men påpekar att resurserna är knappa.
o | Modellstaden | Modellstaden stöder inte förslaget.
o | Modellkommunen | Kommunen avstyrker förslaget.
o | Modellförbundet | Vi anser inte att ändringen är motiverad.
n | Modellkommunen | Kommunen har ingenting att anföra i ärendet.
u | Modellstaden | Modellförbundet motsätter sig förslaget.
u | Modellkommunen | Regeringen stöder en förlängning av prövningen.
u | Modellförbundet | Bör prövningen förlängas?
s | Model City | Model City welcomes the proposal.
o | Model Union | Model Union opposes the proposed change.
r | Model Union | We welcome the aim, but the funding must be secured first.
u | Model City | The ministry considers the change necessary.
"""

PLACED = """
s | Metsälinnan kaupunki | Uusi maksuluokka on kaupungin mielestä paikallaan.
u | Metsälinnan kaupunki | Uusi maksuluokka on ministeriön mielestä paikallaan.
s | Veneilyliitto VL | Yhteinen satamarekisteri saa liiton varauksettoman tuen.
u | Veneilyliitto VL | Yhteinen satamarekisteri saa ministeriön täyden tuen.
o | Veneilyliitto VL | Lupamaksun korottaminen ei saa liiton kannatusta.
s | Veneilyliitto VL | VL pitää venekorttia hyväksyttävänä.
r | Veneilyliitto VL | Katsastuksen keventämistä VL pitää hyväksyttävänä vain, jos tarkastajien määrä kaksinkertaistetaan.
r | Metsälinnan kaupunki | Kaupunki on valmis hyväksymään latuverkon laajentamisen, jos huoltotuki ulotetaan myös vanhoihin latuihin.
s | Metsälinnan kaupunki | Kaupunki on valmis tukemaan ehdotusta.
o | Metsälinnan kaupunki | Kaupunki ei ole valmis hyväksymään esitettyä maksua.
r | Kylätoimijat ry | Voimme yhtyä ehdotukseen, mikäli avustus maksetaan etukäteen.
r | Kylätoimijat ry | Yhdistys hyväksyy ehdotuksen, kun hakuaika pidennetään kahteen kuukauteen.
s | Kylätoimijat ry | Kannatamme ehdotusta, kun se kerran on valmisteltu huolella.
u | Kylätoimijat ry | Jos maksu palautettaisiin jäsenille, yhdistys voisi korotusta kannattaa.
u | Kylätoimijat ry | Jos hakuaika olisi vuosi, voisimme hyväksyä ehdotuksen.
s | Kylätoimijat ry | Yhdistys asettuu ehdotuksen tueksi.
o | Kylätoimijat ry | Yhdistys asettuu vastustamaan esitettyä kieltoa.
u | Kylätoimijat ry | Yhdistys ei asetu puolelle eikä vastaan.
o | Metsälinnan kaupunki | Laissa säädetty ehdoton kielto on kuitenkin väärä keino.
s | Metsälinnan kaupunki | Kielto on oikea ratkaisu.
s | | Korotus on aiheellinen.
s | Metsälinnan kaupunki | Velvoite on järkevä, ja sen noudattaminen on helppoa.
n | Metsälinnan kaupunki | Kaupunki jättää metsäneuvontaa koskevan ehdotuksen kommentoimatta.
n | Metsälinnan kaupunki | Kalastuslupien hintaan kaupunki ei esitä kantaa.
n | Kylätoimijat ry | Tiekuntien tukeen ei oteta tässä kantaa.
n | Kylätoimijat ry | Yhdistys pidättäytyy lausumasta ehdotuksesta.
n | Metsälinnan kaupunki | Kaupungilla ei ole huomauttamista.
s | Skogsby stad | Staden förordar en gemensam båtkalender.
s | Skogsby stad | Staden godkänner förslaget.
o | Skogsby stad | Staden kan inte godkänna förslaget.
r | Skogsby stad | Staden är beredd att godkänna förslaget, om avgiften sänks.
r | Skogsby stad | Staden understöder förslaget så länge inga uppgifter säljs.
o | Skärgårdsförbundet | Förbundet avvisar förslaget om körförbud.
s | Skärgårdsförbundet | Förbundet har inget emot förslaget.
u | Skärgårdsförbundet | Ministeriet har inget emot förslaget.
n | Skärgårdsförbundet | Förbundet avstår från att ta ställning till hamnavgiften.
n | Skärgårdsförbundet | Om körförbudet yttrar sig förbundet inte, och förbundet yttrar sig inte heller om avgiften.
o | Skärgårdsförbundet | Förbudet är fel medel, och kravet är orimligt.
s | Skärgårdsförbundet | Kravet på belysning är klokt.
u | Skärgårdsförbundet | Om avgiften slopades helt, kunde förbundet understöda förslaget.
s | Metsälinnan kaupunki | Yhteinen satamamaksu on kaupungille mieluinen ratkaisu.
s | Metsälinnan kaupunki | Kaupunki toivoo, että ehdotus toteutetaan mahdollisimman pian.
s | Metsälinnan kaupunki | Kaupunki kiirehtii ehdotuksen toteuttamista.
s | Metsälinnan kaupunki | Katsastusvälin pidentäminen kannattaa toteuttaa sellaisenaan.
s | Metsälinnan kaupunki | Kaupungilla ei ole mitään venekorttia vastaan.
s | Metsälinnan kaupunki | Kaupunki on ministeriön kanssa samaa mieltä siitä, että venekortti tarvitaan.
s | Veneilyliitto VL | Liitto seisoo ehdotuksen takana.
s | Veneilyliitto VL | Tervehdimme ilolla ehdotusta venekortista.
s | Veneilyliitto VL | Ehdotus ansaitsee liiton tuen.
s | Veneilyliitto VL | Ehdotukselle liitto antaa täyden tukensa.
u | Veneilyliitto VL | Liitto ei vastusta ehdotusta.
s | Veneilyliitto VL | Venekortti on liiton mielestä tervetullut.
s | Veneilyliitto VL | Pidämme kolmen viikon määräaikaa sopivana.
s | Veneilyliitto VL | Määräaika on riittävän pitkä, ja liitto hyväksyy sen.
r | Veneilyliitto VL | Liitto voi hyväksyä maksun korottamisen, jos tuotto käytetään väyliin.
r | Veneilyliitto VL | Hyväksymme rekisterin vain sillä ehdolla, että tiedot poistetaan viidessä vuodessa.
r | Veneilyliitto VL | Kannatuksemme ehtona on, että tarkastajat koulutetaan.
r | Veneilyliitto VL | Ehdotus on kannatettava, mutta siirtymäajan tulee olla kolme vuotta.
r | Veneilyliitto VL | Ehdotusta voidaan puoltaa, kunhan väylämaksu poistetaan.
r | Veneilyliitto VL | Muutos sopii liitolle edellyttäen, että pienet veneet rajataan ulos.
r | Veneilyliitto VL | Tuemme korttia, mutta emme ilman siirtymäaikaa.
r | Veneilyliitto VL | Liitto puoltaa ehdotusta muutettuna niin, että ikäraja on 15 vuotta.
r | Veneilyliitto VL | Ellei rahoitusta turvata, liitto ei voi ehdotusta kannattaa; rahoituksen kanssa se on hyvä.
r | Veneilyliitto VL | Liitto suhtautuu korttiin myönteisesti sillä varauksella, että hinta pysyy alle 20 eurossa.
r | Veneilyliitto VL | Ehdotusta liitto kannattaa kahdella ehdolla.
o | Veneilyliitto VL | Liitto ei voi hyväksyä sitä, että kortti vaadittaisiin myös soutuveneiltä.
o | Veneilyliitto VL | Katsastusvelvollisuus tulisi jättää säätämättä.
o | Veneilyliitto VL | Emme näe kortille tarvetta.
o | Veneilyliitto VL | Liitto torjuu ajatuksen venekortista.
o | Veneilyliitto VL | Ehdotusta ei pidä viedä eteenpäin.
o | Veneilyliitto VL | Liitto sanoo kortille ei.
o | Veneilyliitto VL | Liitto on kortin pakollisuutta vastaan.
o | Veneilyliitto VL | Liitto pyytää ministeriötä luopumaan ehdotuksesta.
o | Veneilyliitto VL | Ehdotus on hylättävä.
o | Veneilyliitto VL | Liitto ei ole ehdotuksen kannalla.
o | Veneilyliitto VL | Ehdotus ei sovi pieniin satamiin, eikä liitto voi sitä tukea.
o | Veneilyliitto VL | Yhteistä maksua ei tule ottaa käyttöön.
o | Veneilyliitto VL | Liiton mielestä katsastusta ei pidä pidentää.
n | Veneilyliitto VL | Talvisäilytystä koskevaan ehdotukseen liitto ei lausu.
n | Veneilyliitto VL | Talvisäilytyksestä liitolla ei ole sanottavaa.
n | Veneilyliitto VL | Kielirajoista liitto ei ole muodostanut kantaa.
n | Veneilyliitto VL | Ehdotus ei koske liiton jäseniä, joten jätämme sen arvioimisen muille emmekä lausu siitä.
n | Veneilyliitto VL | Liitto jättää kannanoton muille.
n | Veneilyliitto VL | Liitto ei ota ehdotukseen puolesta eikä vastaan kantaa.
u | Veneilyliitto VL | Osa jäsenistä kannattaa korttia, osa vastustaa sitä.
u | Veneilyliitto VL | Liitto kysyy, kuka kortin maksaisi.
u | Veneilyliitto VL | Korttia on vaikea arvioida ennen kuin hinta tiedetään.
u | Veneilyliitto VL | Mielipiteet kortista jakautuvat hallituksessa.
u | Veneilyliitto VL | Satamayhdistys vastustaa korttia jyrkästi.
u | Veneilyliitto VL | Ministeriön mielestä kortti on välttämätön.
s | Skogsby stad | Staden ser gärna att förslaget genomförs.
s | Skogsby stad | Förslaget får stadens fulla stöd.
s | Skogsby stad | Staden är för en gemensam kalender.
s | Skogsby stad | Tidsfristen är enligt staden lämplig.
s | Skogsby stad | Förslaget om båtkort är välkommet.
s | Skogsby stad | Staden anser att förslaget bör genomföras.
s | Skogsby stad | Staden ansluter sig till förslaget.
r | Skogsby stad | Staden kan godkänna avgiften, om den används för farleder.
r | Skogsby stad | Staden tillstyrker förslaget under förutsättning att staten betalar.
r | Skogsby stad | Staden kan understöda förslaget bara om övergångstiden förlängs.
r | Skogsby stad | Staden understöder i princip förslaget, men gränsen bör vara tio år.
r | Skogsby stad | Som villkor för sitt stöd ställer staden att uppgifterna raderas.
o | Skogsby stad | Staden kan inte omfatta förslaget.
o | Skogsby stad | Staden ser inget behov av båtkort.
o | Skogsby stad | Förslaget bör inte genomföras.
o | Skogsby stad | Staden anser inte att båtkortet behövs.
o | Skogsby stad | Staden är emot ett obligatoriskt kort.
o | Skogsby stad | Staden anser att kravet är oskäligt.
n | Skogsby stad | Staden har inga anmärkningar mot förslaget om vinterförvaring.
n | Skogsby stad | I fråga om båtkortet avstår staden från att yttra sig.
n | Skogsby stad | Staden tar inte ställning till båtkortet.
n | Skogsby stad | Beträffande kortet har staden ingenting att anföra.
u | Skogsby stad | Grannstaden motsätter sig kortet.
u | Skogsby stad | Det är svårt att bedöma vad kortet skulle kosta.
u | Veneilyliitto VL | Ministeriöllä ei ole mitään venekorttia vastaan.
u | Veneilyliitto VL | Satamakunta seisoo ehdotuksen takana.
u | Veneilyliitto VL | Ehdotus ansaitsee ministeriön tuen.
u | Veneilyliitto VL | Ministeriö toivoo, että ehdotus toteutetaan.
u | Metsälinnan kaupunki | Avustus on otettu hyvin vastaan.
u | Metsälinnan kaupunki | Maksu sopii ministeriölle.
u | Metsälinnan kaupunki | Kaupunki voi saada valtiolta tukea.
u | Metsälinnan kaupunki | Kaupunki voi antaa yhdistyksille tukea.
u | Metsälinnan kaupunki | Soutuveneissä korttia ei tarvita.
u | Metsälinnan kaupunki | Ministeriö vaatii kuntia luopumaan omista maksuista.
u | Metsälinnan kaupunki | Veneilyliitto on kortin pakollisuutta vastaan.
u | Metsälinnan kaupunki | Satamayhdistys on valmis hyväksymään ehdotuksen.
u | Skogsby stad | Förslaget får ministeriets fulla stöd.
u | Skogsby stad | Ministeriet ansluter sig till förslaget.
u | Skogsby stad | Utbildning bör införas i skolorna.
u | Skogsby stad | Grannstaden är beredd att godkänna förslaget.
r | Veneilyliitto VL | Ellei valtio maksa kuluja, liitto ei voi ehdotusta kannattaa.
r | Veneilyliitto VL | Ehdotusta ei voida hyväksyä, ellei siirtymäaikaa pidennetä.
u | Metsälinnan kaupunki | Ellei valtio maksa kuluja, satamaliitto ei kannata ehdotusta.
u | Veneilyliitto VL | Huoli vesien tilasta on perusteltu.
u | Veneilyliitto VL | Kysymys hinnasta on aiheellinen.
u | Veneilyliitto VL | Nykyinen tarkastus on tarpeellinen.
s | Veneilyliitto VL | Imutyhjennyslaite on paikallaan.
r | Veneilyliitto VL | Imutyhjennyslaite on paikallaan, kunhan valtio maksaa sen.
u | Veneilyliitto VL | Ministeriön mukaan imutyhjennyslaite on paikallaan.
u | Metsälinnan kaupunki | Kaupunki on aiemmassa lausunnossaan katsonut, ettei rekisteriä ole syytä perustaa.
"""
