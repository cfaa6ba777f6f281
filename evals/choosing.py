"""Which samples of some sets a run asks: a split, and of that a small sample that is the same everywhere."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence

from assistant.errors import UsageError
from evals.types import EvalSet, Sample, Split

Asked = tuple[EvalSet, Sample]


def chosen(sets: Sequence[EvalSet], splits: Iterable[Split], n: int | None = None) -> tuple[Asked, ...]:
    """The samples of the splits in the sets' order; with `n`, so many, each set, kind and answerability by its share.

    A sample that says another in other words brings that one along. Raises UsageError where two sets have a sample of one id,
    or nothing is left to ask.
    """
    wanted = frozenset(splits)
    every = [(held, sample) for held in sets for sample in held.samples]
    by_id: dict[str, Asked] = {}
    for held, sample in every:
        if sample.id in by_id:
            raise UsageError("eval_id_in_two_sets", id=sample.id, first=by_id[sample.id][0].name, second=held.name)
        by_id[sample.id] = (held, sample)
    asked = [(held, sample) for held, sample in every if sample.split in wanted]
    if n is not None:
        asked = sampled(asked, n)
    if not asked:
        raise UsageError("eval_nothing_to_ask", splits=", ".join(sorted(wanted)))
    ids = {sample.id for _, sample in asked}
    ids |= {sample.pair for _, sample in asked if sample.pair in by_id}
    return tuple((held, sample) for held, sample in every if sample.id in ids)


def sampled(asked: Sequence[Asked], n: int) -> list[Asked]:
    """A part that is the same everywhere: the first `n` when every group's samples, in the order of their hashes, are laid evenly along one line."""
    groups: dict[tuple[object, ...], list[Asked]] = defaultdict(list)
    for held, sample in asked:
        groups[held.name, sample.kind, sample.answerable].append((held, sample))
    line = []
    for group in groups.values():
        ordered = sorted(group, key=lambda one: _hash(one[1]))
        line += [((k + 0.5) / len(ordered), _hash(one[1]), one) for k, one in enumerate(ordered)]
    return [one for _, _, one in sorted(line, key=lambda row: row[:2])[:n]]


def _hash(sample: Sample) -> str:
    return hashlib.sha256(sample.id.encode()).hexdigest()
