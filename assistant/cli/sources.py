"""Commands over the sources: serve, add, remove, status, rebuild, search, ask."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant import jsonform
from assistant.cli.shared import (
    Data,
    Json,
    app,
    bar,
    day,
    language_told,
    opened,
    out,
    outcome_message,
    print_json,
    question_lines,
    show,
    tell,
    with_bar,
    write_text,
)
from assistant.errors import UsageError
from assistant.text.wording import explain, say
from assistant.types import AddState, Answer, Filter, Kind, Language


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to serve at.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to serve at.")] = None,
    data: Data = None,
) -> None:
    """Serves the page."""
    with opened(data, host=host, port=port) as assistant:
        from assistant.ui.server import serve as serve_page

        serve_page(assistant, assistant.settings.host, assistant.settings.port)


@app.command()
def add(
    paths: list[Path],
    kind: Annotated[Kind | None, typer.Option(help="What sort of source it is.")] = None,
    body: Annotated[str | None, typer.Option(help="Whose it is.")] = None,
    date: Annotated[str | None, typer.Option(help="Its day, 2026-02-18.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the original.")] = None,
    language: Annotated[Language | None, typer.Option(help="Its language.")] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """Reads files or folders into the library."""
    when = day(date)
    with opened(data) as assistant:
        done = assistant.add(paths, kind=kind, body=body, date=when, url=url, language=language, on_progress=bar())
        for outcome in done:
            if outcome.state is AddState.FAILED:
                tell(outcome_message(outcome))
        if as_json:
            print_json({"documents": [jsonform.added(outcome, outcome_message(outcome)) for outcome in done]})
        else:
            for outcome in done:
                show(f"{say(f'cli.{outcome.state}', language_told())}: {outcome.name} ({outcome.passages})")
    if any(outcome.state is AddState.FAILED for outcome in done):
        raise typer.Exit(1)


@app.command()
def remove(ids: list[str], as_json: Json = False, data: Data = None) -> None:
    """Takes documents out of the library."""
    with opened(data) as assistant:
        removed = assistant.remove(ids)
    out(as_json, {"removed": removed}, "\n".join(removed))


@app.command()
def status(
    documents: Annotated[bool, typer.Option("--documents", help="List every document with its id.")] = False,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """What is in the library, and whether its index is sound."""
    with opened(data) as assistant:
        held = jsonform.status(assistant.status(), assistant.settings.chat_model)
        rows = [jsonform.document(d, n) for d, n in assistant.documents()] if documents else []
    lines = [f"{name}: {value}" for name, value in held.items()]
    lines += [f"{row['id'][:12]}  {row['external_id']}  {row['title']}" for row in rows]
    out(as_json, held | ({"list": rows} if documents else {}), "\n".join(lines))


@app.command()
def rebuild(as_json: Json = False, data: Data = None) -> None:
    """Makes the index anew beside the old one and swaps."""
    with opened(data) as assistant:
        held = jsonform.status(assistant.rebuild(bar()), assistant.settings.chat_model)
    out(as_json, held, "\n".join(f"{name}: {value}" for name, value in held.items()))


@app.command()
def search(
    query: Annotated[str | None, typer.Argument(help="What to look for.")] = None,
    k: Annotated[int, typer.Option("-k", min=1, max=1_000, help="How many.")] = 10,
    kind: Annotated[Kind | None, typer.Option(help="Only this sort of source.")] = None,
    queries: Annotated[Path | None, typer.Option(help="A JSONL file of queries.")] = None,
    run: Annotated[Path | None, typer.Option(help="The TREC run to write.")] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """The search alone, for one query or a file of them."""
    where = Filter(kinds=frozenset({kind}) if kind else frozenset())
    if queries is not None and run is not None:
        with opened(data) as assistant:
            out(True, _run(assistant, queries, run, k, where), "")
        return
    if queries is not None or run is not None:
        raise UsageError("usage", reason=say("usage.pair", language_told(), first="--queries", second="--run"))
    if not (query or "").strip():
        raise UsageError("empty_question")
    with opened(data) as assistant:
        hits = assistant.search(query or "", k=k, where=where)
    told = {"hits": [jsonform.hit(hit, rank) for rank, hit in enumerate(hits, start=1)]}
    lines = (
        f"{h['rank']}. {h['title']} {h['page'] or ''}\n   {' '.join(h['text'].split())[:160]}" for h in told["hits"]
    )
    out(as_json, told, "\n".join(lines))


def _run(assistant: Any, queries: Path, run: Path, k: int, where: Filter) -> dict[str, Any]:
    """Writes a TREC run: a line a document, its best passage counting once."""
    rows = question_lines(queries)
    start = time.monotonic()
    lines: list[str] = []
    for name, text in with_bar(rows):
        best: dict[str, float] = {}
        for hit in assistant.search(text, k=min(k * 4, 1_000), where=where):
            best.setdefault(hit.passage.document.external_id, hit.score)
        ranked = list(best.items())[:k]
        lines += [
            f"{_column(name)} Q0 {_column(doc)} {n} {score:.6f} lausunto"
            for n, (doc, score) in enumerate(ranked, start=1)
        ]
    seconds = time.monotonic() - start
    write_text(run, "".join(f"{line}\n" for line in lines))
    each = round(1_000 * seconds / max(len(rows), 1), 2)
    return {"queries": len(rows), "seconds": round(seconds, 3), "ms_per_query": each}


def _column(name: str) -> str:
    """A name as one column: a run's columns are parted by white space, which a file's name may hold."""
    return "_".join(name.split()) or "_"


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question.")] = None,
    questions: Annotated[Path | None, typer.Option(help="A JSONL file of questions.")] = None,
    answers: Annotated[Path | None, typer.Option(help="The JSONL file of answers to write.")] = None,
    model: Annotated[str | None, typer.Option(help="Who writes: extractive, or provider:model.")] = None,
    language: Annotated[
        Language | None, typer.Option(help="Language of the answer where the question does not tell.")
    ] = None,
    as_json: Json = False,
    data: Data = None,
) -> None:
    """One answer, or a file of them."""
    if questions is not None and answers is not None:
        with opened(data, chat_model=model) as assistant:
            rows = question_lines(questions)
            start = time.monotonic()
            told = []
            for name, text in with_bar(rows):
                told.append(json.dumps({"id": name, **_one(assistant, text, language)}, ensure_ascii=False))
            write_text(answers, "".join(f"{line}\n" for line in told))
            out(True, {"questions": len(rows), "seconds": round(time.monotonic() - start, 3)}, "")
        return
    if questions is not None or answers is not None:
        raise UsageError("usage", reason=say("usage.pair", language_told(), first="--questions", second="--answers"))
    if not (question or "").strip():
        raise UsageError("empty_question")
    with opened(data, chat_model=model) as assistant:
        answer = assistant.ask(question or "", language=language)
    out(as_json, jsonform.answer(answer), _readable(answer))


def _one(assistant: Any, text: str, language: Language | None) -> dict[str, Any]:
    """One answer of a batch; a question that cannot be asked tells why, and the batch goes on."""
    try:
        return jsonform.answer(assistant.ask(text, language=language))
    except UsageError as fault:
        return {
            "status": "out_of_scope",
            "language": language_told(),
            "claims": [],
            "findings": [],
            "trace": [],
            "error": explain(fault, language_told()),
        }


def _readable(answer: Answer) -> str:
    from assistant.text.numbering import number, number_of

    sources = number(answer.claims)
    lines = []
    for claim in answer.claims:
        marks = "".join(f" [{n}]" for n in dict.fromkeys(number_of(quote, sources) for quote in claim.quotes))
        lines.append(claim.text + marks)
    lines += ["", *(f"[{s.n}] {s.document.title}{' · ' + s.heading[-1] if s.heading else ''}" for s in sources)]
    lines += [f"– {passage.document.title}" for passage in answer.nearest]
    return "\n".join(lines).rstrip()
