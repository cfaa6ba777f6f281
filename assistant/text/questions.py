"""What kind of thing a question asks for, and whether a sentence holds such a thing: rules on words, three languages."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.text.references import DATE, REGISTER_NUMBER
from assistant.types import Language


class Asked(StrEnum):
    """The kind of thing asked for; OTHER where no rule tells."""

    DURATION = "duration"
    AMOUNT = "amount"
    DEADLINE = "deadline"
    DATE = "date"
    TIME = "time"
    WHO = "who"
    DEFINITION = "definition"
    PERMISSION = "permission"
    REASON = "reason"
    CONSEQUENCE = "consequence"
    NUMBER = "number"
    CONTACT = "contact"
    OTHER = "other"


NARROW = frozenset({Asked.DURATION, Asked.AMOUNT, Asked.DEADLINE, Asked.DATE, Asked.NUMBER, Asked.CONTACT})
"""Kinds that one figure, date or line answers."""


def _any(*words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(words) + r")")


# In each language the first rule that matches decides, so narrower kinds come first.
_RULES: dict[Language, tuple[tuple[Asked, re.Pattern[str]], ...]] = {
    Language.FI: (
        (
            Asked.CONTACT,
            _any(r".*(?:\bnimi\b|nimeltään|puhelinnumero|puhelin\b|sähköposti|yhteystiedo|osoite\b|mihin numeroon)"),
        ),
        (Asked.NUMBER, _any(".*(?:asianumero|diaarinumero|rekisterinumero)")),
        (
            Asked.DURATION,
            _any(
                r"kauanko",
                r"(?:kuinka|miten) (?:kauan|pitkä|pian|nopeasti|usein|monta (?:päivää|tuntia|viikkoa|kuukautta|vuotta))",
                r"montako (?:päivää|tuntia|viikkoa|kuukautta|vuotta|kertaa|kuukauden|päivän)",
                r"miss[ä] ajassa",
                r"mink[ä] ajan",
                r"minkä ikäi",
                r"kuinka vanha",
                r".*(?:enimmäiskesto|enimmäisaika|vähimmäisaika|määräaika|kesto|pituus)\b",
            ),
        ),
        (
            Asked.AMOUNT,
            _any(
                r"(?:kuinka|miten) (?:paljon|suur|mon|iso|pien)",
                r"mon(?:enko|elta|eltako|elleko|eenko|essako|estako|esti|enako)",
                r"minkä (?:hintai|kokoi|verran)",
                r"paljonko",
                r"montako",
                r"mikä on .{0,60}(?:määrä|suuruus|osuus|prosentti|hinta|maksu|raja|summa)",
                r"(?:minkä|miten) (?:suuruinen|suuruista|verran)",
                r"mitä .{0,30}maksaa",
            ),
        ),
        (
            Asked.DEADLINE,
            _any(
                r"mihin (?:mennessä|päivään|asti)",
                r"mikä on .{0,40}(?:määräpäivä|määräaika|vastausaika|deadline|dedis)",
            ),
        ),
        (
            Asked.DATE,
            _any(
                r"mi(?:nä|stä|hin|nkä) (?:päivä|vuo(?:nna|desta|teen)|ajankohta)",
                r"mistä (?:lähtien|alkaen)",
                r"mikä on .{0,30}päivämäärä",
                r".*\bvoimaan\b",
                r"milloin .{0,40}(?:päätty[yi]|voima|kokou|käsitel)",
            ),
        ),
        (Asked.TIME, _any(r"milloin", r"koska\b(?=.*\?)")),
        (
            Asked.WHO,
            _any(
                r"ku(?:ka|kaan|ten)\b",
                r"ketkä",
                r"ke(?:nen|ne|lle|llä|ltä|tä|itä|iden|ihin|nelle|neltä|nellä|idän|ille|illä)",
                r"mi(?:kä|nkä|llä|lle) (?:taho|viranomai|toimielin|ministeri|virasto)",
                r"mitkä (?:tahot|viranomaiset)",
            ),
        ),
        (
            Asked.REASON,
            _any(
                r"miksi",
                r"minkä (?:takia|vuoksi)",
                r"mistä syystä",
                r"mihin .{0,40}perustu",
                r"mikä on .{0,60}(?:tavoite|tarkoitus)",
                r"mitä .{0,40}tavoitel",
                r"mikä .{0,30}tarkoituksena",
            ),
        ),
        (
            Asked.CONSEQUENCE,
            _any(
                r"mitä (?:siitä )?(?:seuraa|tapahtuu|aiheutuu|käy)",
                r"mi(?:ten|tä) käy",
                r"mikä on seuraus",
                r"menettääkö",
            ),
        ),
        (
            Asked.DEFINITION,
            _any(
                r"mitä .{0,80}(?:tarkoit|tarkoitetaan)",
                r"mikä (?:on|oli) \S+(?: \S+)?\?",
                r"mitä (?:on|ovat|oikein on) ",
                r"mitä \S+(?: \S+)? (?:on|ovat)\?",
                r"mitkä ovat",
                r"mikä .{0,10}se on",
            ),
        ),
        (
            Asked.PERMISSION,
            _any(
                r"(?:saako|voiko|onko|pitääkö|täytyykö|tarvitseeko|tuleeko)\b",
                r"[^\W\d]+(?:ko|kö)(?:han|hän|s)?\b(?=.*\?)",
            ),
        ),
    ),
    Language.SV: (
        (Asked.CONTACT, _any(r".*(?:\bheter\b|\bnamn\w*|telefonnummer|e-post|kontaktuppgift|\badress)")),
        (Asked.NUMBER, _any(r".*(?:diarienummer|ärendenummer|registernummer)")),
        (
            Asked.DURATION,
            _any(
                r"hur (?:länge|lång|ofta|snabbt|gammal|många (?:dagar|timmar|veckor|månader|år|gånger))",
                r"inom vilken tid",
                r".*(?:maximitid|längd)",
            ),
        ),
        (Asked.AMOUNT, _any(r"hur (?:mycket|många|stor)", r"vad kostar", r".*(?:beloppet|andel)")),
        (
            Asked.DEADLINE,
            _any(r"senast när", r"när .{0,60}(?:går .* ut|svaras|lämnas|senast)", r".*\b(?:deadline|tidsfrist)"),
        ),
        (Asked.DATE, _any(r"(?:till |före |vid )?vilk(?:et datum|en dag|et år)", r"när .{0,60}i kraft")),
        (Asked.TIME, _any(r"när\b", r"före vilk")),
        (Asked.WHO, _any(r"vem\b", r"vems\b", r"vilk(?:a|en) (?:myndighet|instans|aktör)", r"med vem")),
        (Asked.REASON, _any(r"varför", r"av vilken orsak", r"vad är .{0,60}(?:syfte|mål)")),
        (Asked.CONSEQUENCE, _any(r"vad (?:händer|följer|blir)")),
        (Asked.DEFINITION, _any(r"vad (?:avses|betyder|menas|är)", r"vad .{0,60}avses")),
        (Asked.PERMISSION, _any(r"(?:får|kan|måste|är|ska|behöver|har)\b")),
    ),
    Language.EN: (
        (
            Asked.CONTACT,
            _any(
                r".*(?:\bname of the\b|phone number|e-?mail|contact details|\baddress\b)|who is the\b.{0,40}(?:director|manager|mayor|minister)"
            ),
        ),
        (Asked.NUMBER, _any(r".*(?:register number|case number|record number|diary number)")),
        (
            Asked.DURATION,
            _any(
                r"(?:for )?how (?:long|often|soon|old|quickly|many (?:days|hours|weeks|months|years|times))",
                r"within what time",
                r"what is the (?:max\w* |min\w* )?(?:length|duration)",
                r".*maximum (?:length|duration|period)",
            ),
        ),
        (
            Asked.AMOUNT,
            _any(
                r"how (?:much|many|large|big)",
                r"what does .{0,40}cost",
                r"what (?:is|are) the (?:amount|rate|share|sum|fee)",
            ),
        ),
        (
            Asked.DEADLINE,
            _any(r"by (?:when|what|which)", r"until when", r".*\bdeadline\b", r"when .{0,60}\b(?:due|end|ends)\b"),
        ),
        (Asked.DATE, _any(r"(?:on |from )?(?:what|which) (?:date|day|year)", r"when .{0,60}into force")),
        (Asked.TIME, _any(r"when\b")),
        (Asked.WHO, _any(r"who(?:m|se)?\b", r"which (?:authority|body|party|ministry|office)", r"with whom")),
        (Asked.REASON, _any(r"why\b", r"for what reason", r"what is the (?:aim|purpose|goal|objective)")),
        (Asked.CONSEQUENCE, _any(r"what happens", r"what follows", r"what are the consequences")),
        (Asked.DEFINITION, _any(r"what (?:is|are|does .{0,40} mean|is meant)")),
        (Asked.PERMISSION, _any(r"(?:may|can|must|is|are|does|do|should|has|have)\b")),
    ),
}

_NUMBER_WORD = (
    r"(?:yh(?:den|tä|teen|destä)|yksi|kah(?:den|ta|teen)|kaksi|kolm(?:en|e|ea|annen|eksi|essa)|neljä\w*|vii(?:den|si|ttä|deksi|tenä|dessä)"
    r"|kuu(?:den|si|tta|deksi|teen)|seitsem\w*|kahdeksa\w*|yhdeksä\w*|kymmen\w*|sata\w*|sada\w*|tuha\w*|puole\w*|kolmannes\w*)"
)
_QUANTITY = re.compile(rf"(?<!\w)(?:\d[\d.,  ]*\d|\d|{_NUMBER_WORD})(?!\w)", re.IGNORECASE)
_TIME_UNIT = re.compile(
    r"(?<!\w)(?:\w*päiv\w+|\w*arkipäiv\w+|viik\w+|\w*kuukau\w+|\w*vuo(?:si|den|tta|teen|des\w+|tiaa?\w*|tias)|\w*-vuotia\w*|tun(?:ti|nin|tia|teina)|viipymättä|välittömästi|heti|kestää|enintään|\w*vuorokau\w+)(?!\w)",
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?:€|eur(?:o|oa|on|oina)\b|prosent|\b%|markka|mk\b|\bpenni)", re.IGNORECASE)
_CONTACT = re.compile(r"\S@\S|(?:\+358|\b0\d{1,2})[ -]?\d{3}|\b(?:osoite|katu|postilokero|PL) ")
_VIEW = _any(
    r"\w*laus(?:u|unto)\w*",
    r"kanta\w*",
    r"kannat\w*",
    r"mieltä",
    r"sano(?:i|o|nut|taan)\w*",
    r"tote(?:si|aa|ttiin|taan)\w*",
    r"arvio(?:i|iko)\b",
    r"vasta(?:si|a|nnut)\w*",
    r"kommento\w*",
    r"näke(?:e|mys|mykse)\w*",
    r"ehdott?(?:i|aa)\b",
    r"esitt(?:i|ää)\b",
    r"suhtautu\w*",
    r"linja(?:si|a|nnut)\b",
    r"vaati\w*",
    r"katso(?:i|o)\b",
    r"huoli\w*",
    r"utlåtande\w*",
    r"ståndpunkt\w*",
    r"åsikt\w*",
    r"anser",
    r"sade",
    r"said",
    r"says?\b",
    r"opinions?\b",
    r"positions?\b",
    r"views?\b",
    r"stances?\b",
    r"states?\b",
    r"stated\b",
    r"statements?\b",
    r"thinks?\b",
)
_WRITTEN_DATE = re.compile(
    r"\d{1,2}(?:\.| päivänä| päivästä) \w+kuuta(?: \d{4})?|(?:vuonna|vuoden|vuodesta) \d{4}", re.IGNORECASE
)
_DUE = re.compile(
    rf"(?=.*(?:mennessä|viimeistään|pääty|päätty|kuluessa|määräaika|vastausaika|\bennen\b|\bsaakka\b|\basti\b))"
    rf"(?=.*(?:{DATE.pattern}|\w+kuuta\b|(?<!\w){_NUMBER_WORD}(?!\w)|\d+ \w+))",
    re.IGNORECASE | re.DOTALL,
)
_MOMENT = re.compile(
    r"(?:mennessä|viimeistään|päättyy|alkaa|kuluessa|ennen|jälkeen|kun\b|jos\b|viipymättä|alkaen|voimaan|päivänä|päätty)",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"(?:viranomai|kun(?:ta|nan|nalle|tien|nat)\b|kunta\w*yhtym|hyvinvointialue|ministeriö|eläkelaito|kela\b|toimielin|lautakun|hallitus|työnantaj|työnhakij|asiakas|asiakkaa|henkilö|keskus|virasto|toimisto|johtaja|päällikkö|palveluntuottaj|toteuttaja|yhdisty|säätiö|yrity|vanhem|huoltaj|omais|läheis|valtio|työntekij|edustaj|osapuol|lapsi|lapse|nuor)",
    re.IGNORECASE,
)
_DEFINING = re.compile(
    r"(?:tarkoitetaan|tarkoit|käsitt|sisält|kuuluu|kuuluvat|on .{0,40}(?:palvelu|toiminta|suunnitelma|alue|viranomainen)|ovat\b|muodost)",
    re.IGNORECASE,
)
_ALLOWING = re.compile(
    r"(?:\bsaa\b|\bsaavat\b|\bvoi\b|voidaan|voivat|\bon (?:oltava|\w+(?:ttava|tava|ttävä|tävä|nava|ava|ävä))\b|\btulee\b|velvolli|oikeus|oikeutta|edellyt|\bei\b|eikä|\bpitää\b|\bjos\b|suostu)",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"(?:koska|jotta|tarkoitu|tavoite|tavoitteena|syy|perust|edistä|turva|parantaa|vuoksi|varmist|tueksi|selvittää)",
    re.IGNORECASE,
)
_EFFECT = re.compile(
    r"(?:menet|ei ole oikeutta|keskey|lakka|peri|korvau|kuluttua|ajalta|päätty|raukea|evä|irtisano|purka|poist|jos\b|palaut|seura)",
    re.IGNORECASE,
)


_SOON = re.compile(r"viipymättä|välittömästi")

# What a sentence must hold one of, by the kind of thing asked for.
_HELD: dict[Asked, tuple[re.Pattern[str], ...]] = {
    Asked.AMOUNT: (_MONEY, _QUANTITY),
    Asked.DATE: (DATE, _WRITTEN_DATE),
    Asked.DEADLINE: (_DUE,),
    Asked.TIME: (DATE, _MOMENT),
    Asked.WHO: (_ACTOR,),
    Asked.DEFINITION: (_DEFINING,),
    Asked.PERMISSION: (_ALLOWING,),
    Asked.REASON: (_CAUSE,),
    Asked.CONSEQUENCE: (_EFFECT,),
    Asked.NUMBER: (REGISTER_NUMBER,),
    Asked.CONTACT: (_CONTACT,),
}


def asked(question: str, language: Language) -> Asked:
    """The kind of thing the question asks for."""
    low = " ".join(question.casefold().split())
    for kind, rule in _RULES[language]:
        if rule.search(low):
            return kind
    return Asked.OTHER


def asks_view(question: str) -> bool:
    """Whether the words are those of asking what somebody said or thinks."""
    return _VIEW.search(question.casefold()) is not None


# A unit named in the question, in any of the three languages, and how Finnish writes it.
_PAID = r"(?:€|eur(?:o|oa|on|oina)\b|prosent|\d ?%|markka|\bmk\b)"
_UNITS = tuple(
    (_any(asked_as), re.compile(finnish, re.IGNORECASE))
    for asked_as, finnish in (
        (r"(?:paljonko|kuinka paljon|mitä)\b.*\b(?:maks\w+|saa rahaa|korvataan)", _PAID),
        (r"hur mycket\b.*\b(?:betal\w+|kosta\w+|ersätt\w+)|how much\b.*\b(?:paid|pay|cost\w*|compensat\w+)", _PAID),
        (r"tun(?:ti|nin|teina)\w*|timm(?:e|ar)\w*|hours?\b", r"(?<!\w)tun(?:ti|nin|teina)"),
        (r"prosen\w*|procent\w*|per ?cent\w*", r"prosent|\d ?%"),
        (r"eur(?:o|oa|oina|on)\b|euro\w*|€", r"eur(?:o|oa|on|oina)\b|€"),
        (r"kuukau\w+|månad\w*|months?\b", r"kuukau"),
        (r"viikko\w*|viikon\b|vecko\w*|vecka\w*|weeks?\b", r"viik"),
        (
            r"vuo(?:tta|den|tena|tias)\w*|(?![ms]ikä)\w*ikä\w*|vanha\b|år\b|ålder\w*|gammal|years?\b|age\b|old\b",
            r"vuo(?:si|den|tta|teen|tias|tiaa)|täyttä",
        ),
        (r"päivä\w*(?<!päivässä)(?<!päivältä)|dagar\w*|days?\b(?<!per day)", r"päiv"),
    )
)


def unit_asked(question: str) -> re.Pattern[str] | None:
    """What a sentence must hold where the question names the unit of its answer; None where it names none."""
    low = question.casefold()
    for named, written in _UNITS:
        if named.search(low):
            return written
    return None


def money_asked(question: str) -> bool:
    """Whether the question names money or a percentage as what it asks for."""
    unit = unit_asked(question)
    return unit is not None and unit.search("9 euroa, 50 prosenttia") is not None


def holds(kind: Asked, sentence: str) -> bool:
    """Whether a Finnish sentence holds the kind of thing asked for; any sentence does for OTHER."""
    if kind is Asked.DURATION:
        soon = _SOON.search(sentence) is not None
        return soon or (_QUANTITY.search(sentence) is not None and _TIME_UNIT.search(sentence) is not None)
    return kind is Asked.OTHER or any(rule.search(sentence) for rule in _HELD[kind])
