"""Greek in Latin letters: ELOT 743 / ISO 843 transcription, the classical letters, and the spellings of ship papers."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = dict(zip("αβγδεζηικλμνξοπρστυφω", "avgdeziiklmnxoprstyfo", strict=True)) | {"θ": "th", "χ": "ch", "ψ": "ps", "ς": "s"}
_CLASSIC = _LETTERS | {"β": "b", "η": "e", "φ": "ph", "χ": "ch", "υ": "y"}
_PAPER = _LETTERS | {"χ": "h", "υ": "i", "φ": "f"}
_KH = _LETTERS | {"χ": "kh", "υ": "i"}
_DEAF = "θκξπσςτφχψ"


@lru_cache(maxsize=65536)
def greek_forms(word: str) -> tuple[str, ...]:
    """ASCII spellings of one casefolded Greek word, best first, at most eight.

    >>> greek_forms("παπαδόπουλος")[0]
    'papadopoulos'
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)).replace("ς", "σ")
    spoken, hard = _pairs(plain, soft=True), _pairs(plain, soft=False)
    written = [_write(spoken, _LETTERS), _write(hard, _CLASSIC), _write(spoken, _PAPER), _write(spoken, _KH)]
    written.append(_write(hard, _LETTERS))
    if "ου" in plain:
        written.append(_write(spoken.replace("ou", "u"), _LETTERS))
    if "x" in written[0]:
        written.append(written[0].replace("x", "ks"))
    return tuple(dict.fromkeys(form for form in written if form))[:8]


def _pairs(word: str, *, soft: bool) -> str:
    """Letters that sound together, as Latin letters; `soft` reads mp at the start as b and au before voiced sounds as av."""
    out = word.replace("ου", "ou").replace("γγ", "ng").replace("γξ", "nx").replace("γχ", "nch")
    for pair, hard, mild in (("μπ", "mp", "b"), ("ντ", "nt", "d"), ("γκ", "gk", "g")):
        out = re.sub(f"^{pair}", mild if soft else hard, out).replace(pair, hard)
    for vowel, latin in (("α", "a"), ("ε", "e"), ("η", "i")):
        if soft:
            out = re.sub(f"{vowel}υ(?=[{_DEAF}]|$)", f"{latin}f", out).replace(f"{vowel}υ", f"{latin}v")
        else:
            out = out.replace(f"{vowel}υ", f"{latin}u")
    return out


def _write(word: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char if char.isascii() and char.isalnum() else "") for char in word)
