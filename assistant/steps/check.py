"""Check: what code can say of a sentence and its quotes, without a model."""

from __future__ import annotations

from assistant.text.quotes import tidy, verbatim
from assistant.types import Claim, Finding, Origin, Severity


def check(claim: Claim, index: int) -> tuple[Finding, ...]:
    """Findings about one sentence: the words that a QUOTED sentence shows in quotation marks must stand in its quotes."""
    if claim.origin is not Origin.QUOTED:
        return ()
    return tuple(
        Finding(
            check="quote_shown",
            severity=Severity.ERROR,
            message="quote_not_shown",
            values={"quote": tidy(quote.text)[:80]},
            claim=index,
        )
        for quote in claim.quotes
        if not verbatim(tidy(quote.text), tidy(claim.text))
    )
