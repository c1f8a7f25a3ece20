"""Which language a text is in: by its script, and within a script by its commonest small words and by letters of its own.

A guess for sending a text to the right reader, no more: a list of names has no language, and a few words of a foreign one do not
count. The method is that of stop-word profiles (Grefenstette, "Comparing two language identification schemes", JADT 1995).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from headstamp.core.text import script_of

NAMES = {
    "en": "English", "ko": "Korean", "ru": "Russian", "zh": "Chinese", "fr": "French", "es": "Spanish", "ar": "Arabic",
    "uk": "Ukrainian", "de": "German", "pt": "Portuguese", "ja": "Japanese", "fa": "Persian",
}  # fmt: skip
"""Languages that are told apart. The last four are here so that they are not taken for one of the others."""

_SMALL_WORDS = {
    "en": "the of and to in that is was for on with by from at as it be are were had has have not which this or an its their "
    "been who but they he she would will after said his her than into about also",
    "fr": "le la les de des du et à un une en que qui est dans pour par sur au aux avec il elle ils ne pas plus ce cette ont a "
    "été sont était se son sa ses leur comme mais ou l d qu",
    "es": "el la los las de del y a un una en que es por para con se no su sus al lo como más pero fue ha han son entre sin "
    "sobre este esta era según desde había ya o",
    "de": "der die das und in zu den von mit ist des im für auf nicht ein eine dem es als auch an werden aus er hat dass sie "
    "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis",
    "pt": "o os as de do da dos das e em um uma que para com não no na nos nas por se foi mais ao como mas são pelo pela seu sua "
    "ou ser já está também até",
    "ru": "и в не на что с по как это из у за к от для о же был были была который которые его ее их он она они до при также или "
    "но после было этом во со том под",
    "uk": "і в не на що з по як це із у за до від для про є та був були була який які його її їх він вона вони при також або але "
    "після було цьому під між й",
    "ar": "في من على إلى أن التي الذي عن مع هذا هذه كان قد لا ما بعد كما بين أو ثم لم كانت وقال إن قال ذلك",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد می های ها بود شده",
}
WORDS = {
    language: frozenset(word for word in words.split() if not word.isascii() or len(word) > 1)
    for language, words in _SMALL_WORDS.items()
}
OWN_LETTERS = {"ru": "ыэёъ", "uk": "іїєґ", "fa": "پچژگکی", "ar": "ةيكىأإؤئ", "es": "ñ¿¡", "de": "ß", "pt": "ãõ"}
"""Letters that one language of a script has and its neighbours lack."""

_OF_SCRIPT = {"Latin": ("en", "fr", "es", "de", "pt"), "Cyrillic": ("ru", "uk"), "Arabic": ("ar", "fa")}
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 8  # of a paragraph in Latin letters that is taken for another language than its text
_FEW = 40  # words
_SHORT = 80  # signs of a paragraph
_FEWEST = 0.2  # of the words of a text: where fewer are small words of a language, it is a list or another language
_FEWEST_OF_FEW = 0.12  # of up to forty words of English, which need two all the same


def language_of(text: str) -> str:
    """The language of most of the text by ISO 639-1, or an empty string where it cannot be told.

    >>> language_of("The ship was seen at the port."), language_of("무기를 보냈다."), language_of("Kim Ri Pak")
    ('en', 'ko', '')
    """
    shares = languages(text)
    best = next(iter(shares), "")
    return best if best and shares[best] >= 0.5 else ""


def in_latin(text: str) -> bool:
    """Whether most letters of a text are Latin."""
    scripts = Counter(map(script_of, filter(str.isalpha, text[:100_000])))
    return scripts["Latin"] * 2 > sum(scripts.values())


def by_language(text: str, main: str, wanted: Collection[str]) -> dict[str, str]:
    """The text as the reader of each language should see it: `main` first, and each of `wanted` that whole paragraphs are in.

    What is in another language is blanked sign by sign, so that offsets stay. A text in one language comes back as it is.
    """
    places: dict[str, list[tuple[int, int]]] = {}
    for found in re.finditer(r"\S.*?(?=\n\s*\n|\Z)", text, re.DOTALL):
        language = language_of(found[0]) if len(_WORD.findall(found[0])) >= _FEWEST_WORDS or not found[0].isascii() else main
        if language and language != main and language in wanted:
            places.setdefault(language, []).append(found.span())
    out = {main: _blanked(text, [place for each in places.values() for place in each])}
    for language, mine in places.items():
        edges = [0, *(edge for place in mine for edge in place), len(text)]
        out[language] = _blanked(text, list(zip(edges[::2], edges[1::2], strict=True)))
    return out


def _blanked(text: str, places: Iterable[tuple[int, int]]) -> str:
    signs = list(text)
    for start, end in places:
        signs[start:end] = [sign if sign == "\n" else " " for sign in signs[start:end]]
    return "".join(signs)


def languages(text: str) -> dict[str, float]:
    """The share of the letters of the text in each language, the largest first; paragraphs are looked at one by one.

    Letters of paragraphs that cannot be told are left out of the account: shares add up to 1, or the answer is empty.
    """
    long: Counter[str] = Counter()
    short: Counter[str] = Counter()
    for paragraph in re.split(r"\n\s*\n", text):
        (long if len(paragraph) >= _SHORT else short).update(_of_paragraph(paragraph))
    # of headings, cells and lists a few small words prove little: they count for a language that longer paragraphs are in
    held = Counter({name: long[name] + short[name] for name in (long or short)})
    total = sum(held.values())
    return {language: count / total for language, count in held.most_common()}


def _of_paragraph(text: str) -> Counter[str]:
    """Letters of each language in a paragraph: several where it is written in several scripts."""
    scripts: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        scripts[script_of(sign)] += count
    found: Counter[str] = Counter()
    han, kana, hangul = scripts["Han"], scripts["Kana"], scripts["Hangul"]
    if kana * 20 > han + kana:
        found["ja"] += han + kana
    elif han > hangul:  # a few Han signs in Korean are Korean
        found["zh"] += han
    if hangul:
        found["ko"] += hangul + (han if han <= hangul else 0)
    for script, candidates in _OF_SCRIPT.items():
        if scripts[script] and (best := _best(text.casefold(), script, candidates)):
            found[best] += scripts[script]
    return found


def _best(text: str, script: str, candidates: tuple[str, ...]) -> str:
    words = Counter(word for word in _WORD.findall(text) if script_of(word[0]) == script)
    number = sum(words.values())
    signs = Counter(text)
    small = {each: sum(words[word] for word in WORDS[each]) for each in candidates}
    score = {each: small[each] + sum(signs[letter] for letter in OWN_LETTERS.get(each, "")) for each in candidates}
    best = max(candidates, key=lambda each: score[each])
    terse = best == "en" and number <= _FEW  # Korean names hold small words of Spanish
    fewest = max(_FEWEST_OF_FEW * number, 2) if terse else _FEWEST * number
    if not score[best] or (script == "Latin" and number > 8 and score[best] < fewest):
        return "" if script == "Latin" else candidates[0] if number > 2 else ""
    return best
