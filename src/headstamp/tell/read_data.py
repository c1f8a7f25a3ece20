"""What was read, for other tools: JSON with everything, and one flat row a statement. Harmless to open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, fields

from headstamp.core.document import Document
from headstamp.core.finding import Finding, canonical_json
from headstamp.core.statement import Statement
from headstamp.core.text import safe_cell
from headstamp.reason.evaluate.read_gold import write_gold
from headstamp.tell.data import table
from headstamp.tell.read_model import ReadView, StatementLine

COLUMNS = tuple(field.name for field in fields(StatementLine))


def read_json(
    view: ReadView, statements: Sequence[Statement], documents: Sequence[Document] = (), findings: Sequence[Finding] = ()
) -> str:
    """`{"profile", "documents", "statements", "flows", "conflicts", "left", "aside", "spans", "findings"}`; `spans` are the
    statements with the code points and words of every slot, and the boxes (page, left, top, right, bottom in points) of the lines
    that each touches, for the team alone; `findings` answer what was asked. Equal input gives equal bytes."""
    shelf = {document.id: document for document in documents}
    mine = statements if view.profile == "confidential" else ()
    spans = [{**s.model_dump(mode="json", exclude_none=True), "boxes": _boxes(shelf.get(s.document), s)} for s in mine]
    told = [f.model_dump(mode="json") for f in findings]
    return canonical_json({**asdict(view), "spans": spans, "findings": told}) + "\n"


def _boxes(document: Document | None, s: Statement) -> list[list[float]]:
    return [[line.page, *line.box] for line in document.boxes(s.span)] if document is not None else []


def read_jsonl(statements: Sequence[Statement]) -> str:
    """One annotated claim a line, in the form that `headstamp evaluate read` takes."""
    return "".join(f"{line}\n" for line in write_gold(statements))


def read_csv(view: ReadView) -> str:
    """CSV in the order of COLUMNS, a row a statement."""
    rows = ([safe_cell(_cell(getattr(line, name))) for name in COLUMNS] for line in view.statements)
    return table(COLUMNS, rows)


def _cell(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    return "yes" if value is True else "no" if value is False else str(value)
