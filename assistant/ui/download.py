"""One file to hand in, as the browser fetches it. What stands in the way is said in plain words, with a status that says so too."""

from __future__ import annotations

from starlette.responses import Response

from assistant.errors import LausuntoError, RefusedError, UsageError
from assistant.export.blocks import Format, What
from assistant.types import Language
from assistant.ui.product import Product
from assistant.ui.talk import fault

MEDIA = {
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.ODT: "application/vnd.oasis.opendocument.text",
    Format.PDF: "application/pdf",
    Format.MD: "text/markdown",
    Format.TXT: "text/plain",
    Format.JSON: "application/json",
}
_OFFICE = frozenset({"office_missing", "office_failed"})


def status(error: Exception) -> int:
    """409 where a check refuses, 503 where LibreOffice is not there or did not do it, 400 for a wrong call, else 500."""
    if isinstance(error, RefusedError):
        return 409
    if isinstance(error, UsageError):
        return 400
    return 503 if isinstance(error, LausuntoError) and error.code in _OFFICE else 500


def handed(product: Product, what: What, form: Format, *, text: Language, marks: bool, language: Language) -> Response:
    """The file as an attachment, or the reason in `language` as plain text. The log names who last gave a name."""
    try:
        drafting = product.drafting
        by = drafting.workspace.note("last_by") or ""
        made = drafting.export(what, form, language=text, marks=marks, by=by)
    except Exception as error:  # noqa: BLE001 - told to the user, logged by `fault`
        return Response(fault(error, language), status_code=status(error), media_type="text/plain")
    # The name holds ASCII letters, digits, points and hyphens alone.
    headers = {"content-disposition": f'attachment; filename="{made.name}"'}
    return Response(made.content, media_type=MEDIA[form], headers=headers)
