"""Where a sentence of a statement stands: rules on the wording of Finnish, Swedish and English statements.

Only plain words count. Whose words they are is decided by the nearest body named before the verb (or right after it); what
a ministry, a memo or another body is told to think is not the speaker's. In doubt the answer is UNCLEAR: taking support for
opposition, or the other way round, would be worse than not knowing. No model, no morphology: forms are listed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache

from assistant.statement import Stance
from assistant.text.finnish import sentences

LONGEST = 1_500
"""Characters of a sentence that is read: what is longer is no sentence (a table, a broken file)."""

S, R, O, N = Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES, Stance.NO_COMMENT  # noqa: E741 (the table below reads by them)


class _Role(Enum):
    """What a stance word does in its sentence."""

    STANCE = "stance"
    CONDITION = "condition"  # weighs only beside support
    REQUEST = "request"  # a change asked for: weighs only beside support


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rule:
    """`pattern` finds the words; `positive` is their stance, `negative` theirs when negated (None: then they say nothing).

    `about`: the clause must speak of a proposal. `free`: the words have no subject of their own (passive, "X is justified").
    `weak`: words that also grant a point ("the aim is good"), which give way to a plain yes or no beside them.
    `keeps`: the words themselves ask for what is now in force, or for dropping the proposal.
    """

    pattern: re.Pattern[str]
    positive: Stance
    negative: Stance | None = None
    role: _Role = _Role.STANCE
    about: bool = False
    free: bool = False
    weak: bool = False
    keeps: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Stance words that count as the speaker's. `by` is the body they are told of, empty for "we" and for nobody named."""

    start: int
    end: int
    stance: Stance
    role: _Role
    by: str
    goal: bool
    first: bool
    weak: bool = False
    until: int = 0  # where its sentence ends


# What a statement calls the thing it takes a stance on, by the beginnings and parts of words.
_ABOUT = re.compile(
    r"""ehdotu|ehdotet|ehdotta|esity|esitet|muuto|muutt|muutet|uudistu|uudistam|täsmen|tarken|selkey|laajen|laajem|kehittäm|kehittää|kehitet
    |vahvist|lisääm|hyödyntäm|rakentam|pident|piden|lyhen|rajaam|sääntely|linjau|tavoit|suunta|hanke|hankke|luonno|malli|keino|ratkaisu
    |vaatimu|velvoit|velvollisu|korotu|korotta|rajau|rajoit|määräai|kielto|nostami|laskemi|alentami|poistami|perustami|säätämi|vakinaista
    |kirjau|säännö|pykäl|parantam|toimenpi|yhteisty|näkemy|arvio|aloit|lakia|pyrkim|siirto|siirtä|käyttöönot
    |förslag|föresl|krav|skyldighet|höjning|sänkning|begränsning|ändring|reform|precis|utvidg|förläng|förkort|förbättr|utveckl|målet|syftet|riktning|linje|samarbete|åtgärd|det\b|detta\b|den\b
    |propos|chang|reform|aim|goal|amend|exten|clarif|measure|direction|cooperation|\bit\b|\bthis\b""",
    re.VERBOSE | re.IGNORECASE,
)
_GOAL = re.compile(
    r"tavoit|suunta|lähtökoh|pyrkim|periaat|tarkoitus|ajatu|målet|syftet|riktning|aim|goal|direction", re.I
)
_CONCRETE = re.compile(
    r"ehdotu|ehdotet|esity|muuto|tarken|täsmen|uudistusta|förslag|ändring|precis|propos|change", re.I
)
# Praise of what is now in force, or of dropping the proposal, is no support for it, and blame of it no opposition.
_AS_IT_IS = re.compile(
    r"nykyi(?:nen|set)\b|nykyis(?!tä \w+mp|essä muodo)|nykytil|nykymall|voimassa ole|nuvarande (?!form)|gällande|\bcurrent\b(?! form)|existing",
    re.I,
)
_KEEPING = re.compile(r"ennallaan|säilyttämi|luopumi|hylkäämi|slopa|avstå|dropping|keeping", re.I)
# An alternative that the memo looks at and does not propose: blame of it is no opposition.
_ALTERNATIVE = re.compile(r"vaihtoehtona|vaihtoehtoista|\bsom (?:ett )?alternativ\b|\bas an alternative\b", re.I)
# Praise of the whole paper as a start: "pitää muistiota hyvänä pohjana jatkovalmistelulle".
_GROUNDWORK = re.compile(
    r"\bpohja(?:na|ksi)\b|\bkokonaisuutena\b|\bsom (?:grund|helhet)\b|\bas a (?:basis|whole)\b", re.I
)
_CHANGING = re.compile(
    r"kehittäm|täsmen|tarken|laajen|uudistam|muuttam|muutos|muutta|selkey|hyödyntäm|vahvist|parantam|ehdotu|esity", re.I
)
# What is asked for rather than praised: "important that the funding is secured".
_DEMAND = re.compile(
    r"rahoit|resurs|korvat|korvau|riittäv|turvat|varmist|arvioi|arvioint|seurat|siirtymä|vasta\b|ennen\b|\bjos\b|mikäli|ilman|henkilöst"
    r"|finansi|resurs|ersätt|tillräck|trygg|först|funding|funded|secured|resourc|sufficient|before",
    re.I,
)
_NEGATION = re.compile(
    r"\b(?:ei|eikä|emme|emmekä|en(?= (?:kannata|voi|pidä|puolla|tue|näe|hyväksy|katso|suhtaudu)\b)|enkä|ettei|ettemme|etten|eivät|inte|ej|icke|inget|not|cannot|never|neither)\b|n[’']t\b",
    re.I,
)
_NOTHING_BUT = re.compile(r"\b(?:ei|emme)\s+voi(?:da)?\s+muuta\s+kuin\b|\bkan inte annat än\b", re.I)
_NOT_ONLY = re.compile(
    r"\bneither\b|\bvarken\b|\b(?:kannata|puolla|tue)\s+eikä\s+vastusta\b|\b(?:ei|emme|eikä)\s+(?:vain|ainoastaan|pelkästään|yksin)\b|\binte (?:bara|endast)\b|\bnot (?:only|just)\b",
    re.I,
)

_GOOD = (
    r"(?:tärke[äi]|tarpeellis[ei]|hyv[äi]|perusteltu|perusteltui|perustellu|kannatettav[ai]|oikean ?suuntais[ei]|oike[ai]|myönteis[ei]|positiivis[ei]"
    r"|onnistune[ei]|tervetulle[ei]|välttämättöm[äi]|hyödyllis[ei]|järkev[äi]|tarkoituksenmukais[ei]|asianmukais[ei]|hyväksyttäv[äi]|sopiv[ai]"
    r"|suotav[ai]|toivottav[ai]|ansiokkaa|arvokkaa)"
)
_BAD = (
    r"(?:tarpeettom[ai]|ongelmallis[ei]|epätarkoituksenmukais[ei]|haitallis[ei]|huono|huonoi|kielteis[ei]|perusteettom[ai]|virheellis[ei]"
    r"|ennenaikais[ei]|epäonnistune[ei]|vääränä?|väärän ?suuntais[ei]|kohtuuttom[ai]|vahingollis[ei]|epäoikeudenmukais[ei])"
)
_GOOD_IS = (
    r"(?:kannatettav(?:a|aa|ia|at)|perustel(?:tu|tua|tuja|lut)|tarpeelli(?:nen|sta|sia|set)|tarpeen|tärke(?:ä|ää|itä|ät)|hyv(?:ä|ää|iä|ät)"
    r"|oikean ?suuntai(?:nen|sta|sia|set)|tervetul(?:lut|lutta|leita|leet)|myöntei(?:nen|stä|siä|set)|järkev(?:ä|ää|iä|ät)"
    r"|tarkoituksenmukai(?:nen|sta|sia|set)|onnistunut|onnistuneita|hyväksyttävissä|paikallaan|kohdallaan|aiheelli(?:nen|sta|sia|set)|viisa(?:s|sta|ita)|mieluinen|sopiva"
    r"|oikeasuhtai(?:nen|sta|sia|set)|hyväksyttäv(?:ä|ää|iä|ät)|kohtuulli(?:nen|sta|sia|set)|oikea-aikai(?:nen|sta|sia|set)|toivot(?:tu|tua|tuja|ut)|luonteva|luontevaa|onnistuneimpia"
    r"|(?:selkeä|selvä|merkittävä|tärkeä|hyvä) (?:ratkaisu|parannus|uudistus|edistysaskel|askel)|askel kohti"
    r"|oikea (?:ratkaisu|keino|tapa|askel)|askel oikeaan suuntaan|välttämät(?:ön|töntä|tömiä|tömät)|hyödylli(?:nen|stä|siä|set))"
)
_BAD_IS = (
    r"(?:tarpeet(?:on|onta|tomia|tomat)|ongelmalli(?:nen|sta|sia|set)|epätarkoituksenmukai(?:nen|sta|sia|set)|perusteet(?:on|onta)"
    r"|haitalli(?:nen|sta|sia|set)|ennenaikai(?:nen|sta)|(?:väärä|huono) (?:ratkaisu|keino|tapa|suunta|paikka|askel)|kohtuut(?:on|onta)|virheelli(?:nen|stä)|epäonnistunut|huono|huonoa)"
)
_GOOD_SV = r"(?:motivera(?:d|t|de)|befoga(?:d|t|de)|viktigt?|viktiga|nödvändigt?|nödvändiga|bra|goda?|välkom(?:men|met|na)|behövligt?|ändamålsenligt?|önskvärt?|kloka?|klokt|befogat|lämpligt?|riktigt|förnuftigt?)"
_BAD_SV = r"(?:onödigt?|omotivera(?:d|t)|obefoga(?:d|t)|problematiskt?|oändamålsenligt?|dåligt?|olämpligt?|oskäligt?|fel (?:väg|medel|sätt|lösning)|orimligt?)"
_GOOD_EN = r"(?:necessary|important|justified|reasonable|appropriate|useful|good|welcome)"
_BAD_EN = r"(?:unnecessary|unjustified|unreasonable|inappropriate|problematic|harmful|premature)"
# An object may hold a relative clause between commas.
_OBJECT = r"(?:[^.;?!,]|, jo\w+[^,.;?!]*,){0,160}?"
_PITAA = r"\b(?:pidämme|pidän|pitää|pidä)\b"
_PITAA_PASSIVE = r"\b(?:pidetään|pidetä)\b"
_IS = r"\b(?:on|ovat|ole|olisi|olisivat)\b(?:\s+[\w-]+){0,3}?\s+"
_NOT_DONE = r"(?:toteuttaa|pidentää|lyhentää|muuttaa|laajentaa|hyväksyä|säätää|edistää|viedä|tarkentaa|täsmentää|rajoittaa|rajata|lisätä|ottaa käyttöön)"


def _rule(
    pattern: str,
    positive: Stance,
    negative: Stance | None = None,
    *,
    role: _Role = _Role.STANCE,
    about: bool = False,
    free: bool = False,
    weak: bool = False,
    keeps: bool = False,
) -> _Rule:
    return _Rule(
        pattern=re.compile(pattern, re.IGNORECASE),
        positive=positive,
        negative=negative,
        role=role,
        about=about,
        free=free,
        weak=weak,
        keeps=keeps,
    )


_RULES = (
    # Finnish
    _rule(r"\bkannat(?:amme|an|taa|a)\b", S, O),
    _rule(r"\bkannat(?:etaan|eta)\b", S, O, free=True),
    _rule(r"\bpuol(?:lamme|lan|taa|la)\b", S, O),
    _rule(r"\bpuolle(?:taan|ta)\b", S, O, free=True),
    _rule(r"\b(?:tuemme|tukee|tue)\b", S, O, about=True),
    _rule(r"\b(?:hyväksymme|hyväksyy|hyväksyä|hyväksy)\b", S, O, about=True),
    _rule(r"\bhyväksyt(?:ään|ä)\b", S, O, about=True, free=True),
    _rule(r"\b(?:yhdymme|yhtyy|yhdy|yhtyä)\b(?![^.;]*lausun)", S, O, about=True, weak=True),
    _rule(
        r"\b(?:on|olemme|ole)\b(?:\s+\w+){0,2}?\s+(?:valmis|valmiita|valmiina)\s+(?:\w+\s+){0,3}?"
        r"(?:toteuttamaan|ottamaan (?:\w+\s+)?käyttöön|hyväksymään|kannattamaan|tukemaan|puoltamaan|yhtymään)\b",
        S,
        O,
    ),
    _rule(
        r"\b(?:asettuu|asetumme|asetu)\b[^.;?!,]{0,80}?\b(?:tueksi|taakse|kannalle|puolelle)\b(?! eikä)",
        S,
    ),
    _rule(r"\b(?:asettuu|asetumme)\b[^.;?!,]{0,80}?\b(?:vastustamaan|vastaan)\b", O),
    _rule(
        r"\b(?:saa|saavat|ansaitsee|ansaitsevat)\b[^.;?!,]{0,60}?\b(?P<giver>[\w-]+)\s+(?:\w+\s+){0,2}?(?:tuen|tukemme|kannatuksen|kannatuksemme|hyväksynnän|hyväksyntämme)\b",
        S,
        free=True,
    ),
    _rule(
        r"\b(?:ei|eivät)\s+saa\b[^.;?!,]{0,60}?\b(?P<giver>[\w-]+)\s+(?:\w+\s+){0,2}?(?:tukea|tukeamme|kannatusta|kannatustamme|hyväksyntää|hyväksyntäämme)\b",
        O,
        O,
        free=True,
    ),
    _rule(_PITAA + _OBJECT + rf"\b{_GOOD}n[aä]\b", S, O),
    _rule(_PITAA + _OBJECT + rf"\b{_BAD}n[aä]\b", O),
    _rule(_PITAA_PASSIVE + _OBJECT + rf"\b{_GOOD}n[aä]\b", S, O, free=True),
    _rule(_PITAA_PASSIVE + _OBJECT + rf"\b{_BAD}n[aä]\b", O, free=True),
    _rule(
        rf"\b(?:katsomme|katsoo|katso|näemme|näkee|näe)\b[^.;?!,]{{0,120}}?\b(?:{_GOOD}(?:ksi|n[aä])|olevan {_GOOD_IS})\b",
        S,
        O,
    ),
    _rule(
        rf"\b(?:katsomme|katsoo|katso|näemme|näkee|näe)\b[^.;?!,]{{0,120}}?\b(?:{_BAD}(?:ksi|n[aä])|olevan {_BAD_IS})\b",
        O,
    ),
    _rule(
        r"\b(?:suhtaudumme|suhtaudun|suhtautuu|suhtaudu)\b[^.;?!,]{0,120}?\b(?:myönteisesti|positiivisesti|hyväksyvästi|suopeasti)\b",
        S,
    ),
    _rule(
        r"\b(?:suhtaudumme|suhtaudun|suhtautuu|suhtaudu)\b[^.;?!,]{0,120}?\b(?:kielteisesti|kriittisesti|torjuvasti|negatiivisesti)\b",
        O,
    ),
    _rule(
        r"\b(?:suhtaudumme|suhtaudun|suhtautuu)\b[^.;?!,]{0,120}?\b(?:varauksellis\w+|varauksella|varauksin|varovaisen|varovaisesti)\b",
        R,
    ),
    _rule(r"\bvoi(?:mme|da|daan)?\b(?:\s+(?!saa|hake|anta|tarjo)\w+){0,5}?\s+tukea\b", S, O, about=True),
    _rule(
        r"\b(?:toivoo|toivomme),? että (?:[\w-]+ ){0,4}?(?:toteutetaan|toteutuu|hyväksytään|etenee)\b", S, about=True
    ),
    _rule(r"\b(?:kiirehtii|kiirehdimme)\b", S, about=True),
    _rule(
        r"\bkannattaa (?:\w+ )?(?:viedä läpi|toteuttaa|säätää|hyväksyä|viedä eteenpäin|ottaa käyttöön|perustaa)\b",
        S,
        about=True,
        free=True,
        weak=True,
    ),
    _rule(r"\b(?P<giver>[\w-]+ll[aä])\s+ei\s+(?:\w+\s+)?ole\s+(?:[\w-]+\s+){1,4}?vastaan\b", S, S, free=True),
    _rule(r"\b(?:seisoo|seisomme|on|olemme|ole)\b[^.;?!,]{0,60}?\b\w*(?:ksen|misen) takana\b", S, O),
    _rule(r"\b(?:tervehdimme|tervehtii|ottaa|otamme)\b[^.;?!,]{0,60}?\b(?:ilolla|tyydytyksellä)\b", S, about=True),
    _rule(r"\bsopi(?:i|vat)\s+(?:\w+\s+)?(?P<giver>[\w-]+lle)\b", S, free=True),
    _rule(r"\bvastust(?:amme|an|aa|a)\b", O),
    _rule(r"\b(?:sanoo|sanomme)\b[^.;?!,]{0,60}?\bei(?=[.;,]|$)", O, O),
    _rule(r"\b(?:on|olemme)\b(?! (?:otettu|ottanut|saanut))[^.;?!,]{0,60}?\b\w{4,}[aä]\s+vastaan\b", O),
    _rule(r"\b(?:pyytää|pyydämme|vaatii|vaadimme|kehottaa)\b[^.;?!,]{0,60}?\bluopumaan\b", O, about=True),
    _rule(
        r"\b(?:tulee|tulisi|pitää|pitäisi|on syytä|olisi syytä|kannattaa)\s+(?:\w+\s+){0,2}?(?:luopua"
        r"|jättää\s+(?:\w+\s+)?(?:säätämättä|toteuttamatta|pois|ottamatta käyttöön))\b|\bon\s+(?:\w+\s+)?(?:luovuttava|hylättävä)\b",
        O,
        about=True,
        free=True,
        weak=True,
    ),
    _rule(r"\b(?:ei|ettei|eikä)\s+(?:[\w-]+\s+){0,4}?tarvita\b", O, O, about=True, free=True, weak=True),
    _rule(
        r"\b(?:kannatuksemme|tukemme|kannatuksen|tuen|hyväksymisen|hyväksynnän)\s+(?:ehto|edellytys|ehtona|edellytyksenä)\b"
        r"|^(?:Ehtona|Edellytyksenä|Ehtonamme)\s+on\b",
        R,
        free=True,
    ),
    _rule(r"\bvastustetaan\b", O, free=True),
    _rule(r"\b(?:torjuu|torjumme|hylkää|hylkäämme)\b", O, about=True),
    _rule(r"\b(?:antaa|annamme)\b(?:\s+\w+){0,3}?\s+(?:tukensa|tukemme)\b", S, about=True),
    _rule(
        r"\b(?:olemme|on|ole)\b[^.;?!,]{0,60}?\b(?:samaa mieltä(?![^.;]*\bkanssa\b)|\w*(?:ksen|misen) kannalla)\b", S, O
    ),
    _rule(r"\b(?:olemme|on)\b[^.;?!,]{0,60}?\beri mieltä\b", O),
    _rule(_IS + rf"{_GOOD_IS}\b", S, O, about=True, free=True, weak=True),
    _rule(_IS + rf"{_BAD_IS}\b", O, about=True, free=True, weak=True),
    _rule(
        rf"\b(?:ei|ettei)\b(?:\s+[\w:§.-]+){{0,8}}?\s+(?:tule|tulisi|pidä|pitäisi)\s+(?:\w+\s+)?{_NOT_DONE}\b",
        O,
        O,
        free=True,
    ),
    _rule(
        r"\b(?:ole|näe|nähdä)\s+(?:\w+\s+)?(?:tarvetta|perusteita|perustetta|syytä|aihetta)\b(?!,? miksi)",
        S,
        O,
        about=True,
        free=True,
    ),
    _rule(
        r"\b(?:ehdotuksesta|esityksestä|muutoksesta|ehdotus|esitys)\s+(?:\w+\s+)?(?:tulee|tulisi|pitää|pitäisi|on syytä)\s+(?:luopua|hylätä|perua)\b",
        O,
        free=True,
    ),
    _rule(
        r"\b(?:ehdotus|ehdotukset|esitys|muutos|uudistus)\s+(?:\w+\s+)?(?:tulee|tulisi|pitää|pitäisi|on syytä)\s+(?:toteuttaa|hyväksyä|viedä eteenpäin)\b",
        S,
        free=True,
    ),
    _rule(r"\bedellyt(?:ämme|än|tää)\b", R),
    _rule(r"\b(?:esit(?:ämme|än|tää)|ehdot(?:amme|an|taa))\b", R, role=_Role.REQUEST),
    _rule(
        r"\bedellyttäen,? ett(?:ä|ei)\b|\bsillä (?:edellytyksellä|ehdolla),? ett(?:ä|ei)\b|\b(?:tietyin |eräin )?(?:varauksin|varaumin)\b|\bkunhan\b"
        r"|\bsillä varauksella\b|\b(?:yhdellä|kahdella|kolmella|parilla|muutamalla|tietyillä|eräillä|seuraavilla|tietyin|eräin|seuraavin)\s+"
        r"(?:ehdolla|ehdoilla|varauksella|varauksilla|ehdoin|edellytyksin)\b"
        r"|\b(?:vain|ainoastaan),? (?:jos|siinä tapauksessa|silloin)\b|\b(?:vasta|sitten),? kun\b|(?<!heti),\s+(?P<when>kun)\b|\b(?:ehtona|edellytyksenä) on\b"
        r"|\bseuraavin (?:muutoksin|täsmennyksin)\b|\b(?:muutettuna|täydennettynä|tarkennettuna)\b|\bpääosin\b|\bosittain\b|\bperiaatteessa\b|\blähtökohtaisesti\b|\blukuun ottamatta\b",
        R,
        role=_Role.CONDITION,
        free=True,
    ),
    _rule(r"\b(?:toivottaa|toivotamme)\b[^.;?!,]{0,60}?\btervetulle(?:eksi|iksi)\b", S),
    _rule(r"\b(?:suosittelee|suosittelemme|suosittele|suositella)\b", S, O, about=True),
    _rule(r"\byhdytään\b", S, about=True, free=True),
    _rule(r"\b(?:lähtee|lähdemme|osallistuu|osallistumme)\s+mielellään\b", S),
    _rule(
        r"\b(?:haluaa|haluamme|toivoo|toivomme)\b[^.;?!]{0,60}?\b(?:sellaisena kuin|sellaisenaan|(?:esitetyssä|ehdotetussa) muodossa)\b",
        S,
    ),
    _rule(r"\b(?:on|olemme|seisoo|seisomme)\s+(?:\w+\s+)?(?:sen|niiden|tämän)\s+takana\b", S, O),
    _rule(r"\bnäe\s+(?:\w+\s+)?(?:estettä|esteitä)\b", S, S),
    _rule(r"\b(?:on|olisi)\s+syytä\s+(?:\w+\s+){0,2}?toteuttaa\b", S, about=True, free=True, weak=True),
    _rule(r"\bei\s+herätä\b[^.;?!,]{0,40}?\bvastustusta\b", S, S, free=True),
    _rule(
        r"\bvoi(?:daan|mme)?\s+(?:\w+\s+)?(?:toteuttaa|hyväksyä|kannattaa|tukea|puoltaa)\b[^.;?!]{0,40}?,\s+(?:mikäli|jos)\b",
        R,
        about=True,
        free=True,
    ),
    _rule(r"\b(?:tuki|kannatus|hyväksyntä|myönteinen kanta)\s+edellyttää\b", R, free=True),
    _rule(r"\bon\b[^.;?!,]{0,60}?\b(?:vahvat|hyvät|painavat)\s+perusteet\b", S, about=True, free=True),
    _rule(
        r"\bon\s+(?:\w+\s+)?helppo\s+(?:yhtyä|kannattaa|hyväksyä|allekirjoittaa)\b", S, about=True, free=True, weak=True
    ),
    _rule(r"\b(?:olemme|on|ole)\s+(?:sen|tämän|niiden)\s+kannalla\b", S, O),
    _rule(
        r"\b(?:toivoo|toivomme)\b[^.;?!,]{0,60}?\b(?:nopeaa|pikaista)\s+(?:etenemistä|toteuttamista|toteutusta)\b", S
    ),
    _rule(
        r"\bnyky\w+\b[^.;?!]{0,80}?\b(?:on syytä|tulee|tulisi|pitäisi|on)\s+(?:\w+\s+)?(?:säilyttää|säilytettävä)\b"
        r"|\bnuvarande\b[^.;?!]{0,80}?\bbör\s+(?:\w+\s+)?(?:bibehållas|behållas|kvarstå)\b",
        O,
        free=True,
        keeps=True,
    ),
    _rule(
        r"\b(?:tällä|näillä)\s+(?:ehdolla|ehdoilla|edellytyksellä|edellytyksillä|varauksella|varauksilla)\b|\bnäin\s+(?:ehdoin|edellytyksin|varauksin)\b",
        R,
        role=_Role.CONDITION,
        free=True,
    ),
    _rule(r"\brajattuna\b", R, role=_Role.CONDITION, free=True),
    _rule(
        r"\b(?:esittää|esitämme|ehdottaa|ehdotamme|toivoo|toivomme|vaatii|vaadimme|suosittelee|katsoo|katsomme)\b[^.;?!]{0,100}?"
        r"\b(?:ehdotukse|esitykse|muutokse|uudistukse|malli|velvoittee|sääntely|valmistelu|hankkee|määräaja|raja)\w*\s+(?:\w+\s+)?"
        r"(?:luopumista|luovuttavan|hylkäämistä)\b",
        O,
        keeps=True,
    ),
    _rule(
        r"\b(?:esittää|esitämme|ehdottaa|ehdotamme|toivoo|toivomme|vaatii|vaadimme|katsoo|katsomme),?\s+ettei\b[^.;?!]{0,100}?"
        r"\b(?:jatketa|toteuteta|säädetä|hyväksytä|edistetä|viedä eteenpäin|oteta käyttöön|muuteta)\b(?![^.;]*\b(?:ennen|vasta|ilman)\b)",
        O,
        O,
    ),
    _rule(
        r"\b(?:tulee|tulisi|pitää|pitäisi|on syytä|olisi syytä|kannattaa)\s+(?:[\w-]+\s+){0,4}?(?:jättää|säilyttää|pitää)\s+(?:\w+\s+)?"
        r"(?:ennalleen|ennallaan|nykyisellään)\b",
        O,
        free=True,
        keeps=True,
    ),
    # Swedish
    _rule(
        r"\bkan\s+(?:\w+\s+){0,2}?(?:ställa sig bakom|godkänna|understöda|tillstyrka|omfatta)\b[^.;?!,]{0,60}?\s+om\b",
        R,
        free=True,
    ),
    _rule(
        r"\b(?:hoppas|föreslår|anser|önskar)\b[^.;?!]{0,60}?\b(?:dras tillbaka|förkastas|slopas|avslås|inte genomförs)\b",
        O,
        about=True,
        keeps=True,
    ),
    _rule(r"\b(?:understöder|understöda|understödja|understödjer|stöder|stödjer|stödja|stöda)\b", S, O, about=True),
    _rule(r"\b(?:tillstyrker|tillstyrka|välkomnar|välkomna|förordar|förorda|biträder)\b", S, O),
    _rule(r"\b(?:godkänner|godkänna|omfattar|omfatta|accepterar|acceptera|instämmer)\b", S, O, about=True),
    _rule(r"\bär (?:\w+ )?(?:beredd|redo) att (?:godkänna|understöda|stöda|stödja|acceptera|omfatta)\b", S, O),
    _rule(r"\bhar (?:inget|ingenting) emot\b", S, S),
    _rule(r"\bansluter sig till\b|\bser gärna att\b|\bär för (?=ett|en|att|förslaget|de)", S, about=True),
    _rule(r"\bfår\b[^.;?!,]{0,40}?\b(?P<giver>[\w-]+s)\s+(?:\w+\s+)?stöd\b", S, free=True),
    _rule(
        r"\b(?:förslaget|ändringen|reformen|kravet)\s+bör\s+(?:\w+\s+)?(?:genomföras|förverkligas|godkännas|införas)\b",
        S,
        O,
        free=True,
    ),
    _rule(
        r"\b(?:ser|finns|finner)\s+(?:\w+\s+)?(?:inget|inte något)\s+behov\b|\banser\s+inte\s+att\b[^.;?!]{0,60}?\bbehövs\b",
        O,
        O,
        about=True,
    ),
    _rule(r"\b[Ss]om villkor för (?:sitt|vårt|stadens|förbundets) stöd\b", R, free=True),
    _rule(r"\bser (?:\w+ ){0,3}?(?:positivt|välvilligt) på\b", S),
    _rule(r"\b(?:avvisar|avvisa|förkastar|förkasta|avråder)\b", O, about=True),
    _rule(
        r"\b(?:förslaget|kravet|ändringen|begränsningen)\s+bör\s+(?:\w+ )?(?:slopas|strykas|förkastas|avslås)\b",
        O,
        free=True,
    ),
    _rule(r"\bställer sig (?:\w+ ){0,2}bakom\b", S, O),
    _rule(
        r"\b(?:förhåller|ställer) sig (?:\w+ ){0,2}(?:positivt|välvilligt|positiv)\b|\bär (?:\w+ )?positiva? till\b", S
    ),
    _rule(
        r"\b(?:förhåller|ställer) sig (?:\w+ ){0,2}(?:negativt|kritiskt|avvisande|negativ|kritisk)\b|\bär (?:\w+ )?(?:negativa?|kritiska?) till\b|\bär emot\b",
        O,
    ),
    _rule(rf"\banser\b[^.;?!,]{{0,160}}?\b{_GOOD_SV}\b", S, O, about=True),
    _rule(rf"\banser\b[^.;?!,]{{0,160}}?\b{_BAD_SV}\b", O, about=True),
    _rule(rf"\bär (?:\w+ ){{0,2}}?{_GOOD_SV}\b", S, O, about=True, free=True, weak=True),
    _rule(rf"\bär (?:\w+ ){{0,2}}?{_BAD_SV}\b", O, about=True, free=True, weak=True),
    _rule(r"\b(?:motsätter|motsätta) (?:\w+ )?(?:sig|oss)\b", O),
    _rule(r"\b(?:avstyrker|avstyrka)\b", O),
    _rule(r"\bförutsätter\b", R),
    _rule(r"\bföreslår\b", R, role=_Role.REQUEST),
    _rule(
        r"\bunder (?:den )?förutsättning(?:en)? att\b|\bmed (?:vissa )?förbehåll\b|\bförutsatt att\b|\bpå villkor att\b|\b(?:bara|endast) om\b|\bifall\b|\bså länge\b|\bförst när\b|,\s+om\b|\btill största delen\b",
        R,
        role=_Role.CONDITION,
        free=True,
    ),
    # English
    _rule(r"\b(?:supports?|endorses?|agrees? with)\b", S, O, about=True),
    _rule(r"\bwelcomes?\b|\b(?:is|are|am) in favou?r of\b", S, about=True),
    _rule(r"\b(?:opposes?|objects? to|rejects?)\b", O),
    _rule(rf"\b(?:considers?|finds?)\b[^.;?!,]{{0,160}}?\b{_GOOD_EN}\b", S, O, about=True),
    _rule(rf"\b(?:considers?|finds?)\b[^.;?!,]{{0,160}}?\b{_BAD_EN}\b", O, about=True),
    _rule(rf"\b(?:is|are) (?:\w+ )?{_GOOD_EN}\b", S, O, about=True, free=True, weak=True),
    _rule(r"\bproposes?\b|\bsuggests?\b", R, role=_Role.REQUEST),
    _rule(
        r"\bprovided that\b|\bon (?:the )?condition that\b|\bsubject to\b|\bonly if\b|\bwith (?:some )?reservations\b",
        R,
        role=_Role.CONDITION,
        free=True,
    ),
)
_NO_COMMENT = re.compile(
    r"\bei(?:kä)?\b(?:\s+[\w:§]+){0,8}?\s+(?:lausuttavaa|huomautettavaa|huomauttamista|kommentoitavaa|sanottavaa|lausumista)\b"
    r"|\b(?:lausuttavaa|huomautettavaa)\s+(?:\w+\s+){0,2}ei\s+ole\b"
    r"|\b(?:ei|emme|emmekä)\s+(?:\w+\s+)?(?:lausu|anna lausuntoa|ota (?:\w+\s+){0,4}kantaa)\b"
    r"|\b(?:jättää|jätämme)\s+(?:\w+\s+){0,6}?(?:lausumatta|kommentoimatta|ottamatta kantaa|ottamatta)\b"
    r"|\b(?:ei|emme)\s+(?:\w+\s+){0,4}?(?:kommentoi|esitä (?:\w+\s+){0,3}(?:kantaa|näkemystä))\b|\bei\s+(?:\w+\s+){0,3}?oteta\s+(?:\w+\s+){0,3}?kantaa\b"
    r"|\b(?:jättää|jätämme)\b[^.;]{0,60}?\b(?:muiden|toisten)\b[^.;]{0,40}?\b(?:tehtäväksi|arvioitavaksi)\b"
    r"|\b(?:jättää|jätämme)\s+(?:\w+\s+)?kannan(?:oton|otot)\b|\bei\s+(?:\w+\s+){0,4}?(?:muodostanut|ottanut)\s+(?:\w+\s+)?kantaa\b"
    r"|\bei\s+ole\s+(?:\w+\s+){0,3}?(?:kantaa|mielipidettä)\b"
    r"|\bkantaa\s+(?:\w+\s+){0,3}?ei\s+oteta\b|\bpidättäyty\w+\s+(?:\w+\s+){0,4}?(?:lausumasta|ottamasta kantaa|kannanotosta|kannanottamisesta)\b"
    r"|\b(?:inget|ingenting|inte något|inte någonting)\s+(?:\w+\s+){0,3}?att\s+(?:yttra|anföra|utlåta|invända|anmärka)\b"
    r"|\btar\s+(?:\w+\s+)?inte\s+ställning\b|\bavstår\s+(?:\w+\s+)?från att (?:yttra|ge|ta ställning|kommentera|uttala)\b"
    r"|\b(?:yttrar|uttalar) (?:\w+\s+)?sig inte\b|\bkommenterar (?:\w+\s+)?inte\b|\binga (?:kommentarer|synpunkter|anmärkningar)\b"
    r"|\b(?:has|have) no comments?\b|^no comments?\b|\b(?:does|do) not (?:wish to )?(?:take a position|comment)\b",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"\bmuu(?:ta|ten|toin|lta|ilta)?\b|\bmuilta\b|\bi övrigt\b|\bannat\b|\bother(?:wise)?\b|\bfurther\b", re.I
)
_CONTRAST = re.compile(
    r"\b(?:mutta|kuitenkin|joskin|tosin|mikäli|jos|ellei|lukuun ottamatta|men|dock|däremot|om inte|but|however|although|if|unless)\b",
    re.I,
)
# What a sentence turns with against what was granted before it; "but" only where it opens the sentence.
_TURN = re.compile(
    r"\b(?:kuitenkin|kuitenkaan|silti|siltikään|sen sijaan|toisaalta|päinvastoin|valitettavasti|dock|däremot|ändå|likväl|tyvärr|å andra sidan"
    r"|however|nevertheless|still|unfortunately)\b|^\W*(?:mutta|vaan|men|utan|but|yet)\b"
    r"|\b(?:ei|eivät|emme)\s+(?:\w+\s+)?(?:vakuuta|käy|toimi|ratkaise|niele|riitä)\b|\b(?:övertygar|räcker|fungerar|löser) inte\b",
    re.I,
)
_WEIGHTY = re.compile(r"tärke|välttäm|tarpeen|viktig|nödvänd|import|necess", re.I)
_THAT = re.compile(r"\s*(?:sitä|siihen|siitä)?,? (?P<told>(?:että|ettei|att|that)\b[^.;]*)", re.I)
_IF = re.compile(r"\s*(?:ja |mutta |och |and )?(?:jos|mikäli|jollei|ellei|om|if|unless)\b", re.I)

_CELL = re.compile(r"[^|\s][^|]*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_BOUND = re.compile(r"[,;:()–—]\s*|\s(?=(?:mutta|vaan|ja|sekä|och|samt|men|utan|and|but)\s)", re.IGNORECASE)
_QUOTATION = re.compile(r"[”“\"][^”“\"]+[”\"]")

# Kinds of bodies, by what a body calls itself: a city is "kaupunki", "kunta", "staden"; an association "liitto" …
_KINDS = {
    "municipality": r"kaupunki|kunta|staden|kommunen|kommun|municipality|kaupunginhallitus|kunnanhallitus|lautakunta|\bstad|\bcity",
    "association": r"liitto|järjestö|yhdistys|seura|säätiö|förbundet|förbund|föreningen|förening|organisationen|federation|\bassociation|\bunion|\bry|\brf",
    "area": r"hyvinvointialue|työllisyysalue|kuntayhtymä|välfärdsområdet|välfärdsområde|sysselsättningsområdet|\bcounty",
    "agency": r"keskus|virasto|laitos|toimisto|centralen|verket|instituutti|yliopisto|neuvosto|neuvottelukunta|jaosto|yhtiö|viranomainen|\bagency|\boy|\bkela|\bfpa",
    "state": r"ministeriö|hallitus|valiokunta|eduskunta|työryhmä|valtio|komissio|ministeriet|regeringen|utskottet|arbetsgruppen|riksdagen|\bministry"
    r"|\bgovernment|\bcommittee",
}
_BODY = re.compile(rf"\w*?(?:{'|'.join(f'(?P<{name}>{words})' for name, words in _KINDS.items())})", re.IGNORECASE)
_GENITIVE_BODY = re.compile(
    r"\w*(?:kaupungin|kunnan|liiton|järjestön|yhdistyksen|alueen|keskuksen|viraston|laitoksen|ministeriön|hallituksen|työryhmän|ry:n|muistion|esityksen"
    r"|luonnoksen|mietinnön|selvityksen|raportin|valiokunnan|valtion|kelan)",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"\s+(?:\w+\s+)?(?:mukaan|mielestä|näkemys\b|kanta\b)", re.IGNORECASE)
_AT_BODY = re.compile(
    r"\w*(?:kaupungilla|kunnalla|liitolla|järjestöllä|yhdistyksellä|alueella|keskuksella|virastolla|laitoksella|ministeriöllä|kelalla)|ry:llä",
    re.IGNORECASE,
)
# Where a text, others in general or an earlier time is told of: "muistiossa ehdotetaan", "useissa lausunnoissa", "kunta totesi".
_TOLD = re.compile(
    r"\b\w*(?:muistio|esitykse|luonnokse|mietinnö|selvitykse|raporti|ohjelma|perustelui|pykälä|lai)s?s[sä]?[aä]\b[^.;]*?\b(?:todetaan|ehdotetaan|esitetään"
    r"|katsotaan|arvioidaan|pidetään|kannatetaan|kuvataan|tarkastellaan)\b|\bi (?:promemorian|propositionen|lagen)\b[^.;]*?\b(?:föreslås|anses|konstateras)\b"
    r"|\b(?:aiemmassa|aikaisemmassa|edellisessä|antamassaan|antamassamme)\s+(?:\w+\s+)?lausunnossa\w*|\b(?:aiemmin|aikaisemmin|tuolloin)\b[^.;]*?\b(?:katsonut|"
    r"pitänyt|lausunut|todennut)\b|\bi (?:sitt|sina|vårt) (?:tidigare|förra|föregående) (?:utlåtande|yttrande)"
    r"|\benligt (?:promemorian|propositionen|lagen|utredningen)\b|\baccording to the (?:memo\w*|bill|report|act)\b"
    r"|\b(?:monissa|useissa|muissa|eräissä) \w+|\blausunnoissa\b|\blausuntopalautteessa\b|\byleisesti\b|\b(?:totesi|katsoi|piti|esitti|lausui|ansåg|konstaterade)\b",
    re.IGNORECASE,
)
_STEMS = (("aluee", "alue"), ("kaupungi", "kaupunki"), ("kunna", "kunta"), ("liito", "liitto"), ("kse", "s"))
_TEXT = re.compile(
    r"\w*(?:muistion|esityksen|ehdotuksen|luonnoksen|mietinnön|selvityksen|raportin|lain|arvion|ministeriön)", re.I
)
_INTO = re.compile(r"\w{3}(?:iin|hin|seen)$")
_POSSESSED = re.compile(r"(?:ss[aä][aä]|st[aä][aä]|ll[aä][aä])n$")
_SEVERAL = frozenset("moni usea jokainen toinen jokin eräs naapuri yksikään muu mikä joka jos".split())
_ADVERBS = frozenset(
    """siksi kuitenkin myös näin ollen siten lisäksi edelleen lämpimästi vahvasti periaatteessa lähtökohtaisesti pääosin osittain
    osin tämän vuoksi tästä syystä sen sijaan samalla toisaalta itse puolestaan erityisesti yleisesti sinänsä voi haluaa ei eikä ettei ja mutta vaan
    sekä että joten koska siis täysin tässä vaiheessa muutoin myöskään kin edellä mainituin perustein näillä perusteilla missään nimessä silti
    och men samt att inte kan därför dock även också i denna punkt därmed and but also does do not therefore however thus can cannot""".split()
)
_IT = frozenset("se hän den det it".split())
_WE = frozenset("me vi jag we i".split())
_NOT_NOMINATIVE = re.compile(r"(?:n|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|t|aa|ää|s[’']s|[’']s)$")
_FIRST = re.compile(r"mme$|^(?:kannatan|puollan|pidän|suhtaudun|vastustan|edellytän|esitän|ehdotan)$", re.IGNORECASE)
_FIRST_BEFORE = re.compile(
    r"\b(?:emme|emmekä|ettemme|en(?= (?:kannata|voi|pidä|puolla|tue|näe|hyväksy|katso|suhtaudu)\b)|voimme|haluamme|olemme|vi|jag|we|mielestämme)\b",
    re.I,
)
_INFINITIVE = re.compile(r"^(?:hyväksyä|yhtyä|godkänna|omfatta|acceptera|förorda)$", re.I)
# "If it were so, the union could support it": of what is not proposed. In the sentence before the word.
_HYPOTHETICAL = re.compile(
    r"\b(?:jos|mikäli|om|ifall|if)\b.*,.*\b(?:voisi|voisimme|voisivat|saattaisi|olisi|olisimme|kunde|skulle|could|would)\b",
    re.I | re.S,
)
# "Unless the costs are met, the city cannot support it": support on a condition.
_UNLESS = re.compile(r"\b(?:ellei|elleivät|ellemme|jollei|jolleivat|om inte|unless)\b", re.I)
# Words that judge whether something should be done, rather than how it is ("tärkeä", "ongelmallinen").
_FITS = re.compile(
    r"oikeasuhtai|hyväksyttäv|helppo|tervetul|toivot|kohtuulli|sopiva|oikea-aikai|onnistune|luonteva|parannus|askel kohti|selkeä ratkaisu"
    r"|paikallaan|kohdallaan|kannatettav|perustel|aiheelli|järkev|viisa|tarkoituksenmukai|tarpeelli|tarpeet|oikea |väärä |luopua|luovuttava|hylättävä"
    r"|motiver|befoga|klok|lämplig|onödig|fel ",
    re.I,
)
_CONCERN = re.compile(
    r"huol[ie]|kysymy|kriti[iik]|epäil|pelko|pelät|toive|arvostel|väite|nykyi|voimassa|oro\b|oron\b|fråga|kritik|nuvarande",
    re.I,
)
_OUR_VIEW = re.compile(r"\b(?:mielestämme|näkemyksemme mukaan|katsomme)\b", re.I)
_ACCEPTING = re.compile(r"hyväksy|valmi[is]|suostu|yhty", re.I)
_MAY_BE_SAID = re.compile(r"\b(?:voidaan|voida)\s+(?:\w+\s+)?$", re.I)
_MAY = re.compile(r"\b(?:helppo|voi|voimme|voida|voidaan|haluaa|haluamme|kan)\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """A body that a sentence names: where, and whether it is the speaker. `own` is None where the speaker is not known."""

    start: int
    end: int
    name: str
    own: bool | None
    case: str


@lru_cache(maxsize=8192)
def of(text: str, *, speaker: str = "", about: bool = False) -> Stance:
    """The stance of a sentence or a short text, in its speaker's own words: SUPPORTS, SUPPORTS_WITH_RESERVATIONS, OPPOSES,
    NO_COMMENT or UNCLEAR. `speaker` is the body whose text it is ("Esimerkkilän kaupunki"); without it, what is told of any
    body but the state's counts, unless two bodies differ. `about` tells that the text is known to be about a proposal, so
    that "hyväksymme raportin" counts though it does not say so."""
    marks, contrasts = _read(text, speaker, about=about)
    stance = _verdict(_one_voice(marks, speaker), contrasts)
    return Stance.UNCLEAR if stance is Stance.OPPOSES and _another_s(text, speaker) else stance


_ANOTHERS = re.compile(
    r"\b(?P<who>[A-ZÅÄÖ][\w-]+(?:n|s)) (?:(?:kaupungin|kunnan|kuntayhtymän|hyvinvointialueen|liiton|järjestön|yhdistyksen|stads|kommuns"
    r"|välfärdsområdes|förbunds) )?(?:esity|ehdotu|ehdott|vaatimu|kanta|kannan|näkemy|linja|aloit|förslag|ståndpunkt|krav)",
)
_STATES = re.compile(
    r"ministeriö|hallitu|valtio|muistio|työryhm|lausun|kaupung|kunta|kunna|liito|minister|regering|promemori", re.I
)


def _another_s(text: str, speaker: str) -> bool:
    """Whether a proposal or view is named as some other body's than the state's and the speaker's own: who does not back what
    another town asks for has not opposed the memo."""
    return any(
        not _STATES.match(found["who"]) and not _shares(found["who"], speaker) for found in _ANOTHERS.finditer(text)
    )


@lru_cache(maxsize=8192)
def plainly(text: str, *, speaker: str = "", about: bool = False) -> bool:
    """Whether a text takes its stance in plain words ("kannattaa", "ei pidä perusteltuna"), not only by praise or blame that
    may grant a point on the way ("tavoite on hyvä")."""
    marks, _ = _read(text, speaker, about=about)
    return any(mark.role is _Role.STANCE and not mark.weak and not mark.goal for mark in _one_voice(marks, speaker))


def words_of(text: str, *, speaker: str = "") -> tuple[tuple[int, int, Stance], ...]:
    """The speaker's stance words with their places, in order: each by itself, so a condition is SUPPORTS_WITH_RESERVATIONS even
    where the whole is not. A change merely asked for ("esittää, että …") is no stance."""
    marks, _ = _read(text, speaker)
    return tuple(
        (mark.start, mark.end, mark.stance)
        for mark in sorted(marks, key=lambda m: m.start)
        if mark.role is not _Role.REQUEST
    )


def _read(text: str, speaker: str, *, about: bool = False) -> tuple[list[_Mark], list[int]]:
    """The speaker's marks in a text, and the places of its contrasting words."""
    marks: list[_Mark] = []
    contrasts: list[int] = []
    for start, end in _pieces(text):
        own = text[start:end]
        if len(own) > LONGEST or own.rstrip('”"’) ').endswith("?"):
            continue
        marks += [
            replace(mark, start=mark.start + start, end=mark.end + start, until=end)
            for mark in _Reader(own, speaker, about=about).marks()
        ]
        contrasts += [start + m.start() for m in _CONTRAST.finditer(own)]
    return marks, contrasts


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text; of a row of a table, those of each cell."""
    for span in sentences(text):
        for cell in _CELL.finditer(text, span.start, span.end):
            yield cell.span()


class _Reader:
    """One sentence being read: its clauses, the bodies it names, what it quotes."""

    def __init__(self, text: str, speaker: str, *, about: bool = False) -> None:
        self.text = text
        self.about = about
        self.bounds = [0, *(m.end() for m in _BOUND.finditer(text)), len(text)]
        self.speaker = speaker
        self.told = [m.end() for m in _TOLD.finditer(text)]
        whole = len(text) * 0.8
        self.quoted = [m.span() for m in _QUOTATION.finditer(text) if m.end() - m.start() < whole]

    @cached_property
    def bodies(self) -> list[_Body]:
        """The bodies the sentence names, looked for only where a stance word is."""
        return _bodies(self.text, self.speaker)

    def marks(self) -> list[_Mark]:
        """The speaker's marks, of those that begin at the same word the shortest."""
        found: dict[int, _Mark] = {}
        for rule in _RULES:
            for m in rule.pattern.finditer(self.text):
                mark = self._mark(rule, m)
                if mark and (mark.start not in found or mark.end < found[mark.start].end):
                    found[mark.start] = mark
        return [*found.values(), *self._no_comment()]

    def _mark(self, rule: _Rule, m: re.Match[str]) -> _Mark | None:
        if any(a < m.start() < b for a, b in self.quoted):
            return None
        clause, after = self._clause(m)
        if rule.role is _Role.CONDITION:
            # "When" is "if" after what one accepts: "hyväksyy mallin, kun maksu poistetaan".
            if m.groupdict().get("when") and not _ACCEPTING.search(self.text, 0, m.start()):
                return None
            return self._made(m, rule, rule.positive, by="", first=False, goal=False)
        that = _THAT.match(after)
        fits = _FITS.search(m.group()) and not _CONCERN.search(clause)
        known = self.about and bool(not rule.weak or fits or self._own_view())
        if rule.about and not known and not _ABOUT.search(f"{clause} {that['told'] if that else ''}"):
            return None
        if _HYPOTHETICAL.search(self.text[: m.start()]):
            return None
        if _IF.match(clause) or (_INFINITIVE.match(m.group()) and not _MAY.search(clause)):
            return None
        stance = self._stance(rule, m, clause, after)
        voice = self._voice(rule, m)
        if stance is None or voice is None:
            return None
        by, first = voice
        goal = bool(_GOAL.search(clause)) and not _CONCRETE.search(clause)
        return self._made(m, rule, stance, by=by, first=first, goal=goal)

    def _made(self, m: re.Match[str], rule: _Rule, stance: Stance, *, by: str, first: bool, goal: bool) -> _Mark:
        return _Mark(
            start=m.start(),
            end=m.end(),
            stance=stance,
            role=rule.role,
            by=by,
            goal=goal,
            first=first,
            weak=rule.weak and not self._own_view(),
        )

    def _clause(self, m: re.Match[str]) -> tuple[str, str]:
        """The clause the words stand in, and what follows them to the end of the sentence."""
        start = max(bound for bound in self.bounds if bound <= m.start())
        end = min((bound for bound in self.bounds if bound >= m.end()), default=len(self.text))
        return self.text[start:end], self.text[m.end() :]

    def _stance(self, rule: _Rule, m: re.Match[str], clause: str, after: str) -> Stance | None:
        """The stance of the words as they stand, None where negation, praise of what is, or a demand makes it another matter."""
        start = max(bound for bound in self.bounds if bound <= m.start())
        before = f"{self.text[start : m.end()]} {'inte' if _follows(after) else ''}"
        if _NOT_ONLY.search(clause):
            return None
        negated = _NEGATION.search(_NOTHING_BUT.sub("", before))
        stance = rule.negative if negated else rule.positive
        if stance is O and negated and rule.positive is S and _UNLESS.search(self.text):
            stance = R
        that = _THAT.match(after)
        if _ALTERNATIVE.search(clause) or _GROUNDWORK.search(f"{clause} {that['told'] if that else ''}"):
            return None
        as_it_is = _AS_IT_IS.search(clause) and not _CHANGING.search(clause)
        if not rule.keeps and (_KEEPING.search(clause) or as_it_is):
            return None
        if that and _NEGATION.search(that["told"]):
            return None
        if stance is S and _WEIGHTY.search(m.group()) and _DEMAND.search(that["told"] if that else clause):
            return None
        return stance

    def _voice(self, rule: _Rule, m: re.Match[str]) -> tuple[str, bool] | None:
        """Who says it: the name of the body and whether it is "we"; None where it is another's or nobody's."""
        start = max(bound for bound in self.bounds if bound <= m.start())
        verb = m.group().split()[0].rstrip(",")
        giver = m["giver"] if "giver" in m.re.groupindex else ""
        if giver:
            return self._given(m.group(), giver)
        if rule.free or _MAY_BE_SAID.search(self.text[start : m.start()]):
            return self._told(m)
        near = f"{self.text[start : m.start()]} {' '.join(self.text[m.end() :].split()[:1])}"
        if _FIRST.search(verb) or _FIRST_BEFORE.search(near):
            return "", True
        body = self._subject(start, m.start(), m.start() + len(verb))
        return None if body is None or body.own is False else (body.name, False)

    def _told(self, m: re.Match[str]) -> tuple[str, bool] | None:
        """For words without a subject of their own: the nearest body told of before them, if any, must be the speaker."""
        if any(end <= m.end() + 30 for end in self.told):
            return None
        nearest = [body for body in self.bodies if body.start < m.end() and body.case != "at"]
        if not nearest:
            return "", False
        return None if nearest[-1].own is False else (nearest[-1].name, False)

    def _own_view(self) -> bool:
        """Whether words stand as the speaker's view, "on kaupungin mielestä paikallaan"."""
        return bool(_OUR_VIEW.search(self.text)) or any(
            body.case == "according" and body.own is True for body in self.bodies
        )

    def _given(self, words: str, giver: str) -> tuple[str, bool] | None:
        """For support that something gets: whose it is must be the speaker's, "the union's full support"."""
        if words.endswith("mme") or giver.casefold() in ("meidän", "meillä", "meille", "vårt"):
            return "", True
        giver = re.sub(r"lle$", "lla", giver.removesuffix("s") if giver.casefold().endswith(("ens", "ets")) else giver)
        return None if _is_own(giver, "", self.speaker, opening=False) is False else (_bare(giver), False)

    def _subject(self, clause: int, start: int, end: int) -> _Body | None:
        named = [body for body in self.bodies if body.case == "nominative"]
        inside = [body for body in named if clause <= body.start < start]
        if inside:
            return inside[-1]
        head = [word.casefold() for word in _WORD.findall(self.text[clause:start])]
        earlier = [body for body in named if body.start < clause]
        told = [word for word in head if word not in _ADVERBS]
        if earlier and (not told or told[-1] in _IT):
            return earlier[-1]
        following = list(_WORD.finditer(self.text, end))
        for word in following[:4]:
            for body in named:
                if body.start == word.start():
                    return body
            if word.group().casefold() not in _ADVERBS and not word.group()[0].isupper():
                break
        return None

    def _no_comment(self) -> Iterator[_Mark]:
        for m in _NO_COMMENT.finditer(self.text):
            start = max(bound for bound in self.bounds if bound <= m.start())
            others = [body for body in self.bodies if body.start < m.end()]
            if _ELSE.search(self.text, start, m.end()) or (others and others[-1].own is False):
                continue
            by = others[-1].name if others else ""
            yield _Mark(start=m.start(), end=m.end(), stance=N, role=_Role.STANCE, by=by, goal=False, first=False)


def _follows(after: str) -> bool:
    """Whether a negation may stand after the verb, as in Swedish: "understöder inte"."""
    return bool(re.match(r"\s+(?:\w+\s+)?(?:inte|ej|icke)\b", after))


def _bodies(text: str, speaker: str) -> list[_Body]:
    """The bodies a sentence names as its subject ("nominative"), as whose view it is told ("according"), or as the holder of one ("at")."""
    words = list(_WORD.finditer(text))
    out = []
    for k, word in enumerate(words):
        before = words[k - 1] if k and text[words[k - 1].end() : word.start()].isspace() else None
        case = _case(text, word, first=k == 0, speaker=speaker)
        if case:
            modifier = before.group() if before else ""
            own = _is_own(word.group(), modifier, speaker, opening=k <= 1)
            name = f"{modifier} {word.group()}" if modifier[:1].isupper() else word.group()
            out.append(_Body(start=word.start(), end=word.end(), name=name.casefold(), own=own, case=case))
    return out


def _case(text: str, word: re.Match[str], *, first: bool, speaker: str) -> str:
    """What a word does as the name of a body, empty where it names none."""
    own = word.group()
    if own.casefold() in _WE or own.casefold() in ("ry", "oy", "rf"):
        return ""
    if _BODY.fullmatch(own):
        return "nominative"
    if _GENITIVE_BODY.fullmatch(own) and _ACCORDING.match(text, word.end()):
        return "according"
    if _AT_BODY.fullmatch(own):
        return "at"
    if own[0].isupper() and own.endswith("n") and _ACCORDING.match(text, word.end()):
        return "according"
    named = own[0].isupper() and (not first or (own.isupper() and len(own) > 1) or _shares(own, speaker))
    return "nominative" if named and not _NOT_NOMINATIVE.search(own) else ""


def _shares(word: str, speaker: str) -> bool:
    """Whether a word is a form of a name in the speaker's name."""
    low = _bare(word)
    parts = [part.casefold() for part in _WORD.findall(speaker) if not _generic(part)]
    return any(low == part or _alike(low, part) >= max(4, len(low) - 3) for part in parts)


def _alike(a: str, b: str) -> int:
    """How many letters two words have in common at their beginning."""
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(a, b, strict=False)))


def _generic(word: str) -> str:
    """The kind of body that a bare word stands for ("kaupunki"), empty for a name."""
    low = _bare(word)
    return next((kind for kind, words in _KINDS.items() if low in words.replace("\\b", "").split("|")), "")


def _bare(word: str) -> str:
    """A body's word without its genitive or adessive: "kaupungilla" gives "kaupunki"."""
    low = word.casefold()
    if not (_GENITIVE_BODY.fullmatch(low) or _AT_BODY.fullmatch(low)):
        return low
    low = re.sub(r"(?:n|ll[aä])$", "", low)
    for stem, whole in _STEMS:
        low = re.sub(f"{stem}$", whole, low)
    return low


def _kinds(speaker: str) -> frozenset[str]:
    """The kinds of body that a speaker's name tells."""
    found = (_BODY.fullmatch(word) for word in _WORD.findall(speaker))
    return frozenset(name for m in found if m for name in _KINDS if m[name])


def _is_own(word: str, modifier: str, speaker: str, *, opening: bool) -> bool | None:
    """Whether a named body is the speaker; None where the speaker is not known and it may be."""
    if modifier.casefold() in _SEVERAL:
        return False
    kind = _generic(word)
    told = _BODY.fullmatch(word)
    if not speaker:
        return False if kind == "state" or (told and told["state"]) or _TEXT.fullmatch(word) else None
    if _shares(word, speaker):
        return True
    if not kind:
        return False
    named = (
        modifier[:1].isupper()
        and modifier.casefold() not in _ADVERBS
        and (not opening or (modifier.endswith("n") and not (_POSSESSED.search(modifier) or _INTO.search(modifier))))
    )
    if named and not _shares(modifier, speaker):
        return False
    known = _kinds(speaker)
    return not known or kind in known


def _one_voice(marks: Sequence[_Mark], speaker: str) -> list[_Mark]:
    """The marks of one speaker: where it is not known, "we" goes before bodies, and bodies that differ cancel one another."""
    if speaker:
        return list(marks)
    if any(mark.first for mark in marks):
        return [mark for mark in marks if mark.first or not mark.by]
    named = {mark.by for mark in marks if mark.by}
    stances = {mark.stance for mark in marks if mark.by and mark.role is _Role.STANCE}
    return [mark for mark in marks if not mark.by] if len(named) > 1 and len(stances) > 1 else list(marks)


def _verdict(marks: Sequence[_Mark], contrasts: Iterable[int]) -> Stance:
    """One stance from the marks of a speaker."""
    stances = [mark for mark in marks if mark.role is _Role.STANCE]
    support = [mark for mark in stances if mark.stance is S]
    against = [mark for mark in stances if mark.stance is O]
    reserved = [mark for mark in stances if mark.stance is R]
    if support and against:
        return _both(support, against)
    if against:
        return Stance.UNCLEAR if reserved else O
    if support:
        weighed = reserved or any(mark.role is not _Role.STANCE for mark in marks)
        return R if weighed or _contrasted(support, contrasts) else S
    if reserved:
        return R
    return N if stances else Stance.UNCLEAR


def _both(support: Sequence[_Mark], against: Sequence[_Mark]) -> Stance:
    """Praise of the goal does not soften a plain no; support with a part left out is a reservation; the rest is not plain."""
    if all(mark.goal for mark in support):
        return O
    return Stance.UNCLEAR


def _contrasted(support: Sequence[_Mark], contrasts: Iterable[int]) -> bool:
    """Whether a "but" follows the support in its sentence."""
    return any(mark.end <= at <= mark.until for mark in support for at in contrasts)


def turns(text: str) -> bool:
    """Whether a sentence turns against what was granted before it: "Se ei kuitenkaan riitä", "Esitetty tapa ei vakuuta"."""
    return _TURN.search(text) is not None


_BESIDE = re.compile(
    r"\b(?:kuitenkin|silti|toisaalta|samalla|dock|däremot|ändå|samtidigt|however|at the same time)\b|^\W*(?:mutta|men|but)\b",
    re.I,
)
_MUST = re.compile(
    r"\b(?:tulee|tulisi|pitäisi|täytyy|tarvitaan|edellyttää|edellyttäisi)\b|\b(?:on|olisi)\s+(?:\w+\s+){0,2}?\w{3,}(?:ttava|ttävä|ava|ävä)\b"
    r"|\bei saa\b|\b(?:on|olisi)\s+(?:[\w-]+\s+){0,4}?liian\b|\b(?:måste|bör|ska|behövs|villkor)\b|\b(?:must|should)\b|\bei\s+(?:\w+\s+){0,3}?voi(?:da)?\b[^.;]*\bennen kuin\b",
    re.I,
)
_COSTS = re.compile(
    r"\bedellyttää\b[^.;]*\b(?:rahoitu|resurss|korvau|määräraho)|\bförutsätter\b[^.;]*(?:finansier|resurs|ersätt)", re.I
)


def reserves(text: str) -> bool:
    """Whether a sentence beside one that supports sets a condition for it: "Samalla on varmistettava …", "Määräaika on kuitenkin
    liian tiukka", "Velvoite edellyttää erillistä rahoitusta"."""
    return bool(_COSTS.search(text) or (_BESIDE.search(text) and _MUST.search(text)))


def mentions(text: str) -> bool:
    """Whether a text has stance words at all, whoever's they are: "liitto vastustaa ehdotusta" has, also in a city's text."""
    plain = (rule for rule in _RULES if rule.role is _Role.STANCE and not rule.free)
    return any(rule.pattern.search(text) for rule in plain) or bool(_NO_COMMENT.search(text))


def together(stances: Iterable[Stance]) -> Stance:
    """One body's stance from those of several sentences on the same matter: what is unclear is left out; support with a condition
    is conditional, a plain no outweighs conditions; support beside opposition is UNCLEAR."""
    held = frozenset(stances)
    if O in held:
        return Stance.UNCLEAR if S in held else O
    return next((stance for stance in (R, S, N) if stance in held), Stance.UNCLEAR)
