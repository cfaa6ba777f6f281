"""Names of bodies and titles bent into a sentence, only where the bending is sure; who calls falls back on a colon.

Finnish: `allative` ("ministeriölle") and `elative` ("muistiosta") go by the last word's ending, and only when the words
before it need no bending (genitives, halves joined by a hyphen). Swedish needs none; ministries and deciding bodies have
their official Swedish names here.
"""

from __future__ import annotations

import re

from assistant.types import Language

# The ends of bodies' names with their allatives; the first that fits is used, so longer ones stand first.
_ALLATIVE = (
    ("kuntayhtymä", "kuntayhtymälle"),
    ("ministeriö", "ministeriölle"),
    ("tuomioistuin", "tuomioistuimelle"),
    ("yhdistys", "yhdistykselle"),
    ("valtuutettu", "valtuutetulle"),
    ("järjestö", "järjestölle"),
    ("keskus", "keskukselle"),
    ("hallitus", "hallitukselle"),
    ("hallinto", "hallinnolle"),
    ("kaupunki", "kaupungille"),
    ("virasto", "virastolle"),
    ("toimisto", "toimistolle"),
    ("opisto", "opistolle"),
    ("neuvosto", "neuvostolle"),
    ("valtuusto", "valtuustolle"),
    ("laitos", "laitokselle"),
    ("oikeus", "oikeudelle"),
    ("kanslia", "kanslialle"),
    ("säätiö", "säätiölle"),
    ("yksikkö", "yksikölle"),
    ("komissio", "komissiolle"),
    ("osasto", "osastolle"),
    ("liitto", "liitolle"),
    ("kunta", "kunnalle"),
    ("seura", "seuralle"),
    ("alue", "alueelle"),
)
_ELATIVE = (
    ("suunnitelma", "suunnitelmasta"),
    ("muistio", "muistiosta"),
    ("luonnos", "luonnoksesta"),
    ("ehdotus", "ehdotuksesta"),
    ("selvitys", "selvityksestä"),
    ("esitys", "esityksestä"),
    ("mietintö", "mietinnöstä"),
    ("strategia", "strategiasta"),
    ("ohjelma", "ohjelmasta"),
    ("raportti", "raportista"),
    ("katsaus", "katsauksesta"),
)
_MINISTRIES_SV = {
    "valtioneuvoston kanslia": "statsrådets kansli",
    "ulkoministeriö": "utrikesministeriet",
    "oikeusministeriö": "justitieministeriet",
    "sisäministeriö": "inrikesministeriet",
    "puolustusministeriö": "försvarsministeriet",
    "valtiovarainministeriö": "finansministeriet",
    "opetus- ja kulttuuriministeriö": "undervisnings- och kulturministeriet",
    "maa- ja metsätalousministeriö": "jord- och skogsbruksministeriet",
    "liikenne- ja viestintäministeriö": "kommunikationsministeriet",
    "työ- ja elinkeinoministeriö": "arbets- och näringsministeriet",
    "sosiaali- ja terveysministeriö": "social- och hälsovårdsministeriet",
    "ympäristöministeriö": "miljöministeriet",
    "kaupunginhallitus": "stadsstyrelsen",
    "kaupunginvaltuusto": "stadsfullmäktige",
    "kunnanhallitus": "kommunstyrelsen",
    "kunnanvaltuusto": "kommunfullmäktige",
}
# "Suomen", "hyvinvoinnin", "ja", "Etelä-", "lupa-"; not "valtakunnallinen", which would bend too.
_STILL = re.compile(r"(?:ja|sekä|\w[\w-]*-|(?!\w*nen\b)\w[\w-]*n)", re.IGNORECASE)
_GOVERNMENT_BILL = re.compile(r"hallituksen esitys\b", re.IGNORECASE)


# Common nouns in official usage, in a sentence written with a small letter; other bodies' names are proper names.
_COMMON = re.compile(
    r".*(?:ministeriö|ministeriet|lautakunta|nämnden|jaosto)|(?:kaupungin|kunnan|alue)(?:hallitus|valtuusto)"
    r"|(?:stads|kommun|välfärdsområdes)(?:styrelsen|fullmäktige)|valtioneuvoston kanslia|statsrådets kansli",
    re.IGNORECASE,
)


def within(name: str) -> str:
    """A body's name inside a sentence: "kaupunginhallitus", "työ- ja elinkeinoministeriö", but "Esimerkkivirasto"."""
    return name[:1].lower() + name[1:] if _COMMON.fullmatch(name) else name


def allative(name: str) -> str | None:
    """To whom, in Finnish: "työ- ja elinkeinoministeriölle"; None where the form is not sure."""
    *before, last = name.split() or [""]
    if (last == "ry" and before) or (not before and re.fullmatch(r"[A-ZÅÄÖ]{2,3}", last)):
        return (
            f"{name}:lle"  # a registered association's own name does not bend; an abbreviation is read by its letters
        )
    if not all(_STILL.fullmatch(word) for word in before):
        return None
    for ending, bent in _ALLATIVE:
        if last.lower().endswith(ending):
            return within(" ".join((*before, last)))[: -len(ending)] + bent
    return None


def elative(title: str) -> str | None:
    """About what, in Finnish: "Muistio X:stä" gives "muistiosta X:stä"; None where the first word is not a known kind of paper."""
    bill = _GOVERNMENT_BILL.match(title)
    if bill:
        return f"hallituksen esityksestä{title[bill.end() :]}"
    first, space, rest = title.partition(" ")
    for ending, bent in _ELATIVE:
        if first.lower().endswith(ending):
            head = first[: -len(ending)] + bent
            return f"{head[:1].lower()}{head[1:]}{space}{rest}"
    return None


def called(name: str, language: Language) -> str:
    """A body's name in the paper's language where it has an official one, else as it is given."""
    if language is not Language.SV:
        return name
    swedish = _MINISTRIES_SV.get(name.casefold(), name)
    return swedish[:1].upper() + swedish[1:] if name[:1].isupper() else swedish
