"""Train a release of the matcher: trees, word counts and the scale of likelihood, into one hashed file.

    python benchmarks/match/train.py --sets FOLDER [--out FILE] [--seed N]

FOLDER is what `sets.py` made: list.csv and queries_tune.csv. Questions are the list's own names and aliases, each left out of the
list and asked again, plain and with the slips of `reason/match/noise.py`; names of parties left out whole; names put together
from
two parties; and the tune half of the queries, the only ones in scripts that the list lacks. Nothing of the report half is read.
Needs scikit-learn (pip install 'headstamp[train]'). The same seed and files give the same release on one machine.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import random
import time
from collections import Counter
from pathlib import Path

import numpy as np

from headstamp.reason.match import learn
from headstamp.reason.match.index import Index, build
from headstamp.reason.match.learn import Question
from headstamp.reason.match.noise import noisy
from headstamp.reason.match.release import Release
from headstamp.reason.match.trees import Trees
from headstamp.reason.match.weights import Weights
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.released import NAME

KINDS = {"Person": 1, "Organization": 2, "Company": 2, "Vessel": 3, "Airplane": 4, "Aircraft": 4}
SHIPPED = Path(__file__).parents[2] / "src" / "headstamp" / "releases" / NAME
HELD_BACK = 3  # one question in so many is kept for the scale of likelihood


def core(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The first spelling of each word of a name without legal forms and particles, in no order."""
    parts = [part for word in words(text) for part in lexicon.read(word)]
    return tuple(sorted(p.forms[0] for p in parts if p.forms and p.role not in ("legal", "particle", "noise")))


class Names:
    """The list: names, the party of each, the kind of each party, and the number of each party id."""

    def __init__(self, path: Path) -> None:
        self.names: list[str] = []
        self.party: list[int] = []
        self.kind: list[int] = []
        self.ids: dict[str, int] = {}
        with path.open(newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                at = self.ids.setdefault(row["id"], len(self.ids))
                if at == len(self.kind):
                    self.kind.append(KINDS.get(row["schema"], 0))
                self.names.append(row["name"])
                self.party.append(at)
        self.by_words: dict[tuple[str, ...], set[int]] = {}
        for name, party in zip(self.names, self.party, strict=True):
            self.by_words.setdefault(words(name), set()).add(party)

    def firm(self, row: int) -> bool:
        """True for a name that is not a person's."""
        return self.kind[self.party[row]] != 1


def questions(listed: Names, r: random.Random, size: int = 9000) -> list[Question]:
    """Aliases left out, names as they are, slips, parties left out whole, and names of two parties put together."""
    rows = range(len(listed.names))
    times = Counter(listed.party)
    twice = Counter((listed.party[i], listed.names[i].casefold()) for i in rows)
    aliases = [i for i in rows if times[listed.party[i]] > 1 and twice[listed.party[i], listed.names[i].casefold()] == 1]

    def kind(row: int) -> int:
        return listed.kind[listed.party[row]] if r.random() < 0.8 else 0

    def said(row: int) -> str:
        return noisy(listed.names[row], listed.firm(row), r)

    out = [Question(listed.names[i], kind(i), listed.party[i], i) for i in r.sample(aliases, min(size, len(aliases)))]
    out += [
        Question(r.choice([str.lower, str.title, str])(listed.names[i]), kind(i), listed.party[i])
        for i in r.sample(rows, size // 2)
    ]
    out += [Question(said(i), kind(i), listed.party[i]) for i in r.sample(rows, size)]
    out += [Question(said(i), kind(i), listed.party[i], i) for i in r.sample(aliases, min(size // 2, len(aliases)))]
    for i in r.sample(rows, size * 4 // 3):
        out.append(Question(listed.names[i] if r.random() < 0.6 else said(i), kind(i), -1, -1, listed.party[i]))
    return [q for q in out if not _of_another(q, listed)] + _put_together(listed, r, size // 2)


def _of_another(q: Question, listed: Names) -> bool:
    """True where the question is, word for word, the name of another listed party too: no name can tell these two apart."""
    own = q.gold if q.gold >= 0 else q.skip_entity
    return bool(listed.by_words.get(words(q.text), set()) - {own})


def words(text: str) -> tuple[str, ...]:
    """The words of a name in no order."""
    return tuple(sorted("".join(c if c.isalnum() else " " for c in text.casefold()).split()))


def _put_together(listed: Names, r: random.Random, size: int) -> list[Question]:
    known = {n.casefold() for n in listed.names}
    by_kind: dict[int, list[int]] = {}
    for i, party in enumerate(listed.party):
        by_kind.setdefault(listed.kind[party], []).append(i)
    out = []
    while len(out) < size:
        kind = r.choice([k for k in (1, 1, 2, 2, 3) if k in by_kind])
        a, b = (listed.names[r.choice(by_kind[kind])].replace(",", " ").split() for _ in range(2))
        text = " ".join(a[: max(1, len(a) // 2)] + b[-max(1, len(b) // 2) :])
        if len(a) > 1 and len(b) > 1 and text.casefold() not in known:
            out.append(Question(text, kind, -1))
    return out


def asked(path: Path, listed: Names) -> list[Question]:
    """Labelled queries as questions."""
    with path.open(newline="", encoding="utf-8") as file:
        return [Question(q["query"], KINDS.get(q["schema"], 0), listed.ids.get(q["gold"], -1)) for q in csv.DictReader(file)]


def train(every: list[Question], names: list[str], index: Index, weights: Weights, lexicon: Lexicon, about: str) -> Release:
    """Trees on most of the questions, the scale of likelihood on those held back."""
    back = np.arange(len(every)) % HELD_BACK == 0
    features, right, question, _ = learn.measured(every, index, weights, lexicon)
    print(f"{len(every):,} questions, {len(features):,} pairs of names, {right.mean():.1%} of them right")
    on = ~back[question]
    started = time.perf_counter()
    trees = learn.fit(features[on], right[on], np.ones(int(on.sum()), np.float32))
    print(f"trees fitted in {time.perf_counter() - started:.0f} s")
    release = Release(trees, weights, (np.array([-9, 9], np.float32),) * 2, lexicon.sha256, about)
    held = [q for q, b in zip(every, back, strict=True) if b]
    return Release(trees, weights, _scale(held, names, index, weights, lexicon, trees), release.lexicon, about)


def _scale(
    held: list[Question], names: list[str], index: Index, weights: Weights, lexicon: Lexicon, trees: Trees
) -> tuple[learn.F32, learn.F32]:
    from headstamp.reason.match.batch import screen_batch

    out, _, _ = screen_batch(
        [q.text for q in held], [q.kind for q in held], index, weights, trees, lexicon,
        skip_name=np.array([q.skip_name for q in held], np.int32), skip_entity=np.array([q.skip_entity for q in held], np.int32),
    )  # fmt: skip
    gold = np.array([q.gold for q in held])
    best = index.columns.entity[out.name[:, 0]]
    twin = [
        q.kind != 1 and b != q.gold and core(q.text, lexicon) == core(names[index.source[n]], lexicon)
        for q, b, n in zip(held, best, out.name[:, 0], strict=True)
    ]  # lists hold one firm under two entries; a person of the same name is another person
    some = (out.count > 0) & ~np.array(twin)
    print(f"{sum(twin):,} of {len(held):,} left out of the scale: a firm listed twice, but for its legal form")
    x, y = learn.curve(out.logit[some, 0], (best == gold)[some], (gold >= 0)[some])
    print("log-odds -> log10 LR:", " ".join(f"{a:.2f}:{b:.2f}" for a, b in zip(x, y, strict=True)))
    return x, y


def main() -> None:
    """Read, train, write."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sets", type=Path, required=True)
    options.add_argument("--out", type=Path, default=SHIPPED)
    options.add_argument("--seed", type=int, default=0)
    given = options.parse_args()
    lexicon = Lexicon.default()
    listed = Names(given.sets / "list.csv")
    index, weights = build(listed.names, listed.party, listed.kind, lexicon)
    every = questions(listed, random.Random(given.seed)) + asked(given.sets / "queries_tune.csv", listed)
    random.Random(given.seed + 1).shuffle(every)
    about = f"{len(listed.names):,} names of {len(listed.kind):,} parties, {len(every):,} questions, seed {given.seed}"
    release = train(every, listed.names, index, weights, lexicon, about).with_weights(weights.pruned())
    given.out.parent.mkdir(parents=True, exist_ok=True)
    data = release.to_bytes()
    given.out.write_bytes(data)
    given.out.with_name(f"{given.out.name}.sha256").write_text(hashlib.sha256(data).hexdigest() + "\n", encoding="ascii")
    print(f"{given.out.name}: {given.out.stat().st_size:,} bytes, sha256 of the release {release.sha256}")


if __name__ == "__main__":
    main()
