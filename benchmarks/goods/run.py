"""How well descriptions of goods are read: headings of labelled texts, and texts whose declared heading was swapped.

    python benchmarks/goods/run.py --texts TEXTS.csv [--phrases PHRASES.csv] [--descriptions NOMENCLATURE.csv]

`--texts`: columns text, expected_hs_code. `--phrases`: columns heading, phrase. `--descriptions`: columns hscode, level,
description of the nomenclature; the baseline of character n-grams is filed from them. Needs headstamp[train].
"""

from __future__ import annotations

import argparse
import csv
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import polars as pl

from headstamp import load_shelf
from headstamp.reason.goods import Goods

SWAPS = 20  # wrong headings a text
Scored = tuple[list[list[str]], np.ndarray, np.ndarray]  # three headings a text; misfit of the right ones; of swapped ones


def rows(path: Path, text: str, code: str) -> tuple[list[str], list[str]]:
    """Texts and their headings of four digits."""
    with path.open(encoding="utf-8", newline="") as stream:
        found = [(row[text], row[code][:4]) for row in csv.DictReader(stream)]
    return [t for t, _ in found], [h for _, h in found]


def swapped(headings: Sequence[str]) -> list[tuple[int, str]]:
    """(text, a heading of another text) pairs."""
    chance = np.random.default_rng(0)
    pairs = [(i, headings[j]) for i in range(len(headings)) for j in chance.integers(0, len(headings), SWAPS)]
    return [(i, h) for i, h in pairs if h != headings[i]]


def ours(model: Goods, texts: Sequence[str], headings: Sequence[str]) -> Scored:
    """The tool."""
    found = model.look(pl.Series(texts), pl.Series(headings))
    pairs = swapped(headings)
    other = model.look(pl.Series([texts[i] for i, _ in pairs]), pl.Series([h for _, h in pairs]))
    return found["goods_top"].to_list(), found["goods_lr"].fill_null(0).to_numpy(), other["goods_lr"].fill_null(0).to_numpy()


def baseline(descriptions: Path, texts: Sequence[str], headings: Sequence[str]) -> Scored:
    """Character n-grams over the descriptions of the nomenclature, nearest description (scikit-learn)."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    with descriptions.open(encoding="utf-8", newline="") as stream:
        held = [(row["description"], row["hscode"][:4]) for row in csv.DictReader(stream) if row["level"] in ("4", "6")]
    reader = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
    filed = reader.fit_transform([text for text, _ in held])
    codes = np.array([code for _, code in held])
    near = (reader.transform(texts) @ filed.T).toarray()
    names = sorted(set(codes.tolist()))
    best = np.stack([near[:, codes == name].max(axis=1) for name in names], axis=1)
    place = {name: at for at, name in enumerate(names)}
    top = [[names[i] for i in row[:3]] for row in np.argsort(-best, axis=1)]
    misfit = best.max(axis=1, keepdims=True) - best
    right = np.array([misfit[i, place[h]] for i, h in enumerate(headings) if h in place])
    wrong = np.array([misfit[i, place[h]] for i, h in swapped(headings) if h in place])
    return top, right, wrong


def told(name: str, scored: Scored, headings: Sequence[str]) -> str:
    """One line of the table."""
    top, right, wrong = scored
    first = np.mean([bool(t) and t[0] == h for t, h in zip(top, headings, strict=True)])
    third = np.mean([h in t for t, h in zip(top, headings, strict=True)])
    auc = np.mean([(wrong > r).mean() + 0.5 * (wrong == r).mean() for r in right])
    return f"{name:46} HS4@1 {first:.3f}  HS4@3 {third:.3f}  swapped-heading AUC {auc:.3f}  n={len(headings)}"


def main() -> None:
    """Print a line for each engine and file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--phrases", type=Path)
    parser.add_argument("--descriptions", type=Path)
    args = parser.parse_args()
    held = [(row.id, (row.title, *row.terms)) for row in load_shelf().tables.headings]
    start = time.perf_counter()
    model = Goods.of(held)
    print(f"filing {len(model.heading):,} terms: {time.perf_counter() - start:.1f} s, the first time with compiling")
    sets = [("texts", *rows(args.texts, "text", "expected_hs_code"))]
    if args.phrases:
        sets.append(("phrases", *rows(args.phrases, "phrase", "heading")))
    for name, texts, headings in sets:
        model.look(pl.Series(texts[:1]), pl.Series(headings[:1]))
        start = time.perf_counter()
        scored = ours(model, texts, headings)
        spent = (time.perf_counter() - start) / (len(texts) * (1 + SWAPS)) * 1e6
        print(told(f"{name}: Headstamp, {spent:.0f} us a text", scored, headings))
        if args.descriptions:
            print(told(f"{name}: nearest description, char 2-5-grams", baseline(args.descriptions, texts, headings), headings))


if __name__ == "__main__":
    main()
