"""Invented sources, and sentences that rest on them: right ones in many ways of writing, wrong ones that differ in one thing.

A line is `sources | sentence`, the sources by their letters. In a wrong one the words at fault are in ⟦ ⟧. No such act,
city, statement or figure exists.
"""

SOURCES = {
    "A": """Laki kunnallisista retkipalveluista (412/2031)
3 luku Retkikortti
14 § Retkikortin voimassaolo
Retkikortti on voimassa enintään kuusi kuukautta sen myöntämisestä. Edellä 1 momentissa tarkoitettu voimassaolo alkaa uudestaan, kun edellisen
kortin päättymisestä on kulunut vähintään 12 kuukautta tai, jos kortin haltija on alle 25-vuotias, vähintään 3 kuukautta. Maksusta säädetään
54–60 §:ssä sekä sosiaalihuoltolain (1301/2014) 17 §:n 2 momentin 3 kohdassa. Opastusta annetaan 4–8 tuntia päivässä ja enintään viitenä
päivänä viikossa. Päätös on tehtävä viiden työpäivän kuluessa. Lakia sovelletaan 9, 10 ja 12 a §:n mukaisiin palveluihin.""",
    "B": """Esimerkkiliitto ry, lausunto 30.1.2026
Kunnille aiheutuu uudistuksesta 2,5 miljoonan euron lisäkustannukset vuosina 2026–2028. Osallistujia oli vuonna 2025 yhteensä 1 312, joista
42,5 prosenttia oli alle 30-vuotiaita. Osuus kasvoi edellisvuodesta 3 prosenttiyksikköä. Korvaus on 9 euroa päivässä ja eräissä tapauksissa
18 euroa. Hallituksen esitystä HE 109/2025 vp koskeva lausuntokierros oli 12.6.–7.8.2025, ja siihen vastasi 86 tahoa 371:stä. Kunnan osuus
on 10, 20, 30, 40 tai 50 prosenttia. Valtion säästö on 50 milj. euroa vuonna 2027. Kahdeksan kuntaa kymmenestä piti aikataulua kireänä.
Ammattijärjestöistä vastasi kolme. Kuntien menot kasvavat 120 000 eurolla, ja henkilöstöä tarvitaan 12 henkilötyövuotta lisää.""",
    "C": """Asia 889/14.00.01/2026, kaupunginhallitus 9.2.2026
Työ- ja elinkeinoministeriö (TEM) on pyytänyt lausuntoja 19.12.2025. Lausunto on annettava 18.2.2026 mennessä. Kaupunginhallitus käsittelee asian
9. helmikuuta 2026. Uudistus tulisi voimaan 1. tammikuuta 2027. Hallitus linjasi asian kevään 2025 puoliväliriihessä. Lausuntoa ovat antaneet
Kansaneläkelaitos, Pohjoisen hyvinvointialue, Esimerkkilän kaupunki, Mallilan kunta ja Lännen elinkeino-, liikenne- ja ympäristökeskus. Muistio
on 42 sivua, ja luvussa 4.2 kuvataan kokeiluja. Lausuntopyyntö on muistion liitteessä 2.""",
    "D": """Työllisyyspalvelut
Esimerkkikaupungissa oli vuonna 2025 työkokeilussa 84 henkilöä, joista 31:llä tavoitteena oli työkyvyn selvittäminen. Jonotusaika oli
keskimäärin viisi viikkoa. Pitkäaikaistyöttömiä oli 2 145 eli 17,3 % työttömistä. Palveluun käytettiin 1,6 M€ vuonna 2024.""",
}

RIGHT = """
A | Retkikortti on voimassa enintään kuusi kuukautta.
A | Retkikortti on voimassa enintään 6 kuukautta.
A | Retkikortin kuuden kuukauden enimmäisaika on liian lyhyt.
A | Nykyinen 6 kk:n enimmäisaika ei riitä.
A | Puolen vuoden enimmäisaika ei kaikissa tapauksissa riitä.
A | Voimassaolo alkaa uudestaan, kun kortin päättymisestä on kulunut vähintään vuosi tai alle 25-vuotiaalla kolme kuukautta.
A | Voimassaolo alkaa alusta vähintään vuoden kuluttua.
A | Alle 25-vuotiailla riittää kolmen kuukauden tauko.
A | Lain 412/2031 14 §:n mukaan kortti on voimassa puoli vuotta.
A | Kunnallisista retkipalveluista annetun lain (412/2031) 14 §:ssä säädetään kortin voimassaolosta.
A | Pykälän 14 sanamuotoa olisi selkeytettävä.
A | Retkikortista säädetään lain 3 luvussa.
A | Maksua koskevat 54–60 § on tarkistettava.
A | Maksua koskeva 57 § on tarkistettava.
A | Maksua koskevat 54, 55 ja 60 § ovat tulkinnanvaraisia.
A | Maksusta säädetään myös sosiaalihuoltolain 17 §:n 2 momentin 3 kohdassa.
A | Sosiaalihuoltolain (1301/2014) 17 §:ää ei ole tarpeen muuttaa.
A | Opastusta annetaan 4–8 tuntia päivässä, enintään 5 päivänä viikossa.
A | Opastus kestää neljästä kahdeksaan tuntia päivässä.
A | Päätös on tehtävä 5 työpäivän kuluessa.
A | Lain 9, 10 ja 12 a § koskevat samoja palveluja.
A | Lain 12 a §:ssä viitataan samoihin palveluihin.
A | Vuonna 2031 annettu laki on osin tulkinnanvarainen.
B | Kunnille aiheutuu 2,5 milj. euron kustannukset.
B | Kunnille aiheutuu 2 500 000 euron kustannukset.
B | Lisäkustannukset ovat 2,5 M€ vuosina 2026–2028.
B | Lisäkustannukset ajoittuvat vuosille 2026–2028.
B | Osallistujia oli 1 312 vuonna 2025.
B | Osallistujia oli 1312 vuonna 2025.
B | Vuoden 2025 osallistujista 42,5 % oli alle 30-vuotiaita.
B | Alle 30-vuotiaiden osuus oli 42,5 prosenttia ja kasvoi kolme prosenttiyksikköä.
B | Osuus kasvoi 3 %-yksikköä.
B | Korvaus on 9 €/päivä ja eräissä tapauksissa 18 €.
B | Yhdeksän euron päiväkorvaus on matala.
B | Esityksestä HE 109/2025 vp lausui 86 tahoa.
B | Lausuntokierrokselle (HE 109/2025) kutsuttiin 371 tahoa.
B | Hallituksen esityksen 109/2025 lausuntokierros päättyi 7.8.2025.
B | Lausuntokierros alkoi 12. kesäkuuta 2025.
B | Kierros järjestettiin kesä–elokuussa 2025, 12.6.–7.8.2025.
B | Kunnan osuus on 10–50 prosenttia.
B | Kunnan osuus on portaittain 10, 20, 30, 40 ja 50 %.
B | Valtio säästää 50 miljoonaa euroa vuonna 2027.
B | Valtio säästää 50 M€ vuonna 2027.
B | Kireänä aikataulua piti 8 kuntaa 10:stä.
B | Esimerkkiliiton lausunnon (30.1.2026) mukaan menot kasvavat 120 000 euroa.
B | Esimerkkiliitto ry arvioi menojen kasvavan 0,12 miljoonaa euroa.
B | Lisätarve on 12 htv.
B | Ammattijärjestöistä vastasi 3.
C | Lausunto on annettava 18.2.2026 mennessä.
C | Lausunto on annettava viimeistään 18. helmikuuta 2026.
C | Lausuntoaika päättyy helmikuun 18. päivänä 2026.
C | Lausunto on annettava 18.2. mennessä.
C | Kaupunginhallitus käsittelee asian 9.2.2026.
C | Uudistus tulisi voimaan 1.1.2027.
C | Uudistus tulisi voimaan tammikuussa 2027.
C | Uudistus tulisi voimaan vuonna 2027.
C | Asianumero on 889/14.00.01/2026.
C | TEM:n lausuntopyyntö on päivätty 19. joulukuuta 2025.
C | Työ- ja elinkeinoministeriön muistiossa on 42 sivua.
C | Kela on antanut lausunnon.
C | Kansaneläkelaitoksen lausunto on annettu.
C | Mallilan kunnan ja Esimerkkilän kaupungin lausunnot ovat samansuuntaisia.
C | Myös Pohjoisen hyvinvointialueen lausunto tukee tätä.
C | ELY-keskuksen lausunto on annettu.
C | Muistion luvussa 4.2 kuvataan kokeiluja.
C | Kaupunki, kunnat ja hyvinvointialueet tekevät yhteistyötä ministeriöiden kanssa.
C | Jokaisen kunnan ja oman kaupungin tilanne on otettava huomioon yhdessä.
C | Hallitus linjasi asian keväällä 2025.
D | Vuonna 2025 kaupungin työkokeiluihin osallistui 84 henkilöä, joista 31 kuului tähän ryhmään.
D | Työkokeilussa oli 84:stä osallistujasta 31 selvittämässä työkykyään.
D | Pitkäaikaistyöttömiä on 2 145.
D | Pitkäaikaistyöttömien osuus on 17,3 prosenttia.
D | Palveluun käytettiin 1,6 miljoonaa euroa vuonna 2024.
D | Jono on keskimäärin 5 viikkoa eli 35 päivää.
D | Esimerkkikaupungin osuus oli 17,3 %.
AD | Kuuden kuukauden enimmäisaika ei riitä kaikille 84 osallistujalle.
ABCD | Ehdotus selkeyttäisi työnjakoa ja parantaisi asiakkaiden asemaa.
ABCD | Kaupunki pitää ehdotusta hyvänä, koska palvelut tukevat toisiaan.
ABCD | Kunnallisalan järjestöt, ammattiliitot ja kotikunta on kuultava.
"""

WRONG = """
A | Retkikortti on voimassa enintään ⟦seitsemän kuukautta⟧.
A | Retkikortti on voimassa enintään ⟦8 kuukautta⟧.
A | Retkikortti on voimassa enintään ⟦kuusi viikkoa⟧.
A | Retkikortti on voimassa enintään ⟦6 vuotta⟧.
A | Voimassaolo alkaa uudestaan ⟦kahden vuoden⟧ kuluttua.
A | Alle ⟦30-vuotiailla⟧ riittää kolmen kuukauden tauko.
A | Lain 412/2031 ⟦15 §⟧:n mukaan kortti on voimassa kuusi kuukautta.
A | Lain ⟦413/2031⟧ 14 §:ssä säädetään kortista.
A | Lain ⟦412/2030⟧ 14 §:ssä säädetään kortista.
A | Retkikortista säädetään lain ⟦5 luvussa⟧.
A | Maksua koskeva ⟦61 §⟧ on tarkistettava.
A | Maksua koskevat ⟦54–62 §⟧ on tarkistettava.
A | Maksusta säädetään 17 §:n 2 momentin ⟦4 kohdassa⟧.
A | Maksusta säädetään 17 §:n ⟦5 momentissa⟧.
A | Opastusta annetaan 4–⟦9 tuntia⟧ päivässä.
A | Päätös on tehtävä ⟦7 työpäivän⟧ kuluessa.
A | Lain ⟦12 b §⟧ koskee samoja palveluja.
A | Vuonna ⟦2030⟧ annettu laki on tulkinnanvarainen.
A | ⟦Hallintolain⟧ mukaan päätös on perusteltava.
B | Kunnille aiheutuu ⟦2,5 tuhannen euron⟧ kustannukset.
B | Kunnille aiheutuu ⟦25 milj. euron⟧ kustannukset.
B | Kunnille aiheutuu ⟦2 500 euron⟧ kustannukset.
B | Lisäkustannukset ovat ⟦2,5 miljardia euroa⟧.
B | Osallistujia oli ⟦1 321⟧ vuonna 2025.
B | Osallistujia oli 1 312 vuonna ⟦2024⟧.
B | Osallistujista ⟦42,5 prosenttiyksikköä⟧ oli nuoria.
B | Osallistujista ⟦45,2 %⟧ oli nuoria.
B | Osuus kasvoi ⟦3 prosenttia⟧.
B | Osuus kasvoi ⟦kolme prosenttia⟧.
B | Korvaus on ⟦19 euroa⟧ päivässä.
B | Korvaus on ⟦9 prosenttia⟧ kuluista.
B | Esityksestä ⟦HE 190/2025 vp⟧ lausui 86 tahoa.
B | Esityksestä ⟦HE 109/2024 vp⟧ lausui 86 tahoa.
B | Lausuntokierros oli ⟦12.7.–7.8.2025⟧.
B | Lausuntokierros päättyi ⟦7.9.2025⟧.
B | Lausuntokierros alkoi ⟦12. heinäkuuta 2025⟧.
B | Kunnan osuus on 10–⟦60 prosenttia⟧.
B | Valtio säästää ⟦55 miljoonaa euroa⟧ vuonna 2027.
B | Valtio säästää 50 miljoonaa euroa vuonna ⟦2028–2029⟧.
B | Kireänä aikataulua piti ⟦seitsemän⟧ kuntaa kymmenestä.
B | Menot kasvavat ⟦12 000 euroa⟧.
B | Menot kasvavat ⟦120 tuhatta⟧ henkilöä.
B | Lisätarve on ⟦13 htv⟧.
B | Esimerkkiliiton lausunto on annettu ⟦31.1.2026⟧.
B | Esimerkkiliiton lausunto on annettu ⟦30.1.2025⟧.
B | Vastaajia oli ⟦68⟧.
B | Myös ⟦Suomen Mallisto ry⟧ piti aikataulua kireänä.
B | ⟦Mallisäätiö sr⟧ kannatti esitystä.
B | ⟦Kuntaliiton⟧ mukaan aikataulu on kireä.
B | ⟦SAK⟧ ja liitto pitivät aikataulua kireänä.
C | Lausunto on annettava ⟦18.3.2026⟧ mennessä.
C | Lausunto on annettava ⟦28.2.2026⟧ mennessä.
C | Lausunto on annettava ⟦18. maaliskuuta 2026⟧ mennessä.
C | Lausunto on annettava ⟦18.2.2027⟧ mennessä.
C | Lausunto on annettava ⟦19.2.⟧ mennessä.
C | Uudistus tulisi voimaan ⟦helmikuussa 2027⟧.
C | Uudistus tulisi voimaan ⟦1.2.2027⟧.
C | Asianumero on ⟦898/14.00.01/2026⟧.
C | ⟦STM⟧:n lausuntopyyntö on päivätty 19.12.2025.
C | ⟦Sosiaali- ja terveysministeriön⟧ muistiossa on 42 sivua.
C | Lausunnon antoi myös ⟦Kuvitelman kaupunki⟧.
C | Lausunnon antoi myös ⟦Etelän hyvinvointialue⟧.
C | Lausunnon antoi myös ⟦Kuvitelmakeskus⟧.
C | ⟦THL⟧:n mukaan kokeiluja on jatkettava.
C | Muistion luvussa ⟦4.3⟧ kuvataan kokeiluja.
C | Muistiossa on ⟦24⟧ sivua.
C | Hallitus linjasi asian vuonna ⟦2024⟧.
D | Työkokeilussa oli ⟦48⟧ henkilöä.
D | Työkokeilussa oli 84 henkilöä vuonna ⟦2026⟧.
D | Pitkäaikaistyöttömiä oli ⟦2 154⟧.
D | Pitkäaikaistyöttömien osuus on ⟦17,8 %⟧.
D | Palveluun käytettiin ⟦16 M€⟧ vuonna 2024.
D | Jono on keskimäärin ⟦viisi kuukautta⟧.
D | Jono on keskimäärin ⟦6 viikkoa⟧.
D | ⟦Kuvitelmakaupungin⟧ osuus oli 17,3 %.
"""


def right() -> list[tuple[str, str]]:
    """The sources' letters and the sentence."""
    return [(a.strip(), b.strip()) for a, b in (line.split("|") for line in RIGHT.strip().splitlines())]


def wrong() -> list[tuple[str, str, str]]:
    """The sources' letters, the sentence, and the first words at fault."""
    out = []
    for line in WRONG.strip().splitlines():
        letters, marked = (part.strip() for part in line.split("|"))
        fault = marked.split("⟦")[1].split("⟧")[0]
        out.append((letters, marked.replace("⟦", "").replace("⟧", ""), fault))
    return out
