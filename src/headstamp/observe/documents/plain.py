"""Text files: their encoding is found, and told where it is not UTF-8. Every sign of the text is one of the file, in its place.

Candidates are decoded strictly and judged by how much of the outcome is letters of one script with small words of a language.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from headstamp.core.errors import InputError
from headstamp.core.language import languages
from headstamp.core.text import script_of
from headstamp.observe.documents.made import Made, counted

NAMES = {
    "cp1252": "Windows-1252 (Western)", "cp1251": "Windows-1251 (Cyrillic)", "koi8-r": "KOI8-R (Cyrillic)",
    "cp866": "CP866 (Cyrillic of DOS)", "cp949": "CP949 (Korean)", "gb18030": "GB 18030 (Chinese)",
    "big5": "Big5 (Chinese)", "shift_jis": "Shift-JIS (Japanese)", "cp1256": "Windows-1256 (Arabic)",
    "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32",
}  # fmt: skip
LEGACY = ("cp1252", "cp1251", "koi8-r", "cp866", "cp949", "gb18030", "big5", "shift_jis", "cp1256")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SAMPLE = 1 << 16
_FAR = re.compile(r"[^\x00-\x7f]")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[^\x00-\x7f\W])\w+\b")
_BROKEN = re.compile("[ÃÂâÐÑØÙãäåæçèéêëìíî][\u0080-\u00bf\u2018-\u2026\u20ac€™š›œžŸ‰‹Œ–—˜¡-¿][^\\s]*")


def read_text(data: bytes) -> Made:
    """A text file. Raises InputError for one that holds no text: a program, a picture, bytes at random.

    A form feed begins a page. Signs that the encoding does not know are U+FFFD, and a zero byte is one too."""
    text, encoding, remarks = decoded(data)
    if not re.search(r"[^\s\0\ufeff\ufffd]", text):
        raise InputError("there is no text in it", hint="check that it is the right file")
    strange = sum(text.count(sign) for sign in map(chr, (*range(1, 9), *range(14, 27)))) + text.count("\0")
    if strange * 20 > len(text):
        raise InputError("not a text: too many signs that no text has", hint="give a text, html, pdf or docx file")
    if zeros := text.count("\0"):
        text = text.replace("\0", "\ufffd")
        remarks.append(f"{counted(zeros, 'zero byte')} in it, shown as \ufffd")
    if encoding != "utf-8":
        remarks.insert(0, f"read as {NAMES.get(encoding, encoding)}")
    text, told = unmangled(text)
    breaks = tuple(found.end() for found in re.finditer("\f", text))
    return Made(text, breaks, remarks=(*remarks, *told))


def decoded(data: bytes, said: str = "") -> tuple[str, str, list[str]]:
    """(the text, its encoding, what a person should be told). `said` = the encoding that the file names itself."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name, []
    head = data[:4096]
    if head.count(0) * 4 > len(head):
        name = "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
        return data.decode(name, "replace"), name, []
    try:
        return data.decode("utf-8"), "utf-8", []
    except UnicodeDecodeError:
        pass
    text = data.decode("utf-8", "replace")
    broken, sound = text.count("\ufffd"), sum(not sign.isascii() for sign in text[:_SAMPLE])
    if broken * 20 < sound:
        return text, "utf-8", [f"{counted(broken, 'place')} of bytes that are no UTF-8, shown as \ufffd"]
    name = _named(data, said) or max(LEGACY, key=lambda each: _likely(data[:_SAMPLE], each))
    text = data.decode(name, "replace")
    lost = text.count("\ufffd")
    return text, name, [f"{counted(lost, 'place')} that cannot be read so, shown as \ufffd"] if lost else []


def _named(data: bytes, said: str) -> str:
    """The encoding that the file names, where there is one of that name and the bytes fit it."""
    try:
        name = codecs.lookup(said).name if said else ""
        if name:
            data[:_SAMPLE].decode(name, "strict")
    except (LookupError, UnicodeError, ValueError):
        return ""
    return name if name not in ("ascii", "utf-8") else ""


def _likely(sample: bytes, encoding: str) -> float:
    """How much a text looks like one when it is read so: far signs that are letters of the script, and common ones of it."""
    text = sample.decode(encoding, "ignore" if len(sample) == _SAMPLE else "replace")
    far = [sign for sign in text if not sign.isascii()]
    if not far:
        return 0.0
    scripts = Counter(map(script_of, far))
    fit = sum(scripts[script] for script in _FITS[encoding])
    marks = sum(scripts[script] for script in ("Symbol", "Space", "Combining"))
    score = (fit - 2 * max(marks - 0.2 * len(far), 0) - 5 * text.count("\ufffd")) / len(far)
    common = frozenset(_COMMON.get(encoding, ""))
    score += sum(sign in common for sign in far) / len(far)
    # letters with accents stand among plain ones, those of other scripts do not
    among = sum(len(_FAR.findall(word)) for word in _MIXED.findall(text)) / len(far)
    score -= 1 - among if encoding == "cp1252" else among
    known = languages(text)
    return score + (0.3 if known and _LANGUAGE.get(next(iter(known)), "") == encoding else 0.0)


_FITS = {
    "cp1252": ("Latin",), "cp1251": ("Cyrillic",), "koi8-r": ("Cyrillic",), "cp866": ("Cyrillic",), "cp949": ("Hangul",),
    "gb18030": ("Han",), "big5": ("Han",), "shift_jis": ("Kana", "Han"), "cp1256": ("Arabic",),
}  # fmt: skip
_LANGUAGE = {"ko": "cp949", "ja": "shift_jis", "fr": "cp1252", "es": "cp1252", "de": "cp1252", "pt": "cp1252", "en": "cp1252"}
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфії"  # small letters: those of one Cyrillic encoding are capitals of another
_COMMON = {
    "cp1251": _CYRILLIC, "koi8-r": _CYRILLIC, "cp866": _CYRILLIC, "cp1256": "اليومنترةبع",
    "cp949": "이다의에를은는가고을한지로하도기사서인자어리대시그아정수나해일들과으",
    "gb18030": "的一是不了在人有我他这来上大为和国到以说时要就出会可也对生能而那得于着下自之年日月，。、中",
    "big5": "的一是不了在人有我他這來上大為和國到以說時要就出會可也對生能而那得於著下自之年日月，。、中",
    "shift_jis": "のにはをたがでてとしれさるいもなこりっまから、。",
}  # fmt: skip


def unmangled(text: str) -> tuple[str, list[str]]:
    """(the text, what was told): a text that was UTF-8, was taken for Windows-1252 and written again is read back whole, or not
    at all; single such places stay as they are and are told."""
    places = _BROKEN.findall(text)
    if not places:
        return text, []
    shown = ", ".join(repr(place[:8]) for place in dict.fromkeys(places[:3]))
    try:
        whole = b"".join(_byte(sign) for sign in text).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        whole = ""
    if whole and len(places) > 1:
        return whole, [
            f"it had been read wrongly and saved again ({counted(len(places), 'place')} such as {shown}); read back as UTF-8"
        ]
    return text, [
        f"signs that were read wrongly before it was saved, left as they are: {counted(len(places), 'place')} such as {shown}"
    ]


def _byte(sign: str) -> bytes:
    """The byte that Windows-1252 shows as this sign; the five that it does not know stand for themselves."""
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")
