"""The reader beside the plain way, in one run: a sentence that names arms and two states is a supply from the first to the
second, and two claims belong together by their words.

python benchmarks/reading/peers.py FOLDER

Nothing open reads supplies, so that the peer is what people do with names and key words: names of states, arms and denial words
by the same tables, without a parse. English texts only. Relations are ranked on annotated claims, all languages, by the cosine
of their words (tf-idf).
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import Counter
from pathlib import Path

from headstamp.cli.evaluate_read import annotated
from headstamp.cli.reading import Reader
from headstamp.core.document import Document
from headstamp.core.statement import Slot, Statement, StatementKind
from headstamp.observe.language import parse
from headstamp.reason.corroborate import Lexicon as Voices
from headstamp.reason.evaluate.read_area import Pair, area
from headstamp.reason.evaluate.read_gold import Gold, read_links
from headstamp.reason.evaluate.read_links import score_links
from headstamp.reason.evaluate.read_score import Figures, Read, score_reading
from headstamp.reason.read import Lexicon
from headstamp.reason.read.tree import ARMS, named
from headstamp.reference.shelf import load_shelf
from headstamp.reference.voice_pack import voice_tables

NO = re.compile(r"\b(?:not|never|no|den(?:y|ies|ied)|rejects?|rejected)\b", re.I)
STATES = frozenset(("state", "capital", "people", "body", "group"))


def by_names(document: Document, lexicon: Lexicon) -> tuple[Statement, ...]:
    """A supply for every sentence that names arms: from the first state to the second, where two are named."""
    parsed = parse(document.text, "en")
    entries = named(document, parsed, lexicon)
    out = []
    for sentence in (s for s in parsed.sentences if s.kind == "text"):
        here = [(at, e) for at in range(sentence.first, sentence.last) if (e := entries[at]) is not None]
        if not any(e.cls in ARMS for _, e in here):
            continue
        states = {e.country: at for at, e in reversed(here) if e.country and e.cls in STATES}
        ends = sorted(states, key=lambda code: states[code])[:2]
        slots = []
        for field, code in zip(("supplier", "recipient"), ends, strict=False) if len(ends) == 2 else ():
            token = parsed.tokens[states[code]]
            slots.append((field, Slot(value=code, key=code, span=document.span(token.start, token.end))))
        words = document.text[sentence.start : sentence.end].rstrip()
        out.append(Statement(
            id=f"{document.id}#{len(out) + 1}", document=document.id, kind=StatementKind.TRANSFER, slots=tuple(slots),
            span=document.span(sentence.start, sentence.start + len(words)),
            polarity="denied" if NO.search(words) else "affirmed",
        ))  # fmt: skip
    return tuple(out)


def by_words(statements: list[Statement], linked: set[frozenset[str]]) -> float | None:
    """AUC of the cosine of two claims' words over all pairs."""
    bags = {s.id: Counter(w.casefold() for w in re.findall(r"\w{3,}", s.span.text)) for s in statements}
    often = Counter(word for bag in bags.values() for word in bag)
    weigh = {word: math.log(len(bags) / count) for word, count in often.items()}
    vectors = {key: {w: n * weigh[w] for w, n in bag.items()} for key, bag in bags.items()}
    norms = {key: math.sqrt(sum(v * v for v in vector.values())) or 1.0 for key, vector in vectors.items()}
    home = {s.id: s.document for s in statements}
    pairs, ids = [], sorted(vectors)
    for at, a in enumerate(ids):
        for b in ids[at + 1 :]:
            dot = sum(value * vectors[b].get(word, 0.0) for word, value in vectors[a].items())
            pairs.append(Pair(dot / (norms[a] * norms[b]), *sorted((home[a], home[b])), frozenset((a, b)) in linked))
    return area(pairs).value


def told(figures: Figures) -> str:
    """Precision, recall and F1 with its interval."""
    if figures.low is None or figures.high is None or figures.f1 is None:
        return f"P {figures.precision.value or 0:.2f} R {figures.recall.value or 0:.2f}"
    shares = f"P {figures.precision.value or 0:.2f} R {figures.recall.value or 0:.2f}"
    return f"{shares} F1 {figures.f1:.2f} [{figures.low:.2f} {figures.high:.2f}]"


def main() -> None:
    """Print both ways of reading and of relating."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "benchmarks/reading/gold/report")
    names = sorted(p.name.removesuffix(".gold.jsonl") for p in folder.glob("*.gold.jsonl") if not p.name.startswith("links"))
    held: list[tuple[Document, tuple[Gold, ...]]] = [annotated(folder, name) for name in names]
    shelf = load_shelf()
    reader, lexicon, voices = Reader(shelf), Lexicon.of(shelf.tables), Voices.of(voice_tables(()))
    english = [(document, golds) for document, golds in held if document.language == "en"]
    print(f"{folder}: {len(english)} English texts of {len(held)}")
    for way, read in (("headstamp", reader.read), ("names and key words", lambda d: by_names(d, lexicon))):
        scores = score_reading([Read(d, golds, read(d)) for d, golds in english])
        print(f"  {way:20} claims {told(scores.core)}; who to whom {told(scores.pair)}; "
              f"denials as supply {len(scores.denied_as_supply)}")  # fmt: skip
    path = folder / "links.gold.jsonl"
    if not path.exists():
        return
    statements = [gold.statement for _, golds in held for gold in golds]
    links = [link for link in read_links(path.read_text("utf-8").splitlines()) if {link.a, link.b} <= {s.id for s in statements}]
    scored = score_links(links, statements, [document for document, _ in held], voices)
    words = by_words(statements, {frozenset((link.a, link.b)) for link in links})
    print(json.dumps({"links": len(links), "AUC by fields": scored.auc, "AUC by words": words}))


if __name__ == "__main__":
    main()
