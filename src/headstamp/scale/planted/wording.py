"""What papers call the goods: own phrases a heading, each in the variants that clerks make of it, and texts that say nothing.

A firm keeps to its wording (seven times in ten), so texts repeat as they do in real files. Phrases were written for this
benchmark from general knowledge; none was taken from the vocabulary packs that the screen itself uses.
"""

from __future__ import annotations

import random
import re
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from headstamp.scale.planted.draws import Flags, Ints, mixed
from headstamp.scale.planted.tables import constants, read
from headstamp.scale.planted.world import world

VARIANTS = 16
"""Ways of writing one phrase."""
LANGUAGES = ("en", "es", "fr", "ru", "zh")
_SHORT = {
    "parts": "PTS", "spare": "SPR", "machine": "MACH", "machinery": "MCHY", "stainless": "S/S", "steel": "STL", "frozen": "FRZ",
    "equipment": "EQPT", "electric": "ELEC", "electrical": "ELECT", "and": "&", "with": "W/", "galvanised": "GALV",
    "aluminium": "ALU", "industrial": "IND", "chemical": "CHEM", "plastic": "PLSTC", "cotton": "CTN", "hydraulic": "HYD",
    "assorted": "ASST", "canned": "CND", "fresh": "FR", "diesel": "DSL", "vehicle": "VEH", "vehicles": "VEHS", "medical": "MED",
    "polyester": "POLY", "accessories": "ACC", "women's": "LADIES", "manufacturing": "MFG", "material": "MATL",
}  # fmt: skip
_BEFORE = ("", "", "", "", "", "", "", "S.T.C. ", "NEW ", "BRAND NEW ", "COMMERCIAL ")
_AFTER = (
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    " - NEW",
    " (NON HAZ)",
    " AND ACCESSORIES",
    ", FREIGHT PREPAID",
    " NES",
    " OTHERS",
    " COMPLETE",
)


def adorned(rng: random.Random) -> str:
    """What stands behind a phrase: a model, a count, a reference."""
    kind, n = rng.randrange(7), rng.randrange(1, 2000)
    code = f"{rng.choice('ABCDHKLMPRSTXZ')}{rng.choice('ABCEGKLRTVX')}"
    return (f" MODEL {code}-{n}", f" QTY {n} PCS", f" PO {n + 45_000}", f" {n} CTNS", f" INV {code}{n + 2000}", f" {n} PKGS",
            f" TYPE {code}{n}")[kind]  # fmt: skip


def variant(phrase: str, rng: random.Random) -> str:
    """One way of writing a phrase: case, abbreviations, one slip of a key, words around it."""
    rates = constants()
    text = phrase
    if rng.random() < rates["abbreviated"]:
        text = " ".join(_SHORT.get(word.lower(), word) for word in text.split())
    if rng.random() < rates["typo"] and len(text) > 5:
        text = slip(text, rng)
    case = rng.random()
    text = text.upper() if case < 0.6 else text.capitalize() if case < 0.8 else text
    return rng.choice(_BEFORE) + text + rng.choice(_AFTER) if text.isascii() else text


def slip(text: str, rng: random.Random) -> str:
    """One slip of a key inside the text: a letter left out, doubled or swapped with the next."""
    at = rng.randrange(1, len(text) - 2)
    return (text[:at] + text[at + 1 :], text[: at + 1] + text[at:], text[:at] + text[at + 1] + text[at] + text[at + 2 :])[
        rng.randrange(3)
    ]


class Phrasebook:
    """All variants of all phrases in one pool; per heading (the last is the vague) and language the first and the count."""

    def __init__(self) -> None:
        here, rng = world(), random.Random(20_261_130)  # noqa: S311 - a benchmark draws by seed, it keeps no secret
        rows: dict[tuple[int, int], list[str]] = {}
        for row in read("phrases"):
            rows.setdefault((here.heading[row["heading"]], LANGUAGES.index(row["language"])), []).append(row["phrase"])
        for row in read("vague"):
            rows.setdefault((len(here.headings), LANGUAGES.index(row["language"])), []).append(row["phrase"])
        self.phrases: list[str] = []
        self.heading_of_phrase: list[int] = []
        self.start = np.zeros((len(here.headings) + 1, len(LANGUAGES)), dtype=np.int64)
        self.count = np.zeros_like(self.start)
        for (heading, language), phrases in sorted(rows.items()):
            self.start[heading, language], self.count[heading, language] = len(self.phrases), len(phrases)
            self.phrases += phrases
            self.heading_of_phrase += [heading] * len(phrases)
        self.pool = pa.array([variant(phrase, rng) for phrase in self.phrases for _ in range(VARIANTS)])
        self.suffixes = pa.array(["", *(adorned(rng) for _ in range(8191))])
        self.language = np.array([LANGUAGES.index(code) if code in LANGUAGES else 0 for code in here.languages])

    def choose(self, rng: np.random.Generator, heading: Ints, exporter: Ints, firm: Ints, vague: Flags) -> Ints:
        """The number of a text in the pool for every item: (n,)."""
        row = np.where(vague, len(self.start) - 1, heading)
        local = rng.random(len(row)) < constants()["local_language"]
        chinese = (exporter == world().country["CN"]) & (rng.random(len(row)) > 0.2)  # most Chinese export papers are in English
        language = np.where(local & ~chinese, self.language[exporter], 0)
        language = np.where(self.count[row, language] > 0, language, 0)
        loyal = rng.random(len(row)) < 0.7
        key = np.where(loyal, mixed(firm, heading), rng.integers(0, 1 << 40, len(row)))
        phrase = self.start[row, language] + key % self.count[row, language]
        return np.asarray(phrase * VARIANTS + (key >> 20) % VARIANTS)

    def reworded(self, rng: np.random.Generator, text: Ints) -> Ints:
        """Another wording of the same goods in the same language: half of the time another variant, else another phrase."""
        phrase = text // VARIANTS
        heading = np.asarray(self.heading_of_phrase)[phrase]
        beside = np.clip(phrase + rng.integers(-2, 3, len(text)), 0, len(self.phrases) - 1)
        same = (np.asarray(self.heading_of_phrase)[beside] == heading) & (rng.random(len(text)) < 0.5)
        return np.asarray(np.where(same, beside, phrase) * VARIANTS + rng.integers(0, VARIANTS, len(text)))

    def suffix(self, rng: np.random.Generator, count: int) -> Ints:
        """The number of what stands behind each text, 0 for nothing."""
        numbers = rng.integers(1, len(self.suffixes), count)
        return np.where(rng.random(count) < constants()["adorned"], numbers, 0)

    def written(self, text: Ints, suffix: Ints) -> pa.Array:
        """The texts themselves: (n,) strings."""
        return pc.binary_join_element_wise(self.pool.take(pa.array(text)), self.suffixes.take(pa.array(suffix)), "")


@cache
def phrasebook() -> Phrasebook:
    """The phrasebook, built once."""
    return Phrasebook()


def words_of(text: str) -> set[str]:
    """Words of a text, folded to six letters so that part and parts are one; words of the paper trade left out."""
    found = re.findall(r"[^\W\d_]{3,}", text.lower())
    return {word[:6].removesuffix("s") for word in found if word not in {"and", "the", "for", "with", "other", "made", "goods"}}
