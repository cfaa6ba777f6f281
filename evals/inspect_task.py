"""The sets as a task of inspect_ai, for those who keep their evaluations there: our samples, the product as the solver, our metrics as
scorers. Optional: `pip install lausuntoapuri[inspect]`.

    inspect eval evals/inspect_task.py -T sets=facts,numbers --model none/none

No model is called unless the settings of the product name one. inspect_ai weighs every question alike; where a metric of ours is a
ratio over sentences or quotes, its figure differs from that of `lausunto eval`, which is the one that gates look at.
"""

from __future__ import annotations

import atexit
import tempfile
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, TypeVar

from assistant.pipeline import Assistant
from assistant.settings import Settings
from evals import libraries, reading, records
from evals.answering import respond
from evals.choosing import Asked, chosen
from evals.metrics import METRICS, Kind, Material, Metric
from evals.run import with_pairs
from evals.types import CaseKind, EvalSet, Response, Sample, Split

MEANS = tuple(one for one in METRICS if one.measure and one.bounded and one.kind is not Kind.MACRO)
"""Metrics of which a mean over questions tells something: no quantiles of seconds, nothing that takes more than one answer."""

F = TypeVar("F", bound=Callable[..., Any])


def task(function: F) -> F:
    """Stands in for the mark by which inspect_ai finds a task, where inspect_ai is not installed."""
    return function


with suppress(ImportError):
    from inspect_ai import task  # type: ignore[no-redef]


@task
def lausuntoapuri(sets: str | list[str] = "facts", split: str = "test", sample: int | None = None) -> Any:
    """The samples of some sets, by their names with commas between, put to the product. Raises UsageError and InvalidSetError."""
    from inspect_ai import Task
    from inspect_ai.dataset import MemoryDataset
    from inspect_ai.dataset import Sample as Case

    asked = chosen(with_pairs([reading.read(name) for name in _names(sets)]), (Split(split),), sample)
    cases = [Case(**fields(sample, held.name)) for held, sample in asked]
    held = tuple(one for _, one in asked)
    return Task(
        dataset=MemoryDataset(cases, name=", ".join(_names(sets))),
        solver=solver(asked),
        scorer=[scorer(one) for one in MEANS if any(one.applies(sample) for sample in held)],
    )


def _names(sets: str | Sequence[str]) -> list[str]:
    """The command line of inspect_ai gives one name as a text, several as a list."""
    told = sets.split(",") if isinstance(sets, str) else sets
    return [name.strip() for name in told if name.strip()]


# There and back ---------------------------------------------------------------------------------------------------------


def fields(sample: Sample, name: str) -> dict[str, Any]:
    """What a sample of a set is to inspect_ai: id, input, target, and all that it is measured by as metadata."""
    row = records.sample_row(sample)
    return {**row, "metadata": {**row["metadata"], "set": name}}


def sample_of(case: dict[str, Any]) -> Sample:
    """The sample that such fields tell, as it was. Raises FieldError."""
    about = {key: value for key, value in case["metadata"].items() if key not in ("set", "response")}
    return records.sample(records.Fields({**case, "metadata": about}))


def shares(metrics: Iterable[Metric], sample: Sample, response: Response) -> dict[str, float]:
    """Each metric on one sample that it applies to and has something to say of, as a share."""
    given = {} if response.error else {sample.id: response}
    values = (value for one in metrics for value in one.values((sample,), given, Material()))
    return {value.metric: value.share for value in values}


# The product ------------------------------------------------------------------------------------------------------------


class _Product:
    """The product over the libraries of the sets, each opened once, and drafts on a copy of theirs."""

    def __init__(self) -> None:
        self._settings = Settings()
        self._open: dict[tuple[Path, bool], Assistant] = {}
        self._stack = ExitStack()
        atexit.register(self._stack.close)

    def answer(self, held: EvalSet, sample: Sample) -> Response:
        """What it gives for a sample. Raises LausuntoError where the library cannot be opened."""
        drafts = sample.kind is CaseKind.DRAFT
        key = (libraries.library_folder(held, self._settings), drafts)
        if key not in self._open:
            self._open[key] = self._stack.enter_context(self._opened(held, drafts=drafts))
        return respond(self._open[key], sample, held)

    def _opened(self, held: EvalSet, *, drafts: bool) -> Any:
        if not drafts:
            return libraries.opened(held, self._settings)
        scratch = self._stack.enter_context(tempfile.TemporaryDirectory())
        return libraries.copied(held, self._settings, Path(scratch))


def solver(asked: Sequence[Asked]) -> Any:
    """The solver: the product is asked, and its whole response is kept beside its words."""
    from inspect_ai.model import ModelOutput
    from inspect_ai.solver import solver as registered

    product = _Product()
    by_id = {sample.id: (held, sample) for held, sample in asked}

    def make() -> Any:
        async def solve(state: Any, _generate: Any) -> Any:
            response = product.answer(*by_id[str(state.sample_id)])
            state.output = ModelOutput.from_content("lausuntoapuri", response.text)
            state.metadata["response"] = records.response_row(response, "")
            return state

        return solve

    return registered(name="lausuntoapuri")(make)()


def scorer(metric: Metric) -> Any:
    """A metric of ours as a scorer: its value on the sample, and no score where it does not apply."""
    from inspect_ai.scorer import Score, mean, stderr
    from inspect_ai.scorer import scorer as registered

    def make() -> Any:
        async def score(state: Any, target: Any) -> Any:
            case = {
                "id": str(state.sample_id),
                "input": state.input_text,
                "target": list(target),
                "metadata": state.metadata,
            }
            response = records.response(records.Fields(state.metadata["response"]))
            value = shares((metric,), sample_of(case), response).get(metric.name, float("nan"))
            return Score(value=value, answer=response.text, explanation=metric.reference)

        return score

    return registered(metrics=[mean(), stderr()], name=metric.name)(make)()
