"""The English reader: sentence by sentence, predicate by predicate; what two rules read twice is kept once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed, Sentence
from headstamp.core.statement import Slot, Statement, StatementKind
from headstamp.reason.read.absorb import absorb
from headstamp.reason.read.amounts import find_figures
from headstamp.reason.read.attach import Sentences
from headstamp.reason.read.author import author
from headstamp.reason.read.beside import dated_before, headline_repeats, notice_speaks, once, stopped_on_the_way
from headstamp.reason.read.build import statements
from headstamp.reason.read.dates import find_dates, is_historic
from headstamp.reason.read.draft import Draft, drafts
from headstamp.reason.read.lexicon import Lexicon
from headstamp.reason.read.needs import NEEDS
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.unparsed import unparsed

K = StatementKind
_ORDER = (
    K.DESIGNATION, K.CONCEALMENT, K.PAYMENT, K.ASSISTANCE, K.DEPLOYMENT, K.BROKERING, K.TECHNOLOGY, K.TRANSFER, K.INTERDICTION,
    K.MARK_MATCH, K.MARK, K.TRANSPORT, K.ORIGIN, K.USE, K.PRESENCE, K.OWNERSHIP, K.CLIENT_STATEMENT, K.STATISTIC, K.ESTIMATE,
    K.DENIAL, K.INVOLVEMENT, K.ALLEGATION,
)  # fmt: skip
_RANK = {kind: number for number, kind in enumerate(_ORDER)}
_EVENTS = frozenset((K.TRANSFER, K.BROKERING, K.TRANSPORT, K.TECHNOLOGY, K.PROCUREMENT_ATTEMPT, K.ASSISTANCE, K.PAYMENT))


def read_english(document: Document, parsed: Parsed, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of an English document in the order of the text, with ids `DOCUMENT#1` and on."""
    tree = Tree(document, parsed, lexicon)
    found: list[Statement] = []
    speaker: Slot | None = None
    last: date | None = None
    historic = is_historic(document.text, document.published)
    for number, sentence in enumerate(parsed.sentences):
        if sentence.kind == "speaker":
            speaker = _speaker(document, sentence)
        if sentence.kind not in ("text", "heading"):
            continue
        if document.title and document.text[sentence.start : sentence.end].strip() == document.title.strip():
            continue
        around, last = _around(tree, sentence, last, historic)
        here = once(list(_sentence(tree, sentence, around, speaker)))
        here = [*here, *unparsed(tree, sentence, bool(here))]
        here = dated_before(here, found, tree, number)
        if sentence.kind == "heading":
            here = [headline_repeats(s) for s in here]
        if sentence.kind == "text" and (own := author(tree, number, bool(here))) is not None:
            if own.kind is K.EXPLANATION:
                here = [s.model_copy(update={"core": False}) for s in here]
            here.append(own)
        found.extend(stopped_on_the_way(here, found, tree, number))
    found = notice_speaks(document, found)
    return tuple(s.model_copy(update={"id": f"{document.id}#{n}"}) for n, s in enumerate(found, start=1))


def _speaker(document: Document, sentence: Sentence) -> Slot | None:
    words = document.text[sentence.start : sentence.end].strip().rstrip(":")
    return Slot(value=words, span=document.span(sentence.start, sentence.start + len(words)), how="context")


def _around(tree: Tree, sentence: Sentence, last: date | None, historic: bool) -> tuple[Sentences, date | None]:
    text, published = tree.document.text, tree.document.published
    dates = find_dates(text, sentence.start, sentence.end, published, last, historic)
    covered = [(found.start, found.end) for found in dates]
    figures = [
        (at, figure)
        for figure in find_figures(text, sentence.start, sentence.end)
        if not any(start <= figure.start < end for start, end in covered)
        and (at := _token_at(tree, sentence, figure.end - 1)) is not None
        and not _is_label(tree, at, figure.end)
    ]
    placed = [(at, f) for f in dates if (at := _token_at(tree, sentence, f.start)) is not None]
    known = [f.when.first for f in dates if f.when.first is not None]
    return Sentences(placed, figures), (known[-1] if known else last)


def _token_at(tree: Tree, sentence: Sentence, offset: int) -> int | None:
    low, high = sentence.first, sentence.last
    while low < high:
        middle = (low + high) // 2
        if tree.tokens[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low if low < sentence.last and tree.tokens[low].start <= offset else None


def _is_label(tree: Tree, at: int, end: int) -> bool:
    """Numbers that count nothing: of a calibre, a model, an HS heading, a seal."""
    after = tree.document.text[end : end + 4].lstrip(" -")
    before = tree.lows[at - 1] if at else ""
    if (
        tree.tokens[at].dep in ("nummod", "appos")
        and tree.tokens[at].head < at
        and tree.tokens[tree.tokens[at].head].tag in ("NN", "NNP")
    ):
        return True  # Arsenal 26
    return after.startswith(("mm", "x3", "x5", "°")) or before in (
        "type",
        "hs",
        "no",
        "no.",
        "number",
        "lot",
        "resolution",
        "heading",
        "box",
        "-",
    )


def _sentence(tree: Tree, sentence: Sentence, around: Sentences, speaker: Slot | None) -> Iterator[Statement]:
    accepted: list[Draft] = []
    for index in range(sentence.first, sentence.last):
        if tree.tokens[index].pos not in ("VERB", "NOUN", "PROPN", "ADJ", "AUX") or _asks(tree, index):
            continue
        fitting = [d for d in drafts(tree, index) if NEEDS[d.row.needs](d)]
        if fitting:
            accepted.append(min(fitting, key=lambda d: _RANK.get(d.kind, 99)))
    kept = absorb(tree, accepted)
    around.predicates = frozenset(d.index for d in kept)
    for draft in kept:
        for part in _counted_apart(tree, draft, around):
            yield from statements(part, around, speaker)


def _asks(tree: Tree, index: int) -> bool:
    """`could not establish who had paid the crew`: a question, where nothing is stated."""
    return tree.tokens[index].dep == "ccomp" and any(tree.lows[k] in ("who", "what", "which") for k in tree.kids(index, "nsubj"))


def _counted_apart(tree: Tree, draft: Draft, around: Sentences) -> list[Draft]:
    """Finds that are counted each for itself are a statement each: `62 rifles, nine mortar tubes and 3,000 cartridges`."""
    items = draft.of("items")
    counted = {tree.tokens[at].head for at, _ in around.figures}
    if draft.kind is not K.PRESENCE or len([h for h in items if h in counted]) < 2:
        return [draft]
    return [replace(draft, slots={**draft.slots, "items": [head]}) for head in items]
