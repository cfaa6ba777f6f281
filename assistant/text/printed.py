"""What is printed in a memo: labels and numbers of proposals and questions, what a heading says of its chapter, the
statutes and sections a text names, and a title for a text that has none.

Only the look of words is judged here, one heading or paragraph at a time; where they stand is the business of
`outline.py`, and which of them are proposals that of `steps/proposals.py`. Nothing is made up: every number and
every reference is a slice of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from assistant.text.finnish import sentences

TITLE_LENGTH = 120
"""Characters of a title that is made of a sentence."""

# Words that are printed before a proposal's number. Bills, budgets and decisions are proposals of another kind.
_OTHER_KIND = r"(?!laki|talousarvio|budjetti|päätös|pykälä|vasta|lag|budget|besluts|mot)"
_PROPOSAL = rf"{_OTHER_KIND}(?:[^\W\d_]*-?ehdotus|[^\W\d_]*-?förslag|(?:development )?proposal|recommendation)"
_RECOMMENDATION = r"(?:[^\W\d_]*suositus|rekommendation)"
_QUESTION = r"(?:kysymys|fråga|question)"
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3}){0,3}[a-z]?|[IVX]{1,5}|[A-ZÅÄÖ])(?![\w/%])(?!\.\d)"
# What ends a label with a number: a colon (not one of an ending, "3:n"), a full stop or a bracket, a dash between
# spaces, the end of the line or cell, or a word that begins a title. "Ehdotus 3 koskee" is a mention.
_MARK = r"(?:\s*:(?=\s|$)|[.)](?=\s+[A-ZÅÄÖ\d”“\"«(]|\s*$)|\s+[–—-](?=\s)|\s*[–—](?=\s)|\s*\|)\s*|\s*(?:\n|$)|\s+(?=[A-ZÅÄÖ])"
_NUMBERED = re.compile(rf"(?P<word>(?i:{_PROPOSAL}))\s+(?:(?:nro|nr|n:o|no)\.?\s*)?(?P<number>{_NUMBER})(?:{_MARK})")
_ASKED = re.compile(rf"(?P<word>(?i:{_QUESTION}))\s+(?:(?:nro|nr|n:o|no)\.?\s*)?(?P<number>{_NUMBER})(?:{_MARK})")
_RECOMMENDED = re.compile(
    rf"(?P<word>(?i:{_RECOMMENDATION}))\s+(?:(?:nro|nr|n:o|no)\.?\s*)?(?P<number>{_NUMBER})(?:{_MARK})"
)
_UNNUMBERED = re.compile(
    rf"(?P<word>(?i:{_PROPOSAL}))(?P<number>)(?:\s*:(?=\s|$)\s*|\s+[–—](?=\s)\s*|\.(?=\s+[A-ZÅÄÖ]|\s*$)\s*|\s*$)"
)
_HEADING_NUMBER = re.compile(
    r"(?:(?:luku|kapitel|chapter)\s+)?(?P<number>\d{1,3}(?:\.\d{1,3}){0,4})(?P<mark>[.):]?)\s+(?=[^\W\d_]|[”“\"«(\d])"
    r"|(?P<letter>[IVX]{1,5}|[A-Z])(?P<dot>[.)])\s+(?=\S)",
    re.IGNORECASE,
)
_ITEM_NUMBER = re.compile(r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,3}|[a-zåäö])(?P<mark>[.)])\s+(?=\S)")
_INLINE = re.compile(r"(?:(?<=^)|(?<=[\s(]))(?P<number>\d{1,2}|[a-zåäö])\)\s+(?=\S)")
_SENTENCE_END = re.compile(r"[.!?:;][”\"»)\]]*\s+$")


_LABELLED = re.compile(rf"{_PROPOSAL}|{_RECOMMENDATION}|{_QUESTION}", re.IGNORECASE)


def may_label(text: str) -> bool:
    """Whether a text holds a word that labels are made of: quick, to pass over the others."""
    return _LABELLED.search(text) is not None


class Label(StrEnum):
    """What a label is before."""

    PROPOSAL = "proposal"
    RECOMMENDATION = "recommendation"  # a proposal where a memo has no others
    QUESTION = "question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A label or a number in a text: its words, its number as printed ("" where none is), where it begins and where what
    it labels begins."""

    word: str
    number: str
    start: int
    rest: int


def label(text: str, at: int, end: int, *, kind: Label = Label.PROPOSAL, bare: bool = True) -> Printed | None:
    """The label that stands at `at`: "Ehdotus 2.1: …", or with `bare` one without a number too, "Ehdotus: …"."""
    if not text[at : at + 1].isupper():
        return None
    proposed = (_NUMBERED, _UNNUMBERED) if bare else (_NUMBERED,)
    patterns = {Label.QUESTION: (_ASKED,), Label.RECOMMENDATION: (_RECOMMENDED,)}.get(kind, proposed)
    for pattern in patterns:
        found = pattern.match(text, at, end)
        if found:
            return Printed(word=found["word"].casefold(), number=found["number"], start=at, rest=found.end())
    return None


def heading_number(text: str, at: int, end: int) -> Printed | None:
    """The number a heading begins with: "5.3 Kokeilu", "II. Kokeilu". `word` is the mark printed after it."""
    found = _HEADING_NUMBER.match(text, at, end)
    if not found:
        return None
    number, mark = (found["number"], found["mark"]) if found["number"] else (found["letter"], found["dot"])
    return Printed(word=mark, number=number, start=at, rest=found.end())


def item_number(text: str, at: int, end: int) -> Printed | None:
    """The number or letter a list item begins with, with its bracket: "3", "a)". `word` is the mark printed after it."""
    found = _ITEM_NUMBER.match(text, at, end)
    if not found:
        return None
    closed = found["mark"] == ")"
    return Printed(word=found["mark"], number=found["number"] + (")" if closed else ""), start=at, rest=found.end())


def enumerated(text: str, start: int, end: int) -> tuple[Printed, ...]:
    """The items of a list inside running text, "1) … 2) …" or "a) … b) …": from the first on, none left out."""
    found = list(_INLINE.finditer(text, start, end))
    for first in ("1", "a"):
        run: list[Printed] = []
        for match in found:
            if match["number"] == _after(run[-1].number.rstrip(")") if run else "", first):
                number = match["number"] + ")"
                run.append(Printed(word=")", number=number, start=match.start(), rest=match.end()))
        if len(run) > 1:
            return tuple(run)
    return ()


def _after(number: str, first: str) -> str:
    """The number or letter that comes after another."""
    if not number:
        return first
    return str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)


def starts(text: str, start: int, end: int) -> list[int]:
    """Where a label may stand in a paragraph: at its beginning, and where a line or a sentence begins after a finished one."""
    places = [start]
    for gap in re.finditer(r"\s+(?=[A-ZÅÄÖ])", text[start:end]):
        before = text[max(start, start + gap.start() - 4) : start + gap.start()] + " "
        if _SENTENCE_END.search(before) or ("\n" in gap[0] and len(before) > 1):
            places.append(start + gap.end())
    return places


# What a heading says of its chapter -----------------------------------------------------------------------------------


class Chapter(StrEnum):
    """What a heading says of what stands under it."""

    PROPOSALS = "proposals"
    MEASURES = "measures"  # recommendations and measures: proposals where a memo has no others
    QUESTIONS = "questions"
    SUMMARY = "summary"  # repeats what stands elsewhere
    OTHERS = "others"  # proposals made by others, or before
    CONTENTS = "contents"
    ABOUT = "about"  # effects, background, conclusions: about proposals, and none of them
    PLAIN = "plain"


_PLURAL = rf"\b{_OTHER_KIND}(?:[^\W\d_]*-)*[^\W\d_]*ehdotukset\b"
_OWNERS = (
    r"muiden(?: \w+)?|toisten|sidosryhmien|lausunnonantajien|lausunnon antajien|kuultujen|osallistujien|vastaajien"
    r"|haastateltujen|haastateltavien|järjestöjen|kuntien|puolueiden|työpajojen|kyselyn|komission|kansalaisten|asiakkaiden"
)
# Read from the top: the first that fits holds. Finnish tells by its cases: a chapter that holds proposals names them in the
# nominative plural ("Ehdotukset …"), one about them in another ("Ehdotusten vaikutukset", "Palaute ehdotuksista").
_CHAPTERS: tuple[tuple[Chapter, str], ...] = (
    (Chapter.CONTENTS, r"^(?:sisällys(?:luettelo)?|innehåll(?:sförteckning)?|(?:table of )?contents)$"),
    (
        Chapter.SUMMARY,
        r"^(?:tiivistelmä|yhteenveto|keskeiset havainnot|kooste\b|koonti|luettelo|referat|sammanfattning|sammandrag|summary|abstract"
        r"|executive summary)|\b(?:yhteenveto|tiivistetysti|lyhyesti|taulukkona|pähkinänkuoressa|koottuna|i korthet|i sammandrag)\b",
    ),
    (
        Chapter.OTHERS,
        rf"\b(?:aiem|aikaisem|edellis|entis|hyläty|hylätt|toteutun|toteutetu|vanha)\w*\s(?:.*\s)?\w*-?ehdotu"
        r"|\b(?:toteutun|toteutetu|tehdy|päättyne|hyläty|hylätt)\w*\s(?:\w+\s)?(?:toimet|toimenpiteet|vaihtoehdot|keinot)\b|^mitä ei ehdoteta\b"
        r"|\b\w*(?:liiton|järjestön|yhdistyksen|seuran|säätiön|förbundets|föreningens)\s(?:\w+(?:t|tut|tyt|neet)\s)?\w*-?(?:ehdotu|förslag)"
        r"|\b(?:aiem|aikaisem)(?:min|paa)\s(?:on\s)?(?:ehdote|esite|suosite)\w+|\b(?:ehdotettu|esitetty)\s(?:aiemmin|aikaisemmin)\b"
        r"|\btidigare\s(?:har\s|har det\s)?(?:föreslag\w+|föreslogs)|\b(?:previously|earlier) proposed\b"
        rf"|\b(?:{_OWNERS})\s(?:\w+(?:t|tut|tyt|neet)\s)?\w*-?ehdotu"
        rf"|\b\w+(?:issa|issä|ssa|ssä|lla|llä)\s(?:esitetyt|tehdyt|annetut|saadut)\s\w*-?ehdotu|\bvuo(?:den|sien)\s\d{{4}}\S*\s\w*-?ehdotu"
        r"|\b(?:tidigare|remissinstansernas|andras?|aktörer(?:na)?s|intressenternas|avvisade|kommissionens)\s(?:\w+s\s)?\w*förslag"
        r"|\b(?:previous|earlier|stakeholders?'?|others'?|rejected)\s(?:\w+\s)?proposals",
    ),
    (
        Chapter.PROPOSALS,
        rf"{_PLURAL}|^mitä\s(?:nyt\s|muistiossa\s)?(?:ehdotetaan|esitetään)$|^vad (?:som )?föreslås$|\behdote(?:tut|ttavat)\s(?:\w+\s)?(?:toimenpiteet|toimet|muutokset|uudistukset|ratkaisut)\b"
        r"|\b(?:toimenpide|kehittämis)-?esitykset\b"
        rf"|^(?!.*\b(?:av|om|till|för|inför|kring|över)\s(?:de\s|dessa\s)?\w*förslag)(?:\w+\s){{0,2}}{_OTHER_KIND}(?:\w*-)*\w*förslag(?:en)?\b"
        r"|^(?:(?!of |on )\w+\s){0,2}proposals\b",
    ),
    (
        Chapter.MEASURES,
        r"\b(?:\w*suositukset|(?:kehittämis|jatko)?toimenpiteet|kehittämistoimet|kehittämiskohteet|kehittämistarpeet|rekommendationer|åtgärder"
        r"|recommendations|measures)\b",
    ),
    (
        Chapter.QUESTIONS,
        r"^(?:lausunto|kysely|palaute)?lomake$|^kysely$|^frågeformulär(?:et)?$|^questionnaire$|(?:^|\s)(?:lausunto|lomakkeen |lausuntopyynnön )?kysymykset\b|(?:^|\s)frågor(?:na)?\b|(?:^|\s)questions\b",
    ),
    (
        Chapter.ABOUT,
        rf"^{_OTHER_KIND}\w*-?ehdotu(?:sten|ksen|ksista|ksiin|ksia|ksissa)\b|\b(?:lausuntopalau|kuulemispalau|remissrespons)"
        r"|^(?:\w+\s)?vaikutu(?:kset|sten|sarvio)|^(?:\w+\s)?konsekvens|^konsekvens|^(?:liit(?:e|teet)|bilag(?:a|or)|annex)\b"
        r"|förslagens\b|\b(?:av|om)\s(?:de\s)?\w*förslagen\b|\b(?:effects?|impacts?) of\b",
    ),
)
_CHAPTER_PATTERNS = tuple((chapter, re.compile(pattern, re.IGNORECASE)) for chapter, pattern in _CHAPTERS)
_BARE = re.compile(
    r"(?:kehittämis|toimenpide-|muutos)?ehdotukset|(?:utvecklings|åtgärds)?förslag(?:en)?|(?:development )?proposals",
    re.I,
)
# Headings and lead-ins that a chapter's parts have whatever it is about.
_PARTS = frozenset(
    """aikataulu aikatauluehdotus arvio arviointi asian tausta faktat huom huomio huomioita huomautus johdanto johtopäätökset johtopäätös
    jatkotoimet jatkotyö jatkovalmistelu jatko keinot kustannukset kustannusarvio kustannusvaikutukset lisätiedot lähteet lähtökohdat lähtökohta
    lähtökohtia lopuksi menetelmät nykytila nykytilanne nykytilan-kuvaus perustelu perustelut perusteet rahoitus rajaukset resurssit riskit seuranta
    seuraavat-vaiheet soveltamisala sääntely säännökset säädösperusta säädösmuutokset säädöstarpeet tarve tausta taustaa tavoite tavoitteet
    tiedolla-johtaminen toimeenpano toteutus toteuttaminen toteutustapa vaihtoehdot vaikutukset vaikutusarviointi vaikutusten-arviointi valmistelu
    vastuut vastuutaho vastuutahot voimaantulo yleistä yleiset-periaatteet käsitteet määritelmät valmistelun-kulku jäsenet ehdotus ehdotuksen-sisältö
    bakgrund inledning motivering nuläge nuläget syfte mål tidsplan konsekvenser finansiering uppföljning genomförande slutsatser allmänt kostnader
    beredning källor utgångspunkter förslaget verkställighet ansvar
    introduction background rationale conclusions costs timetable funding monitoring implementation references general effects aims""".split()
)
_JOINTS = re.compile(r"\s*(?:,|/|\bja\b|\bsekä\b|\boch\b|\bsamt\b|\band\b)\s*", re.IGNORECASE)


def chapter(title: str) -> Chapter:
    """What a heading says of what stands under it, from its words without number."""
    bare = title.strip().rstrip(":.").strip()
    for kind, pattern in _CHAPTER_PATTERNS:
        if pattern.search(bare):
            return kind
    return Chapter.ABOUT if is_part(bare) else Chapter.PLAIN


def is_bare(title: str) -> bool:
    """Whether a heading says "Ehdotukset" and no more."""
    return _BARE.fullmatch(title.strip().rstrip(":.").strip()) is not None


def is_part(title: str) -> bool:
    """Whether a heading or a lead-in names a part that any text may have ("Perustelut", "Tausta ja tavoitteet")."""
    words = title.casefold().strip().rstrip(":.–— ").strip()
    return bool(words) and all("-".join(part.split()) in _PARTS for part in _JOINTS.split(words) if part)


# What tells of another paper ---------------------------------------------------------------------------------------------

_PAPER = (
    r"(?:[^\W\d_]*-?(?:muistio|selvity|raport|mietintö|mietinnö|ohjelma|strategi|lausun|kannanot|kannano|esity|arvio|valmistelu|käsittely)"
    r"|[^\W\d_]*(?:promemoria|utredning|rapport|betänkande|program|strategi|utlåtande|yttrande|beredning)"
    r"|(?:memo|memorandum|report|statement|review|strategy|programme))\w*"
)
_BEFORE = (
    r"(?:(?:aiem|aikaisem|edelli|entis|edeltän|viimeks)\w*|tidigare|föregående|förra|previous|earlier|former)"
    r"|(?:vuo(?:den|nna)|av år|från(?: år)?|år|of|from)\s(?:19|20)\d\d"
)
_EARLIER = re.compile(
    rf"\b(?:{_BEFORE})\s(?:\w+\s){{0,2}}{_PAPER}\b|\b{_PAPER}\s(?:(?:från|of|from|vuodelta)\s)?(?:19|20)\d\d\b"
    r"|^[^\W\d_][\w-]*n\s(?:lausunto|kannanotto)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:esitettiin|ehdotettiin|suositeltiin|esitti(?:vät)?|ehdotti(?:vat)?|suositteli(?:vat)?|lausui(?:vat)?|totesi(?:vat)?|sisälsi(?:vät)?|antoi(?:vat)?|annettiin"
    r"|föreslogs?|framfördes?|rekommenderades?|yttrade|konstaterade|innehöll|proposed|suggested|stated|recommended)\b",
    re.IGNORECASE,
)
# Chapters that tell how things are and came to be.
_BACKGROUND = frozenset(
    """asian-tausta faktat johdanto lähtökohdat lähtökohta lähtökohtia nykytila nykytilanne nykytilan-kuvaus tausta taustaa valmistelu
    valmistelun-kulku bakgrund inledning nuläge nuläget beredning utgångspunkter introduction background""".split()
)


def is_of_earlier(title: str) -> bool:
    """Whether a heading names another paper, before this one or somebody's own: "Vuoden 2029 muistio", "Kuntaliiton lausunto"."""
    return _EARLIER.search(one_line(title)) is not None


def is_background(title: str) -> bool:
    """Whether a heading names a part that tells how things are and came to be ("Tausta", "Nykytila")."""
    words = title.casefold().strip().rstrip(":.–— ").strip()
    return bool(words) and all("-".join(part.split()) in _BACKGROUND for part in _JOINTS.split(words) if part)


def leads_to_told(text: str) -> bool:
    """Whether words before a label tell that what follows was proposed before: "Muistiossa esitettiin seuraavaa:"."""
    last = text[max(text.rfind(". ", 0, len(text.rstrip()) - 1), text.rfind("\n\n")) + 1 :]
    signs = (_TOLD.search(last), _EARLIER.search(last), last.rstrip().endswith(":"))
    return sum(map(bool, signs)) > 1


def within_quotation(text: str, start: int, at: int) -> bool:
    """Whether a place lies between quotation marks that were opened after `start`."""
    before = text[start:at]
    return (
        before.count("”") % 2 != before.count("“") % 2
        or before.count("«") > before.count("»")
        or before.count('"') % 2 == 1
    )


# A paper that says that it proposes nothing: "Muistiossa ei tehdä kehittämisehdotuksia." What is said of one thing alone
# ("ei tehdä ehdotuksia rahoituksesta") or of bills ("lakiehdotuksia") is no such word.
_THIS_PAPER = r"(?:tässä\s)?(?:tausta|arvio|kuulemis)?-?(?:muistio|selvity|raport)\w*"
_NONE = r"(?:(?:kehittämis|toimenpide-?|uudistus|muutos)?ehdotuksia)(?=\s*[.,;]|\seikä\b)"
_PROPOSES_NOTHING = re.compile(
    rf"\b{_THIS_PAPER}\s(?:ei|eikä)\s(?:tehdä|esitetä|anneta|sisällä|sisälly)\s(?:\w+\s)?{_NONE}"
    rf"|\bei\s(?:tee|esitä|tehdä|esitetä|anna)\s{_THIS_PAPER}\s(?:\w+\s)?{_NONE}"
    r"|\bi denna (?:bakgrunds)?(?:promemoria|utredning|rapport) (?:läggs|framförs|ges|görs|framläggs) inga (?:utvecklings|åtgärds)?förslag(?=\s*[.,;]|\s(?:fram\b|och\b))"
    r"|\b(?:promemorian|utredningen|rapporten) innehåller inga (?:utvecklings|åtgärds)?förslag(?=\s*[.,;])"
    r"|\bthis (?:memo|memorandum|report|paper) (?:makes|contains) no (?:development )?proposals\b",
    re.IGNORECASE,
)


def proposes_nothing(text: str) -> bool:
    """Whether a paper says of itself that it makes no proposals."""
    return _PROPOSES_NOTHING.search(" ".join(text.split())) is not None


# What a question of a form asks for when it asks for no stance: who answers, and whatever else there may be to say.
_NO_STANCE = re.compile(
    r"^onko (?:vastaus|lausunto)\b.*\b(?:käsitelty|hyväksytty)\b|^har (?:svaret|utlåtandet) behandlats\b"
    r"|^(?:kuinka (?:monta|paljon|moni|usein)|montako|paljonko|hur (?:många|mycket|ofta)|how (?:many|much|often))\b"
    r"|\b(?:vastaajan|lausunnonantajan|vastaavan)\s(?:\w+\s)?(?:nimi|organisaatio|taho|yhteystiedot|tiedot)\b"
    r"|^(?:(?:vastaaja|lausunnonantaja|organisaatio|yhteystie|yhteyshenkilö|allekirjoit|taustatie|perustie)\w*|nimi|sähköposti\w*)\b"
    r"|^(?:mitä|mikä|mihin|keitä|ketä|kenen)\b.{0,30}\b(?:taho|organisaatio|ryhm|tahoa)\w*\s?.{0,20}\b(?:edust|vasta|kuulu)\w+"
    r"|\b(?:muuta|muita)\s(?:\w+\s)?(?:lausuttavaa|kommentoitavaa|huomioita|huomautettavaa|sanottavaa|kommentteja|näkökohtia|terveisiä)|^muut?\s(?:huomio|kommen|näkökoh|lausuttava)\w*"
    r"|\b(?:lausua|sanoa|kommentoida|tuoda esiin|nostaa esiin)\s(?:\w+\s)?(?:muuta|muita)|^(?:vapaa sana|vapaamuotoi\w+)"
    r"|^(?:uppgiftslämnare|kontaktuppgifter|respondentens|svararens|namn\b)|^vilken (?:aktör|organisation|instans) (?:företräder|representerar)"
    r"|\b(?:andra|övriga) (?:synpunkter|kommentarer|iakttagelser)|^övrigt\b"
    r"|^(?:name|contact details|respondent)\b|\b(?:any )?other comments\b",
    re.IGNORECASE,
)


_SHOULD = re.compile(r"\b(?:tulisi|pitäisi|kannata|puolla|hyväksy|bör\b|borde\b|should\b)", re.IGNORECASE)


def asks_no_stance(title: str) -> bool:
    """Whether a question of a form asks who answers or for other remarks, and so for no stance on anything."""
    return _NO_STANCE.search(one_line(title)) is not None and not _SHOULD.search(title)


# References ------------------------------------------------------------------------------------------------------------

_SECTION = r"\d{1,4}(?:\s?[a-z](?![a-z]))?"
_REFERENCE = re.compile(
    # "54–60 §", "3 ja 4 §", "2, 5 ja 7 a §"; documents of Parliament and the Government are no statutes, nor are registers.
    rf"(?<![\d.,/])(?P<sections>{_SECTION}(?:(?:\s?[–-]\s?|,\s|\s(?:ja|tai|sekä|och|eller|and|or)\s){_SECTION})*\s?§)"
    r"|(?P<eu>\((?:EU|EY|ETY|EG)\)\s?(?:N:o|nr|No)?\s?\d{1,4}/\d{1,4})"
    r"|(?<![\w./-])(?<!HE )(?<!RP )(?<!EV )(?<!VNS )(?<!VNT )(?<!RSv )(?<!VM )(?<!VL )(?<!U )(?<!LA )(?<!KAA )(?<!VN )(?<!EK )(?<!HEL )"
    r"(?P<statute>\d{1,4}/(?:1[6-9]|20)\d\d)(?![\w/.-]*\d)"
)
_DOCUMENT = re.compile(r"\b[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4}\s$")


def references(text: str) -> tuple[str, ...]:
    """The statutes ("380/2023") and sections ("54–60 §") that a text names, as printed, in order and without repeats."""
    found: dict[str, str] = {}
    for match in _REFERENCE.finditer(text):
        if match["statute"] and _DOCUMENT.search(text[max(0, match.start() - 7) : match.start()]):
            continue
        printed = " ".join(match[0].split("\n"))
        found.setdefault("".join(printed.split()).replace("-", "–"), printed)
    return tuple(found.values())


# Titles ----------------------------------------------------------------------------------------------------------------

_CLAUSE = re.compile(r"[,;:](?=\s)")
_COLON = re.compile(r"(?P<title>[A-ZÅÄÖ][^.:;!?|]{2,78}?)(?::|\s[–—])\s+(?=\S)")


def one_line(text: str) -> str:
    """Words with one space between them; no-break spaces stay."""
    return " ".join(part for part in re.split(r"[ \n]+", text) if part)


def colon_title(text: str) -> str:
    """The words before a colon or a dash where they read as a title ("Kokeilun kesto: …"), else ""."""
    found = _COLON.match(text)
    return one_line(found["title"]) if found and len(found["title"].split()) <= 8 else ""


def sentence_title(text: str) -> str:
    """The first sentence as a title: without its full stop, cut between clauses or words where it is long."""
    first = next(iter(sentences(text)), None)
    words = one_line(text[first.start : first.end] if first else text).rstrip(" .:;,|")
    if len(words) <= TITLE_LENGTH:
        return words
    clauses = [mark.start() for mark in _CLAUSE.finditer(words, TITLE_LENGTH // 3, TITLE_LENGTH)]
    end = clauses[-1] if clauses else words.rfind(" ", 0, TITLE_LENGTH)
    return f"{words[: end if end > 0 else TITLE_LENGTH].rstrip(' ,;:')}…"


def comparable(text: str) -> str:
    """Letters and figures alone, without regard to case: titles are compared so."""
    return "".join(sign for sign in text.casefold() if sign.isalnum())
