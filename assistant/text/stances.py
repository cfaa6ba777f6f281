"""Where a sentence of a statement stands: rules on the wording of Finnish, Swedish and English statements.

Only plain words count. Whose words they are is decided by the nearest body named before the verb (or right after it); what
a ministry, a memo or another body is told to think is not the speaker's. In doubt the answer is UNCLEAR: taking support for
opposition, or the other way round, would be worse than not knowing. No model, no morphology: forms are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from assistant.statement import Stance
from assistant.text.bodies import ADVERBS, WORD, Body, bare, bodies_in, is_own, shares
from assistant.text.finnish import sentences
from assistant.text.stance_words import NO_COMMENT, RULES, N, O, R, Role, Rule, S

LONGEST = 1_500
"""Characters of a sentence that is read: what is longer is no sentence (a table, a broken file)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Stance words that count as the speaker's. `by` is the body they are told of, empty for "we" and for nobody named."""

    start: int
    end: int
    stance: Stance
    role: Role
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
_BOUND = re.compile(r"[,;:()–—]\s*|\s(?=(?:mutta|vaan|ja|sekä|och|samt|men|utan|and|but)\s)", re.IGNORECASE)
_QUOTATION = re.compile(r"[”“\"][^”“\"]+[”\"]")

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
_IT = frozenset("se hän den det it".split())
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
        not _STATES.match(found["who"]) and not shares(found["who"], speaker) for found in _ANOTHERS.finditer(text)
    )


@lru_cache(maxsize=8192)
def plainly(text: str, *, speaker: str = "", about: bool = False) -> bool:
    """Whether a text takes its stance in plain words ("kannattaa", "ei pidä perusteltuna"), not only by praise or blame that
    may grant a point on the way ("tavoite on hyvä")."""
    marks, _ = _read(text, speaker, about=about)
    return any(mark.role is Role.STANCE and not mark.weak and not mark.goal for mark in _one_voice(marks, speaker))


def words_of(text: str, *, speaker: str = "") -> tuple[tuple[int, int, Stance], ...]:
    """The speaker's stance words with their places, in order: each by itself, so a condition is SUPPORTS_WITH_RESERVATIONS even
    where the whole is not. A change merely asked for ("esittää, että …") is no stance."""
    marks, _ = _read(text, speaker)
    return tuple(
        (mark.start, mark.end, mark.stance)
        for mark in sorted(marks, key=lambda m: m.start)
        if mark.role is not Role.REQUEST
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
    def bodies(self) -> list[Body]:
        """The bodies the sentence names, looked for only where a stance word is."""
        return bodies_in(self.text, self.speaker)

    def marks(self) -> list[_Mark]:
        """The speaker's marks, of those that begin at the same word the shortest."""
        found: dict[int, _Mark] = {}
        for rule in RULES:
            for m in rule.pattern.finditer(self.text):
                mark = self._mark(rule, m)
                if mark and (mark.start not in found or mark.end < found[mark.start].end):
                    found[mark.start] = mark
        return [*found.values(), *self._no_comment()]

    def _mark(self, rule: Rule, m: re.Match[str]) -> _Mark | None:
        if any(a < m.start() < b for a, b in self.quoted):
            return None
        clause, after = self._clause(m)
        if rule.role is Role.CONDITION:
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

    def _made(self, m: re.Match[str], rule: Rule, stance: Stance, *, by: str, first: bool, goal: bool) -> _Mark:
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

    def _stance(self, rule: Rule, m: re.Match[str], clause: str, after: str) -> Stance | None:
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

    def _voice(self, rule: Rule, m: re.Match[str]) -> tuple[str, bool] | None:
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
        return None if is_own(giver, "", self.speaker, opening=False) is False else (bare(giver), False)

    def _subject(self, clause: int, start: int, end: int) -> Body | None:
        named = [body for body in self.bodies if body.case == "nominative"]
        inside = [body for body in named if clause <= body.start < start]
        if inside:
            return inside[-1]
        head = [word.casefold() for word in WORD.findall(self.text[clause:start])]
        earlier = [body for body in named if body.start < clause]
        told = [word for word in head if word not in ADVERBS]
        if earlier and (not told or told[-1] in _IT):
            return earlier[-1]
        following = list(WORD.finditer(self.text, end))
        for word in following[:4]:
            for body in named:
                if body.start == word.start():
                    return body
            if word.group().casefold() not in ADVERBS and not word.group()[0].isupper():
                break
        return None

    def _no_comment(self) -> Iterator[_Mark]:
        for m in NO_COMMENT.finditer(self.text):
            start = max(bound for bound in self.bounds if bound <= m.start())
            others = [body for body in self.bodies if body.start < m.end()]
            if _ELSE.search(self.text, start, m.end()) or (others and others[-1].own is False):
                continue
            by = others[-1].name if others else ""
            yield _Mark(start=m.start(), end=m.end(), stance=N, role=Role.STANCE, by=by, goal=False, first=False)


def _follows(after: str) -> bool:
    """Whether a negation may stand after the verb, as in Swedish: "understöder inte"."""
    return bool(re.match(r"\s+(?:\w+\s+)?(?:inte|ej|icke)\b", after))


def _one_voice(marks: Sequence[_Mark], speaker: str) -> list[_Mark]:
    """The marks of one speaker: where it is not known, "we" goes before bodies, and bodies that differ cancel one another."""
    if speaker:
        return list(marks)
    if any(mark.first for mark in marks):
        return [mark for mark in marks if mark.first or not mark.by]
    named = {mark.by for mark in marks if mark.by}
    stances = {mark.stance for mark in marks if mark.by and mark.role is Role.STANCE}
    return [mark for mark in marks if not mark.by] if len(named) > 1 and len(stances) > 1 else list(marks)


def _verdict(marks: Sequence[_Mark], contrasts: Iterable[int]) -> Stance:
    """One stance from the marks of a speaker."""
    stances = [mark for mark in marks if mark.role is Role.STANCE]
    support = [mark for mark in stances if mark.stance is S]
    against = [mark for mark in stances if mark.stance is O]
    reserved = [mark for mark in stances if mark.stance is R]
    if support and against:
        return _both(support, against)
    if against:
        return Stance.UNCLEAR if reserved else O
    if support:
        weighed = reserved or any(mark.role is not Role.STANCE for mark in marks)
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
    plain = (rule for rule in RULES if rule.role is Role.STANCE and not rule.free)
    return any(rule.pattern.search(text) for rule in plain) or bool(NO_COMMENT.search(text))


def together(stances: Iterable[Stance]) -> Stance:
    """One body's stance from those of several sentences on the same matter: what is unclear is left out; support with a condition
    is conditional, a plain no outweighs conditions; support beside opposition is UNCLEAR."""
    held = frozenset(stances)
    if O in held:
        return Stance.UNCLEAR if S in held else O
    return next((stance for stance in (R, S, N) if stance in held), Stance.UNCLEAR)
