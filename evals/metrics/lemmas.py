"""The forms in which a word of a nugget may stand in a text: lemmas of Finnish and Swedish, and parts of compounds.

Lemmas come from the word lists of simplemma. A list knows "korvattavaksi" only as a form of "korvattava": forms of a verb that have
become words of their own are led back to the verb through its passive or its third person plural, which the list knows.
"""

from __future__ import annotations

import re
from functools import lru_cache

import simplemma

from assistant.text.finnish import words
from assistant.text.numerals import WORDS

_LANGUAGES = ("fi", "sv")
# Without Finnish "en" and "et": they are articles in Swedish and hardly met in statements.
_NEGATIONS = {
    **dict.fromkeys(
        "ei emme ette eivät eikä enkä etkä emmekä ettekä eivätkä ettei etten ettet ettemme ettette etteivät ellei elleivät jollei "
        "jolleivät jottei jotteivät inte ej icke inget ingen inga not never no cannot".split(),
        "ei",
    ),
    **dict.fromkeys("ilman utan without".split(), "ilman"),
}
NEGATIVE = frozenset(_NEGATIONS.values())
"""The lemmas of negation."""
# Passive present by the ending of the passive participle: korvattava korvataan, saatava saadaan, kuultava kuullaan.
_PASSIVES = (
    (re.compile(r"tt[aä]v[aä]$"), "t"),
    (re.compile(r"(?<=l)t[aä]v[aä]$"), "l"),
    (re.compile(r"(?<=n)t[aä]v[aä]$"), "n"),
    (re.compile(r"(?<=r)t[aä]v[aä]$"), "r"),
    (re.compile(r"(?<=s)t[aä]v[aä]$"), "t"),
    (re.compile(r"(?<=[aeiouyäöh])t[aä]v[aä]$"), "d"),
    (re.compile(r"tt[uy]$"), "t"),
)
_ACTIVE = re.compile(r"(?:minen|v[aä])$")
_THIRD = re.compile(r"(?:aa|ää)$")  # "korvaa" is "korvata", which the list takes for "korva"
_SHORTEST = 4
"""Letters from which a word may be a part of a compound; of three only where the other part is a word of the list."""
_SHORT_TAILS = frozenset("työ apu maa tie aja".split())
# Endings that make another word and are words of the list by chance; "työtön" is no kind of "työ".
_DERIVED = re.compile(r"(?:[aä]m?inen|i?nen|[lk]?s?ellinen|llinen|minen|t[oö]n|uus|yys|eus)$")
# Endings of cases by which a word that no list knows is still told: "lähityöpalvelusta".
_ENDING = re.compile(
    r"(?:n|t|[aä]|t[aä]|ss[aä]|st[aä]|ll[aä]|lt[aä]|lle|ksi|n[aä]|[aeiouyäö]n|j?en|ien|i?den|i?tten|j[aä]|it[aä]|ill[aä]|ille|ilt[aä]|iss[aä]|ist[aä]|ihin|en|er|erna|arna|s)"
    r"(?:ns[aä]|mme|nne)?(?:kin|k[aä][aä]n)?$"
)
# "epäoikeudenmukainen" holds "oikeudenmukainen" but says its opposite.
_OPPOSITE = ("epä", "ei-", "o", "icke")


@lru_cache(maxsize=65536)
def negation(word: str) -> str:
    """The lemma of a word of negation ("ei" or "ilman"), empty for every other."""
    return _NEGATIONS.get(word, "")


@lru_cache(maxsize=65536)
def forms(word: str) -> frozenset[str]:
    """What a word of a text may be called by, in lower case: itself, its lemmas, its verb, its number."""
    if negation(word):
        return frozenset({word, negation(word)})
    found = {word}
    if word in WORDS:
        found.add(str(WORDS[word]))
    for language in _LANGUAGES:
        found.add(_lemma(word, language))
    if word.endswith("sti"):  # an adverb is its adjective: "täysimääräisesti" is "täysimääräinen"
        found.add(_lemma(f"{word[:-3]}n", "fi"))
    for lemma in tuple(found):
        found.update(_verbs(lemma))
    return frozenset(found)


def _lemma(word: str, language: str) -> str:
    return simplemma.lemmatize(word, lang=language).casefold()


def _verbs(lemma: str) -> set[str]:
    """Verbs that a participle or a noun of doing is made from."""
    tried = [
        f"{pattern.sub('', lemma)}{consonant}{vowels}"
        for pattern, consonant in _PASSIVES
        if pattern.search(lemma)
        for vowels in ("aan", "ään")
    ]
    if _ACTIVE.search(lemma) or _THIRD.search(lemma):
        stem = _ACTIVE.sub("", lemma)
        tried += [f"{stem}{ending}" for ending in ("vat", "vät", "n", "mme", "isi")]
    read = ((form, _lemma(form, "fi")) for form in tried if simplemma.is_known(form, lang="fi"))
    return {verb for form, verb in read if verb != form and re.search(r"[aä]$", verb) and len(verb) > 3}


@lru_cache(maxsize=65536)
def parts(lemma: str) -> frozenset[str]:
    """The lemmas of the parts that a compound ends or begins with."""
    found: set[str] = set()
    for at in range(3, len(lemma) - 2):
        head, tail = lemma[:at].rstrip("-"), lemma[at:]
        if head in _OPPOSITE or not tail[0].isalpha():
            continue
        tail_known, head_known = _known(tail), _known(head)
        if (len(tail) >= _SHORTEST and len(head) >= _SHORTEST) or head_known or tail in _SHORT_TAILS:
            found.update({tail, *(_lemma(tail, language) for language in _LANGUAGES if tail_known)})
        if tail_known and (len(tail) >= _SHORTEST or tail in _SHORT_TAILS) and not _DERIVED.match(tail):
            found.update({head, *(_lemma(head, language) for language in _LANGUAGES)})
            found.add(head.removesuffix("s"))
    return frozenset(found)


@lru_cache(maxsize=65536)
def _known(word: str) -> bool:
    return len(word) >= 3 and any(simplemma.is_known(word, lang=language) for language in _LANGUAGES)


@lru_cache(maxsize=65536)
def matches(wanted: str, word: str) -> bool:
    """Whether a word of a text is a form of the wanted one, or a compound that begins or ends with it; both in lower case.

    A word of negation matches just itself, and numbers match in digits or in words.
    """
    if negation(wanted) or negation(word):
        return negation(wanted) == negation(word)
    named = {wanted, *(_lemma(wanted, language) for language in _LANGUAGES)} | (
        {str(WORDS[wanted])} if wanted in WORDS else set()
    )
    have = forms(word)
    if named & have:
        return True
    if len(wanted) > _SHORTEST and word.startswith(wanted) and _ENDING.match(word[len(wanted) :]):
        return True
    if len(wanted) < 3 or any(char.isdigit() for char in wanted):
        return False
    return any(named & parts(form) for form in have if len(form) >= 6)


def words_of(text: str) -> list[str]:
    """Words of a text in lower case; parts joined by a hyphen count by themselves too."""
    out: list[str] = []
    for word in words(text):
        out.append(word)
        if "-" in word:
            out.extend(part for part in word.split("-") if len(part) > 1)
    return out
