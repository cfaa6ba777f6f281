"""Names of organisations by their form, and whether a text names the same one whatever the case it stands in.

No register of bodies is used: a name is a known abbreviation, a ministry, or capitalised words that end in what a body is
(liitto, kaupunki, virasto, ry …). Common nouns of that form ("ammattiliitto", "kotikunta", a bare "kaupunki") are not names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name as it stands in a text; `words` are those that a support must have, in lower case."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]


# One body under several names: an abbreviation, the whole name, its Swedish name. Beginnings of words, all of which must be there.
_SAME: tuple[tuple[tuple[str, ...], ...], ...] = (
    (("kela",), ("kansaneläkelaito",), ("fpa",), ("folkpensionsanstalt",)),
    (("tem",), ("työ", "elinkeinoministeriö"), ("anm",), ("arbet", "näringsministeri")),
    (("stm",), ("sosiaali", "terveysministeriö"), ("shm",), ("social", "hälsovårdsministeri")),
    (("vm",), ("valtiovarainministeriö",), ("fm",), ("finansministeri",)),
    (("okm",), ("opetus", "kulttuuriministeriö"), ("ukm",), ("undervisning", "kulturministeri")),
    (("kt",), ("kunta", "hyvinvointialuetyönantaja"), ("kommun", "välfärdsområdesarbetsgiva")),
    (("thl",), ("terveyden", "hyvinvoinnin", "laito"), ("institutet", "hälsa", "välfärd")),
    (("ttl",), ("työterveyslaito",)),
    (("keha",), ("kehittämis", "hallintokesku")),
    (("ely",), ("elinkeino", "liikenne", "ympäristökesku"), ("ntm",), ("närings", "trafik", "miljöcentral")),
    (("kuntaliit",), ("kommunförbund",)),
    (("sak",), ("suomen", "ammattiliittojen", "keskusjärjestö")),
    (("soste",),),
    (("sttk",),),
    (("akava",),),
    (("ek",), ("elinkeinoelämän", "keskusliit"), ("finland", "näringsliv")),
)
_ABBREVIATION = re.compile(
    r"(?<![\w-])(?P<abbreviation>TEM|STM|VM|OKM|KT|THL|TTL|KEHA|ELY|NTM|SAK|SOSTE|STTK|EK|FPA|ANM|SHM|UKM)(?![\w/]|\.\w)(?:-\w+)?(?::\w+)?"
    r"|\b(?P<known>Kela|Akava|Kansaneläkelaito[sk])(?:n|a|lla|lta|lle|ssa|sta|ksi|an|sen|ses\w+|kse\w*)?\b"
)
_KNOWN_MEMBERS = {"kela": "kela", "akava": "akava"}

# What a body is, in every form of the word: the end of a compound, or a word of its own after a capitalised one.
_SINGULAR_TOWN = r"kaupun(?:ki(?:a|in|na)?|gi(?:n|ssa|sta|lla|lta|lle|ksi))"
_PLURAL_TOWN = r"kaupun(?:git|kien|keja|geissa|geista|geilla|geilta|geille)"
_SINGULAR_MUNICIPALITY = r"kun(?:ta(?:a|an|na)?|na(?:n|ssa|sta|lla|lta|lle|ksi))"
_PLURAL_MUNICIPALITY = r"kun(?:nat|tien|tia|nissa|nista|nilla|nilta|nille)"
_UNION = r"liit(?:to(?:a|on|na|jen|ja)?)|liito(?:n|ssa|sta|lla|lta|lle|ksi|t|illa|ilta|ille|issa|ista)"
_MINISTRY = r"ministeriö(?:n|tä|ssä|stä|ön|llä|ltä|lle|ksi|t|iden|itä|ille|iltä)?"
_OTHER = (
    r"hyvinvointialue(?:en|tta|ella|elta|elle|essa|esta|eksi|eseen|et|iden|ita|illa|ilta|ille)?"
    r"|työllisyysalue(?:en|tta|ella|elta|elle|essa|esta|eksi|eseen)?"
    r"|virasto(?:n|a|ssa|sta|on|lla|lta|lle|ksi)?|laito(?:s|ksen|sta|ksessa|ksesta|kseen|ksella|kselta|kselle)"
    r"|kesku(?:s|ksen|sta|ksessa|ksesta|kseen|ksella|kselta|kselle|kset|ksille|ksilta)"
    r"|yhdisty(?:s|ksen|stä|ksellä|kseltä|kselle)|säätiö(?:n|tä|llä|ltä|lle)?|järjestö(?:n|ä|llä|ltä|lle)?"
    r"|yhtymä(?:n|ä|llä|ltä|lle)?|kuntayhtymä(?:n|ä|llä|ltä|lle)?"
)
_SWEDISH = r"kommun(?:en|ens|s)?|stad(?:en|ens|s)?|förbund(?:et|ets|s)?|verket|verkets|central(?:en|ens)?|välfärdsområde(?:t|ts|s)?"
_FORM = r"ry|r\.y\.|[Oo]yj?(?: [Aa]b)?|OYJ?|Ab|AB|sr|rf|r\.f\."
_CAPITAL = r"[A-ZÅÄÖ][\wåäö]*(?:-[A-ZÅÄÖ]?[\wåäö]+)*"

_MINISTRIES = re.compile(
    rf"\b(?:[A-ZÅÄÖa-zåäö]{{1,30}}-(?:, | ja | och )){{0,3}}"
    rf"(?P<head>[A-ZÅÄÖa-zåäö]{{3,}}(?:{_MINISTRY}|ministeriet|ministeriets))\b"
)
_PHRASE = re.compile(
    rf"(?<![\w-])(?P<first>{_CAPITAL}) (?P<head>{_SINGULAR_TOWN}|{_PLURAL_TOWN}|{_SINGULAR_MUNICIPALITY}|{_PLURAL_MUNICIPALITY}"
    rf"|{_UNION}|{_OTHER}|{_SWEDISH})\b(?!-)"
)
_COMPOUND = re.compile(
    rf"(?<![\w-])(?P<compound>[A-ZÅÄÖ][\wåäö-]{{2,}}?(?:{_SINGULAR_TOWN}|{_SINGULAR_MUNICIPALITY}|{_UNION}|{_OTHER}|{_SWEDISH}))\b(?!-)"
)
_COMPANY = re.compile(rf"(?<![\w-])(?P<name>{_CAPITAL}(?: {_CAPITAL}){{0,3}}) (?P<form>(?:{_FORM})(?!\w))(?::\w+)?")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*|[”\"“»]\s?|[-–•*]\s)$")

_COMMON = frozenset(
    """ammattiliitto keskusliitto kattojärjestö kansalaisjärjestö työmarkkinajärjestö työnantajaliitto työntekijäliitto avioliitto maakuntaliitto
    kotikunta asuinkunta jäsenkunta naapurikunta maakunta valiokunta eduskunta lautakunta yhteiskunta seurakunta henkilökunta asiakaskunta
    hallintokunta yhdyskunta toimikunta neuvottelukunta isäntäkunta vastuukunta peruskunta osakunta työnantajakunta yrityskunta opettajakunta oppilaskunta
    sijaintikunta järjestäjäkunta sopimuskunta keskuskaupunki kotikaupunki suurkaupunki naapurikaupunki pääkaupunki kasvukaupunki maakuntakaupunki yliopistokaupunki
    palvelukeskus osaamiskeskus ohjaamokeskus päiväkeskus toimintakeskus yhteiskeskus elinvoimakeskus oppilaitos tutkimuslaitos korkeakoululaitos hoitolaitos
    valtionlaitos oppilaitos kuntayhtymä työllisyysalue hyvinvointialue potilasjärjestö vammaisjärjestö nuorisojärjestö kyläyhdistys työpajayhdistys
    rahasäätiö työpajasäätiö valvontavirasto keskusvirasto aluekeskus työkeskus palvelukunta liikelaitos keskuslaitos kaupunginosakeskus keskusyhdistys
    huvudstad hemkommun medlemskommun grannkommun fackförbund centralförbund ämbetsverket regelverket nätverket verket""".split()
)
# Compounds of a common noun: "työllisyyslautakunta".
_COMMON_END = re.compile(
    rf"(?:lauta|valio|toimi|neuvottelu|yhteis|henkilö|asiakas|maa|hallinto)(?:{_SINGULAR_MUNICIPALITY}|{_PLURAL_MUNICIPALITY})$"
)
_MUNICIPAL_END = re.compile(rf"(?:{_SINGULAR_MUNICIPALITY})$")
# Words that stand before "kunta" or "kaupunki" at the beginning of a sentence and are no names.
_NOT_NAMES = frozenset(
    """oman jokaisen kunkin saman toisen muun uuden suuren pienen koko alueen maan valtion lain henkilön asiakkaan perheen usean monen vain myös kun jos
    jokainen kukin sama toinen muu uusi suuri pieni mikään oma tämä kyseinen suurin pienin tämän kyseisen yhden kahden kolmen useimmat monet kaikki kaikkien muut
    muiden muissa suurten pienten osa vaikka että koska siksi näin lisäksi samoin kuitenkin sekä tai ja niin suomen euroopan pohjoismaiden itse esimerkiksi eri
    tällöin nyt kunnan kaupungin hallituksen työnhakijan palvelun palvelut palveluiden asukkaan nykyinen nykyisen aiempi asukasluvultaan järjestävä järjestävän samanlainen
    erään eräiden tuolloin silloin jolloin milloin muulloin aiemmin myöhemmin nykyisin usein toisin edelleen samoin kuntien sitten enää entisen
    miten kuten mihin ennen ilman kunkin erityisesti useamman yhteisen molempien muun
    den varje en ett vår alla andra mindre större många finlands kommunen staden
    av i på för från till om med enligt hos inom vid mellan att som när då eftersom även också dessutom därför både och eller""".split()
)
_ADJECTIVES = re.compile(
    r"(?:van|vän|isen|inen|uuden|jan|jän|mman|mmän|immat|alueen|alueiden|tava|tävä|ttu|tty|tun|tyn|lle|lla|llä|ssa|ssä|sta|stä|ksi|vat|vät|jat|jät|set|sten|iden|ien)$"
)
_TOWN = re.compile(
    rf"(?:{_SINGULAR_TOWN}|{_PLURAL_TOWN}|{_SINGULAR_MUNICIPALITY}|{_PLURAL_MUNICIPALITY}|kommun\w*|stad\w*)$",
    re.IGNORECASE,
)
_PLURAL = re.compile(rf"(?:{_PLURAL_TOWN}|{_PLURAL_MUNICIPALITY})$")


@lru_cache(maxsize=4096)
def organisations(text: str) -> tuple[Named, ...]:
    """The names of organisations in a text, in order and apart."""
    found: list[Named] = []
    for named in (*_companies(text), *_ministries(text), *_abbreviations(text), *_phrases(text), *_compounds(text)):
        if not any(named.start < other.end and other.start < named.end for other in found):
            found.append(named)
    return tuple(sorted(found, key=lambda named: named.start))


def _named(match: re.Match[str], words: tuple[str, ...], start: int | None = None) -> Named:
    begin = match.start() if start is None else start
    return Named(start=begin, end=match.end(), text=match.string[begin : match.end()], words=words)


def _companies(text: str) -> Iterator[Named]:
    for match in _COMPANY.finditer(text):
        words = match["name"].casefold().split()
        # The first word of a sentence has its capital from there: "Lisäksi Esimerkkijärjestö ry".
        yield _named(match, tuple(words[1:] if len(words) > 1 and _at_start(text, match.start()) else words))


def _ministries(text: str) -> Iterator[Named]:
    for match in _MINISTRIES.finditer(text):
        words = tuple(word.strip("-,").casefold() for word in match.group().split() if word not in ("ja", "och"))
        yield _named(match, words)


def _abbreviations(text: str) -> Iterator[Named]:
    for match in _ABBREVIATION.finditer(text):
        word = (match["abbreviation"] or match["known"]).casefold()
        yield _named(match, (word,))


def _phrases(text: str) -> Iterator[Named]:
    for match in _PHRASE.finditer(text):
        first, head = match["first"], match["head"].casefold()
        if first.casefold() in _NOT_NAMES:
            continue
        if _at_start(text, match.start()) and _common(first.casefold(), head):
            continue
        yield _named(match, (first.casefold(),) if _TOWN.match(head) else (first.casefold(), head))


def _common(first: str, head: str) -> bool:
    """Whether the first word of a sentence has its capital from there: a name before "kunta" stands in the genitive."""
    swedish = head.startswith(("kommun", "stad", "förbund", "central", "välfärd"))
    return bool((not first.endswith(("n", "s")) and not swedish) or _ADJECTIVES.search(first) or _PLURAL.match(head))


def _compounds(text: str) -> Iterator[Named]:
    for match in _COMPOUND.finditer(text):
        word = match["compound"].casefold()
        if word in _COMMON or any(same_word(word, common) for common in _COMMON if common[:4] == word[:4]):
            continue
        if _COMMON_END.search(word) or (_at_start(text, match.start()) and _MUNICIPAL_END.search(word)):
            continue
        yield _named(match, (word,))


def _at_start(text: str, at: int) -> bool:
    return at == 0 or _SENTENCE_START.search(text, max(0, at - 8), at) is not None


# Whether a support names it

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OPTIONAL = frozenset({"suomen", "finlands"})


def named_in(named: Named, support: str) -> bool:
    """Whether a text names the same organisation, in any case of the word, by its abbreviation or by its whole name."""
    held = _words(support)
    wanted = [word for word in named.words if word not in _OPTIONAL] or list(named.words)
    if all(any(same_word(word, other) for other in held) for word in wanted):
        return True
    return bool(_known(frozenset(named.words)) & _known(held))


@lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    whole = {match.group().casefold() for match in _WORD.finditer(text)}
    return frozenset(whole | {part for word in whole for part in word.split("-") if part})


@lru_cache(maxsize=1024)
def _known(words: frozenset[str]) -> frozenset[int]:
    """The bodies of several names that the words name, by their place in the table."""
    return frozenset(
        number for number, same in enumerate(_SAME) if any(all(_begun(name, words) for name in names) for names in same)
    )


def _begun(name: str, words: frozenset[str]) -> bool:
    return name in words if len(name) < 5 else any(word.startswith(name) for word in words)


_GRADES = frozenset(
    {
        ("k", ""),
        ("p", "v"),
        ("t", "d"),
        ("t", ""),
        ("p", ""),
        ("k", "g"),
        ("p", "m"),
        ("t", "n"),
        ("t", "l"),
        ("t", "r"),
        ("k", "v"),
        ("k", "j"),
        ("s", "ks"),
        ("s", "d"),
        ("s", "t"),
        ("s", "nt"),
        ("n", "s"),
    }
)
_ENDING = re.compile(
    r"(?P<grade>[bcdfghjklmnpqrstvwxz]{0,2})(?P<vowels>[aeiouyäöå]{0,2})"
    r"(?P<case>n|a|ä|ta|tä|tta|ttä|t|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|na|nä|hun|hyn|hon|hön|han|hän|hin|hen|seen|siin|den|tten|jen|en|e|et|ets|ens|s|r)?"
)


@lru_cache(maxsize=20_000)
def same_word(one: str, other: str) -> bool:
    """Whether two words in lower case are forms of the same one: a common beginning of three letters or more, and ends that
    are cases, with the changes of consonants that go with them."""
    if one == other:
        return True
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    if shared < 3 or shared < min(len(one), len(other)) - 4:
        return False
    # The vowel before an ending may be shared or not: "pori" and "porin" part after it, "lahti" and "lahden" before.
    return any(_forms_of_one(one[cut:], other[cut:]) for cut in range(shared, max(2, shared - 3), -1))


def _forms_of_one(one: str, other: str) -> bool:
    first, second = _ENDING.fullmatch(one), _ENDING.fullmatch(other)
    if first is None or second is None:
        return False
    grades = (first["grade"], second["grade"])
    if first["grade"] != second["grade"] and grades not in _GRADES and grades[::-1] not in _GRADES:
        return False
    a, b = first["vowels"], second["vowels"]
    return not a or not b or a[0] == b[0] or {a[0], b[0]} in ({"i", "e"}, {"a", "o"}, {"i", "u"})


# Statutes by name

_LAW = re.compile(r"(?<![\w-])(?P<front>[A-ZÅÄÖa-zåäö]{4,})(?:laki|lakia|lain|laissa|lakiin|laiksi|lailla|laille)\b")
_NO_LAWS = (
    "puite",
    "runko",
    "erillis",
    "yleis",
    "erityis",
    "liite",
    "rinnakkais",
    "muutos",
    "kehys",
    "luonnon",
    "voimaanpano",
    "perus",
    "esitys",
)


def laws(text: str) -> tuple[Named, ...]:
    """Statutes called by a short name ("hallintolain"), in order; what is only a kind of statute ("erityislaki") is not a name."""
    return tuple(
        _named(match, (match["front"].casefold(),))
        for match in _LAW.finditer(text)
        if not match["front"].casefold().startswith(_NO_LAWS) or match["front"].casefold() == "perustus"
    )


def law_in(named: Named, support: str) -> bool:
    """Whether a text names the statute: the short name, or its first part beside the word for a statute."""
    front = named.words[0]
    held = _words(support)
    if any(word.startswith(f"{front}la") for word in held):
        return True
    opening = front[: max(5, len(front) - 4)]
    return any(word.startswith(opening) for word in held) and any(
        re.match(r"la(?:ki|in|issa)|asetu", word) for word in held
    )
