"""The words that take a stance in Finnish, Swedish and English statements: each pattern with the stance it tells.

Whose words they are, and what negation and conditions around them do, is read in `stances`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from assistant.statement import Stance

S, R, O, N = Stance.SUPPORTS, Stance.SUPPORTS_WITH_RESERVATIONS, Stance.OPPOSES, Stance.NO_COMMENT  # noqa: E741 (the table below reads by them)


class Role(Enum):
    """What a stance word does in its sentence."""

    STANCE = "stance"
    CONDITION = "condition"  # weighs only beside support
    REQUEST = "request"  # a change asked for: weighs only beside support


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`pattern` finds the words; `positive` is their stance, `negative` theirs when negated (None: then they say nothing).

    `about`: the clause must speak of a proposal. `free`: the words have no subject of their own (passive, "X is justified").
    `weak`: words that also grant a point ("the aim is good"), which give way to a plain yes or no beside them.
    `keeps`: the words themselves ask for what is now in force, or for dropping the proposal.
    """

    pattern: re.Pattern[str]
    positive: Stance
    negative: Stance | None = None
    role: Role = Role.STANCE
    about: bool = False
    free: bool = False
    weak: bool = False
    keeps: bool = False


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
    role: Role = Role.STANCE,
    about: bool = False,
    free: bool = False,
    weak: bool = False,
    keeps: bool = False,
) -> Rule:
    return Rule(
        pattern=re.compile(pattern, re.IGNORECASE),
        positive=positive,
        negative=negative,
        role=role,
        about=about,
        free=free,
        weak=weak,
        keeps=keeps,
    )


RULES = (
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
    _rule(r"\b(?:esit(?:ämme|än|tää)|ehdot(?:amme|an|taa))\b", R, role=Role.REQUEST),
    _rule(
        r"\bedellyttäen,? ett(?:ä|ei)\b|\bsillä (?:edellytyksellä|ehdolla),? ett(?:ä|ei)\b|\b(?:tietyin |eräin )?(?:varauksin|varaumin)\b|\bkunhan\b"
        r"|\bsillä varauksella\b|\b(?:yhdellä|kahdella|kolmella|parilla|muutamalla|tietyillä|eräillä|seuraavilla|tietyin|eräin|seuraavin)\s+"
        r"(?:ehdolla|ehdoilla|varauksella|varauksilla|ehdoin|edellytyksin)\b"
        r"|\b(?:vain|ainoastaan),? (?:jos|siinä tapauksessa|silloin)\b|\b(?:vasta|sitten),? kun\b|(?<!heti),\s+(?P<when>kun)\b|\b(?:ehtona|edellytyksenä) on\b"
        r"|\bseuraavin (?:muutoksin|täsmennyksin)\b|\b(?:muutettuna|täydennettynä|tarkennettuna)\b|\bpääosin\b|\bosittain\b|\bperiaatteessa\b|\blähtökohtaisesti\b|\blukuun ottamatta\b",
        R,
        role=Role.CONDITION,
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
        role=Role.CONDITION,
        free=True,
    ),
    _rule(r"\brajattuna\b", R, role=Role.CONDITION, free=True),
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
    _rule(r"\bföreslår\b", R, role=Role.REQUEST),
    _rule(
        r"\bunder (?:den )?förutsättning(?:en)? att\b|\bmed (?:vissa )?förbehåll\b|\bförutsatt att\b|\bpå villkor att\b|\b(?:bara|endast) om\b|\bifall\b|\bså länge\b|\bförst när\b|,\s+om\b|\btill största delen\b",
        R,
        role=Role.CONDITION,
        free=True,
    ),
    # English
    _rule(r"\b(?:supports?|endorses?|agrees? with)\b", S, O, about=True),
    _rule(r"\bwelcomes?\b|\b(?:is|are|am) in favou?r of\b", S, about=True),
    _rule(r"\b(?:opposes?|objects? to|rejects?)\b", O),
    _rule(rf"\b(?:considers?|finds?)\b[^.;?!,]{{0,160}}?\b{_GOOD_EN}\b", S, O, about=True),
    _rule(rf"\b(?:considers?|finds?)\b[^.;?!,]{{0,160}}?\b{_BAD_EN}\b", O, about=True),
    _rule(rf"\b(?:is|are) (?:\w+ )?{_GOOD_EN}\b", S, O, about=True, free=True, weak=True),
    _rule(r"\bproposes?\b|\bsuggests?\b", R, role=Role.REQUEST),
    _rule(
        r"\bprovided that\b|\bon (?:the )?condition that\b|\bsubject to\b|\bonly if\b|\bwith (?:some )?reservations\b",
        R,
        role=Role.CONDITION,
        free=True,
    ),
)
"""In no order: of words that begin at the same place the shortest count."""
NO_COMMENT = re.compile(
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
"""Words by which a body says that it has nothing to say or takes no stance."""
