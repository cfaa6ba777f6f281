"""The product on one screen: what happens to a question, from asking to an answer whose every sentence shows its source.

    understand   a question that stands alone, its language, its parts; where the settings say so, restated by the model,
                 or asked back when it is too open
    retrieve     passages found by words and by meaning, and the sentences in them
    write        sentences from that evidence alone, each with its quotes: the sources' own words, or a model's
    check        quotes, numbers, names and negations of each sentence stand in the quotes

The walk of a draft, from the memo's proposals to a statement, is in `drafting.py`.
Importing this does nothing; `composition.py` makes the one `Assistant` from the settings.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library.library import Library
from assistant.library.search import Query
from assistant.ports import ChatModel, OnProgress, Usage, Writer
from assistant.settings import Settings
from assistant.steps.answer import Part, clarify, conclude
from assistant.steps.check import check
from assistant.steps.restate import Restated, restate
from assistant.steps.retrieve import retrieve
from assistant.steps.understand import parts, understand
from assistant.text.finnish import language_of
from assistant.text.terms import in_finnish
from assistant.trace import Clock
from assistant.types import (
    Added,
    Answer,
    Case,
    Claim,
    Document,
    Filter,
    Finding,
    Hit,
    Kind,
    Language,
    LibraryStatus,
    Question,
    Turn,
)
from assistant.writers.model import letting_go
from assistant.writers.scoring import Models

if TYPE_CHECKING:
    from assistant.drafting import Drafting


RESTATING = 0.25
"""The share of an answer's time that restating its question may take."""


class Assistant:
    """Everything a page, a script or an evaluation asks for. Raises LausuntoError, and nothing else on purpose."""

    def __init__(
        self,
        *,
        settings: Settings,
        library: Library,
        writer: Writer,
        case: Case | None,
        drafting: Callable[[], Drafting],
        restating: ChatModel | None = None,
        models: Models | None = None,
    ) -> None:
        self.settings = settings
        self.library = library
        self.case = case
        self._writer = writer
        self._models = models
        self._restating = restating
        self._open_drafting = drafting
        self._drafting: Drafting | None = None

    @property
    def drafting(self) -> Drafting:
        """Everything about proposals, sections and the statement; opened when it is first asked for."""
        if self._drafting is None:
            self._drafting = self._open_drafting()
        return self._drafting

    # Asking

    def ask(
        self,
        question: str,
        *,
        conversation: Sequence[Turn] = (),
        language: Language | None = None,
        where: Filter | None = None,
    ) -> Answer:
        """The answer to a question, over the library or the part of it that `where` admits."""
        for told in self.stream(question, conversation=conversation, language=language, where=where):
            if isinstance(told, Answer):
                return told
        raise AssertionError("a stream ends with its answer")

    def stream(
        self,
        question: str,
        *,
        conversation: Sequence[Turn] = (),
        language: Language | None = None,
        where: Filter | None = None,
    ) -> Iterator[Claim | Answer]:
        """The answer's sentences, each as soon as it is checked, and the whole answer last."""
        clock = Clock()
        understood = understand(question, conversation, language, longest=self.settings.max_question)
        clock.mark("understand")
        if self._restating is not None:
            restated = self._restated(self._restating, understood, conversation, clock)
            if restated.offers:
                asked_back = clarify(understood, restated.offers, clock.steps)
                yield from asked_back.claims
                yield asked_back
                return
            understood = restated.question
        found: list[Part] = []
        remarks: list[Finding] = []
        questions = parts(understood)
        for part in questions:
            evidence = retrieve(self.library, part, where or Filter(), self._models)
            clock.mark("retrieve")
            told = tuple(claim for earlier in found for claim in earlier.claims)
            claims: list[Claim] = []
            answered = counted = False
            with letting_go(self._writer.answer(evidence, told, len(questions))) as writing:
                for said in writing:
                    match said:
                        case Usage():
                            counted = True
                            clock.wrote([said] if said.tokens else [], model=said.model, prompt=said.prompt)
                        case Finding():
                            remarks.append(said)
                        case Claim() if not check(said, len(told) + len(claims)):
                            answered = answered or bool(said.quotes)
                            if said not in told:
                                claims.append(said)
                                yield said
            if not counted:
                clock.wrote([], model=self._writer.name, prompt=self._writer.prompt(part.language))
            found.append(Part(question=part, evidence=evidence, claims=tuple(claims), answered=answered))
        ending, answer = conclude(understood, found, clock.steps, remarks)
        yield from ending
        yield answer

    def _restated(self, chat: ChatModel, question: Question, conversation: Sequence[Turn], clock: Clock) -> Restated:
        """The question as the model words it, within a share of the answer's time."""
        until = time.monotonic() + self.settings.chat_timeout * RESTATING
        told = restate(chat, question, conversation, longest=self.settings.max_question, until=until)
        for call in told.calls:
            clock.mark("restate", model=call.model, prompt=call.prompt, tokens=call.tokens)
        return told

    def suggestions(self, language: Language) -> tuple[str, ...]:
        """Four questions to begin with, made from the case's own material."""
        from assistant.text.wording import say

        return tuple(say(f"suggestion.{name}", language) for name in ("proposals", "trial", "deadline", "why"))

    # The library

    def add(
        self,
        paths: Sequence[Path],
        *,
        kind: Kind | None = None,
        body: str | None = None,
        date: dt.date | None = None,
        url: str | None = None,
        language: Language | None = None,
        uploaded: bool = False,
        on_progress: OnProgress | None = None,
    ) -> list[Added]:
        """Reads files and folders into the library; what is given of a source wins over what it says of itself."""
        facts = {
            "kind": kind.value if kind else "",
            "body": body or "",
            "date": date.isoformat() if date else "",
            "url": url or "",
            "language": language.value if language else "",
        }
        return self.library.add(paths, facts=facts, uploaded=uploaded, on_progress=on_progress)

    def remove(self, ids: Iterable[str]) -> list[str]:
        """Takes documents out of everything."""
        return self.library.remove(ids)

    def rebuild(self, on_progress: OnProgress | None = None) -> LibraryStatus:
        """Makes the index anew beside the old one and swaps."""
        self.library.rebuild(on_progress)
        return self.library.status()

    def documents(self) -> list[tuple[Document, int]]:
        """Every document without its text, with the number of its passages."""
        return self.library.documents()

    def document(self, id: str) -> Document:
        """One document whole."""
        return self.library.document(id)

    def status(self) -> LibraryStatus:
        """What the library holds, and whether its index is sound."""
        return self.library.status()

    def search(self, query: str, *, k: int = 10, where: Filter | None = None) -> list[Hit]:
        """The search alone: the passages that a question would find."""
        spoken = language_of(query[: self.settings.max_question])
        also = in_finnish(query, spoken)
        return list(self.library.search.search(Query(text=query, also=also, language=spoken), k, where))

    def close(self) -> None:
        """Lets go of every file."""
        if self._drafting is not None:
            self._drafting.close()
        self.library.close()


__all__ = ["Assistant", "Question"]
