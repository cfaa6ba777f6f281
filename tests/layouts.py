"""Short memos of many lay-outs with the proposals that a reader would find in them, to measure the rules with.

Written by us about made-up services, after the rules were made; what they showed was mended, so they are no measure of lay-outs
not looked at. `FILL` stands for running text between the parts.
"""

from __future__ import annotations

from dataclasses import dataclass

FILL = (
    "Esimerkkiministeriö on koonnut tähän jaksoon tietoja alueilta. Tiedot perustuvat kuntien omiin ilmoituksiin, "
    "ja niiden tarkkuus vaihtelee. Asiaa on käsitelty myös edellisessä selvityksessä."
)


@dataclass(frozen=True)
class Layout:
    """A memo as a file's ending and text, and its proposals as (number, title); `found_as` is the rule that should find them."""

    ending: str
    text: str
    wanted: tuple[tuple[str, str], ...]
    found_as: str


LAYOUTS: dict[str, Layout] = {
    "inline sentences": Layout(
        "txt",
        f"""Muistio lainapyörien huollosta

1 Johdanto

{FILL}

2 Ehdotukset

Esimerkkiministeriö ehdottaa, että 1) kunnat perustavat yhteisen pyörähuollon; 2) huollon jonotusaika
rajataan kahteen viikkoon; ja 3) varaosien hankinta keskitetään yhdelle kunnalle.

3 Vaikutukset

Ehdotuksilla olisi vaikutuksia kolmella alueella: 1) kuntien talouteen, 2) käyttäjiin ja 3) huoltoyrityksiin.
""",
        (
            ("1)", "kunnat perustavat yhteisen pyörähuollon"),
            ("2)", "huollon jonotusaika rajataan kahteen viikkoon"),
            ("3)", "varaosien hankinta keskitetään yhdelle kunnalle"),
        ),
        "item",
    ),
    "letters": Layout(
        "txt",
        f"""ARVIO TYÖKALULAINAAMOISTA

1.1 Tausta

{FILL}

1.2 Kehittämisehdotukset

Lainaamoja kehitettäisiin seuraavasti:

a) Lainausaikaa pidennetään kolmeen viikkoon.
b) Lainaamojen aukiolo sovitetaan iltoihin.
c) Korjauspajat ja lainaamot yhdistetään.
d) Kunta nimeää lainaamolle yhteyshenkilön.
e) Lainoista pidetään yhteistä luetteloa.
f) Vakuudesta luovutaan.

1.3 Jatkovalmistelu

Seuraavaksi selvitetään:

a) kustannukset
b) aikataulu
""",
        (
            ("a)", "Lainausaikaa pidennetään kolmeen viikkoon"),
            ("b)", "Lainaamojen aukiolo sovitetaan iltoihin"),
            ("c)", "Korjauspajat ja lainaamot yhdistetään"),
            ("d)", "Kunta nimeää lainaamolle yhteyshenkilön"),
            ("e)", "Lainoista pidetään yhteistä luetteloa"),
            ("f)", "Vakuudesta luovutaan"),
        ),
        "item",
    ),
    "bold lead-ins": Layout(
        "html",
        f"""<h1>Muistio kesätyöseteleistä</h1><h2>Nykytila</h2><p><b>Seteli.</b> Seteleitä jaetaan keväisin.</p><p>{FILL}</p>
<h2>Toimenpide-ehdotukset</h2><p>{FILL}</p>
<p><b>Setelin arvon korottaminen.</b> Setelin arvo nousisi sadalla eurolla. Muutos koskisi asetuksen (55/2030) 3 §:ää.</p>
<p>Korotus koskisi kaikkia kuntia.</p>
<p><strong>Hakuajan jatkaminen</strong> Hakuaika päättyisi toukokuun lopussa.</p>
<p><b>Setelien myöntäminen myös yhdistyksille:</b> yhdistys voisi palkata nuoren.</p>
<h2>Rahoitus</h2><p><b>Valtion osuus.</b> Valtio maksaisi puolet.</p>""",
        (
            ("", "Setelin arvon korottaminen"),
            ("", "Hakuajan jatkaminen"),
            ("", "Setelien myöntäminen myös yhdistyksille"),
        ),
        "lead",
    ),
    "Swedish": Layout(
        "md",
        """# Promemoria om cykelverkstäder

## 1 Bakgrund

Exempelministeriet har samlat uppgifter. Utvecklingsförslag 2 har diskuterats i många kommuner.

## 2 Utvecklingsförslag

### Utvecklingsförslag 1: Längre öppettider

Verkstäderna hålls öppna på kvällarna. Ändringen gäller 12 § i lagen om verkstäder (88/2029).

### Utvecklingsförslag 2: Gemensam upphandling av reservdelar

Kommunerna köper reservdelar tillsammans.

### Utvecklingsförslag 3: Handledning på svenska

Varje verkstad har en handledare som talar svenska.

## 3 Konsekvenser av förslagen

Utvecklingsförslag 1: Kostnaderna ökar något.
""",
        (
            ("1", "Längre öppettider"),
            ("2", "Gemensam upphandling av reservdelar"),
            ("3", "Handledning på svenska"),
        ),
        "numbered",
    ),
    "Swedish headings": Layout(
        "md",
        """# Promemoria om verktygsbibliotek

## 1 Nuläge

Verktyg lånas ut i tio kommuner.

## 2 Tidigare förslag

- Verktygsbussen
- Verktyg per post

## 3 Förslag

### 3.1 Längre lånetid

Lånetiden förlängs till tre veckor.

### 3.2 Gemensamt register

Kommunerna för ett gemensamt register.

## 4 Konsekvenser

### 4.1 Ekonomi

Kostnaderna är små.
""",
        (("3.1", "Längre lånetid"), ("3.2", "Gemensamt register")),
        "heading",
    ),
    "form of questions": Layout(
        "txt",
        """Lausuntopyyntö lainapyörien huollosta

Pyydämme vastaamaan lomakkeella kesäkuun loppuun mennessä.

Kysymys 1: Mikä on kantanne yhteiseen pyörähuoltoon?

Kysymys 2: Miten jonotusajan rajaaminen vaikuttaisi kunnassanne?

Kysymys 3: Muut huomionne?
""",
        (
            ("1", "Mikä on kantanne yhteiseen pyörähuoltoon?"),
            ("2", "Miten jonotusajan rajaaminen vaikuttaisi kunnassanne?"),
        ),
        "question",
    ),
    "questions under a heading": Layout(
        "md",
        """# Lausuntopyyntö työkalulainaamoista

## Tausta

Onko lainaamoja tarpeeksi? Tätä on selvitetty kahdesti.

## Lausuntopyynnön kysymykset

1. Mikä on kantanne lainausajan pidentämiseen?
2. Pitäisikö vakuudesta luopua?
""",
        (("1", "Mikä on kantanne lainausajan pidentämiseen?"), ("2", "Pitäisikö vakuudesta luopua?")),
        "question",
    ),
    "nested numbers": Layout(
        "md",
        f"""# Selvitys kyläbusseista

## 3 Nykytila

### 3.1 Reitit

{FILL}

## 4 Kehittämisehdotukset

### 4.1 Reitit ja aikataulut

Tässä luvussa käsitellään reittejä.

#### 4.1.1 Iltavuorot

Iltavuoroja lisätään. Katso myös 4.2.1.

#### 4.1.2 Kutsureitit

Kutsureitit otetaan käyttöön.

### 4.2 Liput

Tässä luvussa käsitellään lippuja.

#### 4.2.1 Yhteinen lippu

Lippu kävisi kaikissa kunnissa.

#### 4.2.2 Lasten maksuttomat matkat

Alle 15-vuotias matkustaisi maksutta.

## 5 Vaikutukset

### 5.1 Talous

{FILL}
""",
        (
            ("4.1.1", "Iltavuorot"),
            ("4.1.2", "Kutsureitit"),
            ("4.2.1", "Yhteinen lippu"),
            ("4.2.2", "Lasten maksuttomat matkat"),
        ),
        "heading",
    ),
    "one at the end of each chapter": Layout(
        "md",
        f"""# Arvio kylätaloista

## Tilojen käyttö

{FILL}

Ehdotus: Kylätalon tilat annetaan maksutta yhdistysten käyttöön arkisin.

## Vuokrat

{FILL} Aiempi ehdotus hylättiin.

Ehdotus: Vuokra sidotaan tilan kokoon eikä käyttäjään.

## Avaimet ja turvallisuus

{FILL}

Ehdotus: Avaimista siirrytään numerosarjaan, joka vaihtuu kuukausittain.

## Johtopäätökset

Edellä tehdyt ehdotukset ovat edullisia. Ehdotus vuokrista on niistä tärkein.
""",
        (
            ("", "Kylätalon tilat annetaan maksutta yhdistysten käyttöön arkisin"),
            ("", "Vuokra sidotaan tilan kokoon eikä käyttäjään"),
            ("", "Avaimista siirrytään numerosarjaan, joka vaihtuu kuukausittain"),
        ),
        "lead",
    ),
    "boxes": Layout(
        "html",
        f"""<h1>Selvitys kunnan kasvimaista</h1><h2>1 Viljelijät</h2><p>{FILL}</p>
<div style="border:1px solid">Ehdotus 7. Palstan voi varata kahdeksi vuodeksi kerrallaan.</div><p>{FILL}</p>
<h2>2 Vesi</h2><p>{FILL} Kuten ehdotus 7 osoittaa, varaus on hidas.</p>
<div style="border:1px solid">Ehdotus 8. Kasteluvesi tuodaan jokaiselle palstalle.</div><p>Ehdotus 8 on kallein. {FILL}</p>
<h2>3 Jätteet</h2><div>Ehdotus 9. Kunta noutaa kompostin syksyisin.</div><p>Kompostia syntyy paljon.</p>""",
        (
            ("7", "Palstan voi varata kahdeksi vuodeksi kerrallaan"),
            ("8", "Kasteluvesi tuodaan jokaiselle palstalle"),
            ("9", "Kunta noutaa kompostin syksyisin"),
        ),
        "numbered",
    ),
    "none": Layout(
        "md",
        f"""# Muistio satamien jätehuollosta

## Tausta

{FILL} Muistio ei sisällä ehdotuksia.

## Lausunnonantajien ehdotukset

- Satamamaksun korotus
- Jätepisteiden lukitus

## Vaikutukset

**Kunnat.** Kuntien työ säilyy ennallaan.

**Veneilijät.** Veneilijöille ei tule muutoksia.

## Johtopäätökset

1. Jätehuolto toimii.
2. Seurantaa jatketaan.
""",
        (),
        "",
    ),
    "a summary repeats all": Layout(
        "md",
        f"""# Arviomuistio jääradoista

## Tiivistelmä

Muistiossa tehdään kolme ehdotusta:

- Kehittämisehdotus 1: Radat auki iltaisin
- Kehittämisehdotus 2: Radoille valaistus
- Kehittämisehdotus 3: Maksuton luistinlaina

## 1 Radat

{FILL}

**Kehittämisehdotus 1. Ratojen aukioloa pidennetään.** Radat pidetään auki kello kymmeneen.

{FILL}

**Kehittämisehdotus 2. Radat valaistaan.** Valaistus hankitaan yhdessä.

## 2 Luistimet

{FILL}

**Kehittämisehdotus 3. Luistinten lainaus on maksutonta.** Lainaamisesta säädetään liikuntalain (390/2015) 5 §:ssä.

## Yhteenveto ehdotuksista

| Nro | Ehdotus | Kustannus |
|---|---|---|
| 1 | Ratojen aukioloa pidennetään | 10 000 euroa |
| 2 | Radat valaistaan | 50 000 euroa |
| 3 | Luistinten lainaus on maksutonta | 5 000 euroa |
""",
        (
            ("1", "Ratojen aukioloa pidennetään"),
            ("2", "Radat valaistaan"),
            ("3", "Luistinten lainaus on maksutonta"),
        ),
        "numbered",
    ),
    "bullets among other lists": Layout(
        "md",
        f"""# Selvitys leirikeskuksista

## Nykytila

- kahdeksan keskusta
- kolme suljettua keskusta

## Johtopäätökset ja ehdotukset

{FILL} Valmistelussa on kuultu:

- leirinjohtajia
- vanhempia

Esimerkkiministeriö ehdottaa seuraavaa:

- Keskusten varausjärjestelmä yhtenäistetään. Muutos tehdään vuonna 2033.
- Talvikäytöstä sovitaan kuntien kesken.
- Keittiöt kunnostetaan valtion tuella.
""",
        (
            ("", "Keskusten varausjärjestelmä yhtenäistetään"),
            ("", "Talvikäytöstä sovitaan kuntien kesken"),
            ("", "Keittiöt kunnostetaan valtion tuella"),
        ),
        "item",
    ),
    "plain text without marks": Layout(
        "txt",
        f"""Muistio uimarannoista

Nykytila

{FILL}

Kehittämisehdotukset

Ehdotukset on ryhmitelty aiheittain, ja ne voidaan toteuttaa toisistaan riippumatta.

Rantojen valvonta

Valvojat palkataan yhdessä. Valvonta alkaisi kesäkuun alussa ja päättyisi elokuussa.

Laiturien kunnossapito

Laiturit tarkastetaan keväisin. Tarkastuksesta vastaisi rannan omistava kunta.

Vedenlaadun mittaaminen

Vesi mitataan viikoittain. Tulokset julkaistaisiin rannan ilmoitustaululla.

Vaikutukset

Ehdotusten vaikutukset arvioidaan pieniksi. Kunnat voisivat toteuttaa ne nykyisillä varoilla.
""",
        (("", "Rantojen valvonta"), ("", "Laiturien kunnossapito"), ("", "Vedenlaadun mittaaminen")),
        "heading",
    ),
    "numbers begin anew": Layout(
        "md",
        f"""# Arvio museoista

## 1 Kotiseutumuseot

{FILL}

### Ehdotus 1: Yhteinen pääsymaksu

Maksu olisi kaikkialla sama.

### Ehdotus 2: Talviaukiolo

Museot pidetään auki talvella.

## 2 Kiertävät näyttelyt

### Ehdotus 1: Näyttelyauto

Auto kiertää kylissä.

### Ehdotus 2: Lainakokoelma

Kokoelmat ovat lainattavissa.
""",
        (
            ("1", "Yhteinen pääsymaksu"),
            ("2", "Talviaukiolo"),
            ("1", "Näyttelyauto"),
            ("2", "Lainakokoelma"),
        ),
        "numbered",
    ),
    "an earlier memo is told of": Layout(
        "md",
        f"""# Muistio kirjastojen palveluista

## 1 Tausta

Vuoden 2029 muistiossa esitettiin kaksi ehdotusta.

Ehdotus 7: Kirjastot yhdistetään.

Ehdotus 8: Kirjastoautot myydään.

{FILL}

## 2 Vuoden 2027 selvitys

Ehdotus 3: Kokoelmat kootaan yhteen varastoon.

### 2.1 Ehdotukset

#### Kokoelmien karsiminen

Kokoelmia karsittaisiin.

#### Varauksen maksullisuus

Varaus olisi maksullinen.

## 3 Verkosto

Kirjastoseura totesi lausunnossaan: ”Kannatamme uudistusta. Ehdotus 4: Lukupiirit lakkautetaan. Se säästää rahaa.” {FILL}

Edellisessä selvityksessä esitettiin seuraavaa:

- Ehdotus 5: Lehtisalit suljetaan.
- Ehdotus 6: Kotipalvelu lopetetaan.

Aiempi ohjelma sisälsi laajoja muutoksia. Ehdotus 9: Tilat vuokrataan. Muutoksia ei tehty.

## 4 Kehittämisehdotukset

### Ehdotus 1: Omatoimiaukiolo

Kirjastot avataan omatoimisesti.

### Ehdotus 2: Yhteinen kortti

Kirjastoilla olisi yhteinen kortti.

### Ehdotus 3: Kirjastoautojen reitit

Reitit suunnitellaan yhdessä.
""",
        (("1", "Omatoimiaukiolo"), ("2", "Yhteinen kortti"), ("3", "Kirjastoautojen reitit")),
        "numbered",
    ),
    "an earlier promemoria is told of": Layout(
        "txt",
        """Promemoria om biblioteken

1 Bakgrund

I promemorian från 2029 föreslogs följande:

Förslag 3: Biblioteken slås samman.

2 Förslag

Förslag 1: Öppettider. Öppettiderna förlängs.

Förslag 2: Material. Materialet förnyas.
""",
        (("1", "Öppettider"), ("2", "Material")),
        "numbered",
    ),
    "a run through chapters of all sorts": Layout(
        "md",
        f"""# Vuoden 2031 arvio kuntoradoista

## Nykytila

{FILL} Kuulemisissa esitettiin useita ehdotuksia.

**Kehittämisehdotus 1. Radat kartoitetaan.** Kartoitus tehdään keväällä.

## Vuoden 2029 lausuntokierros

{FILL} Lausunnoissa toivottiin opasteita.

**Kehittämisehdotus 2. Opasteet uusitaan.** Opasteista sovitaan yhdessä.

## Hoito

{FILL} Aiemmassa selvityksessä ehdotettiin yhteistä konetta.

**Kehittämisehdotus 3. Hoitokone hankitaan.** Kone olisi yhteinen.

## Valaistus

{FILL}

**Kehittämisehdotus 4. Valot sammutetaan yöksi.** Sammutus olisi automaattinen.
""",
        (
            ("1", "Radat kartoitetaan"),
            ("2", "Opasteet uusitaan"),
            ("3", "Hoitokone hankitaan"),
            ("4", "Valot sammutetaan yöksi"),
        ),
        "numbered",
    ),
    "nothing but what another paper proposed": Layout(
        "md",
        f"""# Yhteenveto

## Vuoden 2030 muistio

{FILL}

Ehdotus 1: Laavut kunnostetaan.

Ehdotus 2: Polut merkitään.
""",
        (("1", "Laavut kunnostetaan"), ("2", "Polut merkitään")),
        "numbered",
    ),
    "a plain list among others": Layout(
        "md",
        f"""# Muistio uimarannoista

## 1 Taustaa

{FILL} Edellisessä selvityksessä 2027 ehdotettiin seuraavaa:

- rannat aidataan
- laiturit puretaan
- valvonta lopetetaan

Järjestöt sanoivat: ”Ehdotamme, että rannat avataan talvella.”

## 2 Mitä on jo tehty

- Vesi tutkitaan viikoittain.
- Kopit on maalattu.

## 3 Ministeriön ehdotukset

Ministeriö pyytää lausunnonantajia ottamaan kantaa seuraaviin ehdotuksiin:

- Uimavalvoja jokaiselle yli sadan kävijän rannalle
- Veden laadun julkaiseminen päivittäin
- Rantojen esteettömyyskartoitus
- Yhteinen hälytysnumero

Ehdotuksia ei ole asetettu järjestykseen.

## 4 Hylätyt vaihtoehdot

- Maksulliset rannat
- Rantojen yksityistäminen

## 5 Kustannukset

| Ehdotus | Kustannus |
|---|---|
| Uimavalvoja | 1,2 milj. |
| Hälytysnumero | 0,1 milj. |
""",
        (
            ("", "Uimavalvoja jokaiselle yli sadan kävijän rannalle"),
            ("", "Veden laadun julkaiseminen päivittäin"),
            ("", "Rantojen esteettömyyskartoitus"),
            ("", "Yhteinen hälytysnumero"),
        ),
        "item",
    ),
    "a table among tables of other papers": Layout(
        "html",
        f"""<html><body><h1>Muistio latuverkosta</h1><h2>Tausta</h2><p>{FILL}</p>
<table><tr><th>Nro</th><th>Vuoden 2028 ehdotus</th><th>Toteutuminen</th></tr><tr><td>1</td><td>Ladut valaistaan</td><td>Ei</td></tr><tr><td>2</td><td>Pysäköinti maksulliseksi</td><td>Kyllä</td></tr></table>
<h2>Ehdotukset</h2><p>Ehdotukset on koottu taulukkoon.</p>
<table><thead><tr><th>Nro</th><th>Ehdotus</th><th>Vastuutaho</th></tr></thead><tbody>
<tr><td>1</td><td>Yhteinen latukartta</td><td>Kunnat</td></tr>
<tr><td>2</td><td>Koneiden yhteishankinta</td><td>Maakunnat</td></tr>
<tr><td>3a</td><td>Opasteet ruotsiksi</td><td>Kunnat</td></tr>
<tr><td>3b</td><td>Opasteet saameksi</td><td>Kunnat</td></tr></tbody></table>
<h2>Kustannukset</h2><table><tr><th>Ehdotus</th><th>Euroa</th></tr><tr><td>1</td><td>10 000</td></tr><tr><td>2</td><td>20 000</td></tr></table>
</body></html>""",
        (
            ("1", "Yhteinen latukartta"),
            ("2", "Koneiden yhteishankinta"),
            ("3a", "Opasteet ruotsiksi"),
            ("3b", "Opasteet saameksi"),
        ),
        "row",
    ),
    "a table in groups": Layout(
        "html",
        f"""<html><body><h1>Muistio leikkipuistoista</h1><h2>1 Johdanto</h2><p>{FILL}</p>
<h2>2 Aiemmat ehdotukset</h2><table><tr><th>Tunnus</th><th>Toimenpide</th><th>Tila</th></tr><tr><td>A1</td><td>Hiekan vaihto</td><td>Tehty</td></tr></table>
<h2>3 Toimenpide-ehdotukset</h2>
<table><tr><th>Tunnus</th><th>Toimenpide</th><th>Perustelu</th></tr>
<tr><td colspan="3">Turvallisuus</td></tr>
<tr><td>T1</td><td>Keinujen tarkastus</td><td>Keinuja on 400.</td></tr>
<tr><td>T2</td><td>Aitojen uusiminen</td><td>Aidat ovat vanhoja.</td></tr>
<tr><td colspan="3">Saavutettavuus</td></tr>
<tr><td>S1</td><td>Luiskat</td><td>Luiskat puuttuvat.</td></tr></table>
<h2>4 Vaikutukset</h2><table><tr><th>Tunnus</th><th>Toimenpide</th><th>Kustannus</th></tr><tr><td>T1</td><td>Keinujen tarkastus</td><td>5</td></tr><tr><td>T2</td><td>Aitojen uusiminen</td><td>6</td></tr></table></body></html>""",
        (("T1", "Keinujen tarkastus"), ("T2", "Aitojen uusiminen"), ("S1", "Luiskat")),
        "row",
    ),
    "headings, then examples and what was not chosen": Layout(
        "md",
        f"""# Muistio musiikkiopistoista

## Tausta

### Nykytila

{FILL}

### Opettajat

{FILL}

## Ministeriön ehdotukset

### Maksuton alkeisvuosi

Nykyisin maksu on 200 euroa. Muistiossa ehdotetaan, että ensimmäinen vuosi on maksuton.

### Soittimien lainaaminen

Muistiossa ehdotetaan lainaamista.

### Opettajan kelpoisuus

Kelpoisuudesta säädettäisiin.

## Esimerkkejä ehdotusten soveltamisesta

### Pieni kunta

Kunta lainaa soittimet.

### Suuri kaupunki

Kaupunki maksaa.

## Vaihtoehtoja, joihin ei päädytty

### Valtakunnallinen opisto

{FILL}

### Soitinvero

{FILL}

## Lausuntopyyntö

Lausunnonantajia pyydetään ottamaan kantaa seuraaviin kysymyksiin:

1. Onko alkeisvuosi hyvä?
2. Kuka maksaa?
""",
        (("", "Maksuton alkeisvuosi"), ("", "Soittimien lainaaminen"), ("", "Opettajan kelpoisuus")),
        "heading",
    ),
    "a form that also asks who answers": Layout(
        "txt",
        f"""LAUSUNTOPYYNTÖ KOIRAPUISTOISTA

Esimerkkiministeriö pyytää lausuntoa koirapuistojen kehittämisestä. {FILL}

Lausuntolomake

Kysymys 1. Vastaajan nimi ja yhteystiedot

Kysymys 2. Kannatatteko sitä, että koirapuisto aidataan?

Muistion mukaan aita olisi 1,5 metriä korkea.

Kysymys 3. Tulisiko puistossa olla valaistus?

Kysymys 4. Pitäisikö rekisteröinti tehdä pakolliseksi?

Kysymys 5. Muut huomiot
""",
        (
            ("2", "Kannatatteko sitä, että koirapuisto aidataan?"),
            ("3", "Tulisiko puistossa olla valaistus?"),
            ("4", "Pitäisikö rekisteröinti tehdä pakolliseksi?"),
        ),
        "question",
    ),
    "numbered questions that also ask who answers": Layout(
        "txt",
        f"""Kuulemispyyntö hevostalleista

{FILL}

KYSYMYKSET

1. Mitä tahoa edustatte?

2. Pitäisikö tallien ilmoitusvelvollisuutta laajentaa?

3. Tulisiko lannan varastoinnista säätää tarkemmin?

4. Olisiko valvontamaksu oltava kaikille sama?

5. Haluatteko lausua muuta?

Lausunnot pyydetään 3.5.2031 mennessä.
""",
        (
            ("2", "Pitäisikö tallien ilmoitusvelvollisuutta laajentaa?"),
            ("3", "Tulisiko lannan varastoinnista säätää tarkemmin?"),
            ("4", "Olisiko valvontamaksu oltava kaikille sama?"),
        ),
        "question",
    ),
    "a form with questions of fact": Layout(
        "txt",
        f"""Esimerkkiministeriö
Lausuntopyyntö 3.2.2031

SIIRTOLAPUUTARHOJEN VUOKRAT

{FILL}

Vuoden 2027 kyselyssä kysyttiin: Kysymys 3. Pitäisikö mökit verottaa?

Lomakkeen kysymykset

Kysymys 1. Mikä on vastaajan organisaatio ja kuka
antaa lisätietoja?

Kysymys 2. Kannatatteko, että vuokra-aika
on vähintään 20 vuotta?

Nykyisin aika on viisi vuotta. Onko se liian lyhyt?

Kysymys 3. Kannatatteko yhteistä vesimaksua?

Kysymys 4. Kuinka monta mökkiä kunnassanne on?

Kysymys 5. Onko teillä muuta sanottavaa?

Vastaukset palautetaan 1.4.2031 mennessä. Miksi kysymme tätä? Tiedot tarvitaan valmisteluun.
""",
        (("2", "Kannatatteko, että vuokra-aika on vähintään 20 vuotta?"), ("3", "Kannatatteko yhteistä vesimaksua?")),
        "question",
    ),
    "a table of what has been done before": Layout(
        "md",
        """# Muistio pyöräteistä

## Toteutuneet toimet

| Nro | Toimenpide | Vuosi |
|---|---|---|
| 1 | Talvihoito | 2029 |
| 2 | Opasteet | 2030 |

## Ehdotukset taulukkona

Ministeriö ehdottaa seuraavaa.

| Nro | Ehdotuksen nimi | Sisältö |
|---|---|---|
| 1 | Baanat | Baana rakennetaan. |
| 2 | Pysäköinti | Telineitä lisätään. |
| 3 | Nopeusrajoitus | Rajoitus on 25 km/h. |

## Kustannukset ehdotuksittain

| Nro | Ehdotus | Kustannus |
|---|---|---|
| 1 | Baanat | 5 milj. |
| 2 | Pysäköinti | 1 milj. |
| 3 | Nopeusrajoitus | 0 |
""",
        (("1", "Baanat"), ("2", "Pysäköinti"), ("3", "Nopeusrajoitus")),
        "row",
    ),
    "a list of what is proposed and one of what is not": Layout(
        "md",
        """# Muistio majoneuvonnasta

## Selvitys 2028

Selvityksessä ehdotettiin:

1. neuvojien määrän tuplaamista
2. oppaiden painamista

## Mitä ehdotetaan

Muistiossa ehdotetaan:

- neuvontapuhelimen avaamista iltaisin
- oppaiden kääntämistä kolmelle kielelle
- neuvojien pätevyysvaatimuksen säätämistä
- käyntien maksuttomuutta

## Mitä ei ehdoteta

- neuvonnan siirtämistä valtiolle
- käyntimaksua
""",
        (
            ("", "neuvontapuhelimen avaamista iltaisin"),
            ("", "oppaiden kääntämistä kolmelle kielelle"),
            ("", "neuvojien pätevyysvaatimuksen säätämistä"),
            ("", "käyntien maksuttomuutta"),
        ),
        "item",
    ),
    "bold items, and their effects": Layout(
        "md",
        """# Muistio partiosta

## Taustaa

- **Jäsenet.** Jäseniä on 60 000.
- **Tilat.** Tilat ovat ahtaita.

## Ehdotukset lausunnonantajille

- **Kolojen vuokratuki.** Kunta maksaisi puolet.
- **Johtajien koulutus.** Koulutus olisi maksuton.
- **Leirialueet.** Alueet kaavoitettaisiin.

## Ehdotusten vaikutukset

- **Kolojen vuokratuki.** 2 miljoonaa.
- **Leirialueet.** 1 miljoona.
""",
        (("", "Kolojen vuokratuki"), ("", "Johtajien koulutus"), ("", "Leirialueet")),
        "item",
    ),
    "headings, then the proposals of others": Layout(
        "md",
        f"""# Muistio kuorotoiminnasta

## Nykytila

### Lapsikuorot

{FILL}

## Ehdotukset ja niiden perustelut

Ehdotukset ovat seuraavissa jaksoissa.

### Kuoronjohtajan palkkatuki

{FILL}

#### Perustelut

{FILL}

#### Kustannukset

{FILL}

### Nuottikirjasto

{FILL}

#### Perustelut

{FILL}

### Lapsikuorot

{FILL}

## Suhde muihin hankkeisiin

### Musiikkilaki

{FILL}

## Ennakkokommentteja

### Kuoroliiton ehdotukset

- Kuorovero
- Laulupakko

## Liite: alustavia säännösluonnoksia

### 1 § Palkkatuki

{FILL}

### 2 § Nuotit

{FILL}
""",
        (("", "Kuoronjohtajan palkkatuki"), ("", "Nuottikirjasto"), ("", "Lapsikuorot")),
        "heading",
    ),
}

NOTHING: dict[str, tuple[str, str]] = {
    "it says so, and retells a report": (
        "md",
        f"""# Taustaselvitys saunoista

Selvityksessä ei tehdä kehittämisehdotuksia.

## Aiemmin esitettyä

### Saunatyöryhmän raportti 2025

**Ehdotus 1: Kiukaat tarkastetaan.** Tarkastus aloitettiin.

**Ehdotus 2: Saunamaksu.** Maksusta luovuttiin.

## Kustannukset

{FILL}
""",
    ),
    "the same in Swedish": (
        "md",
        """# Bakgrundspromemoria om bastur

I denna promemoria läggs inga förslag fram.

## Vad som tidigare har föreslagits

### Utredningen 2025

**Förslag 1: Ugnarna granskas.** Granskningen har börjat.

**Förslag 2: Bastuavgift.** Avgiften slopades.
""",
    ),
    "it says so, and retells a list": (
        "md",
        """# Taustamuistio kioskeista

Muistio ei sisällä ehdotuksia.

## Selvitysmiehen ehdotukset 2026

1. Kioskit yhtiöitetään.
2. Kioskeihin tulee automaatti.

## Mitä seuraavaksi

- Keskustelu jatkuu.
""",
    ),
}
"""Papers that propose nothing: file ending and text."""
