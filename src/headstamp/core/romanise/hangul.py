"""Hangul in Latin letters: North Korean (1992/2013), McCune-Reischauer, Revised Romanisation, and the spellings of passports.

A syllable is taken apart by arithmetic (The Unicode Standard, chapter 3.12). Names are read syllable by syllable, since the
tables of lists write them so (RI Pyong Chol); words are read whole, with the sound changes between syllables (Tonggang).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

_FIRST, _LAST = 0xAC00, 0xD7A3
_NONE = 11  # the silent initial


class _Scheme(NamedTuple):
    initials: tuple[str, ...]
    vowels: tuple[str, ...]
    finals: dict[str, str]


_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_STOP = {
    "": "", "ㄱ": "k", "ㄲ": "k", "ㄳ": "k", "ㄴ": "n", "ㄵ": "n", "ㄶ": "n", "ㄷ": "t", "ㄹ": "l", "ㄺ": "k", "ㄻ": "m",
    "ㄼ": "l",
    "ㄽ": "l", "ㄾ": "l", "ㄿ": "p", "ㅀ": "l", "ㅁ": "m", "ㅂ": "p", "ㅄ": "p", "ㅅ": "t", "ㅆ": "t", "ㅇ": "ng", "ㅈ": "t",
    "ㅊ": "t",
    "ㅋ": "k", "ㅌ": "t", "ㅍ": "p", "ㅎ": "t",
}  # fmt: skip


def _row(text: str) -> tuple[str, ...]:
    return tuple("" if part == "-" else part for part in text.split())


_NORTH_VOWELS = _row("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i")
_SOUTH_VOWELS = _row("a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_COMMON_VOWELS = _row("a ae ya yae u e yu ye o wa wae oi yo oo wo we wi yoo u ee i")

NORTH = _Scheme(_row("k kk n t tt r m p pp s ss - j jj ch kh th ph h"), _NORTH_VOWELS, _STOP)
MCCUNE = _Scheme(_row("k kk n t tt r m p pp s ss - ch tch ch k t p h"), _NORTH_VOWELS, _STOP)
VOICED = _Scheme(_row("g kk n d tt r m b pp s ss - j jj ch k t p h"), _NORTH_VOWELS, _STOP)
REVISED = _Scheme(_row("g kk n d tt r m b pp s ss - j jj ch k t p h"), _SOUTH_VOWELS, _STOP)
COMMON = _Scheme(_row("k kk n d tt r m b pp s ss - j jj ch k t p h"), _COMMON_VOWELS, _STOP)


_SPELLINGS = {
    "김": "kim gim", "이": "i yi lee ri li rhee", "리": "ri li lee yi rhee i", "박": "pak park bak", "최": "choe choi choy",
    "정": "jong jung chong jeong chung", "조": "jo cho", "류": "ryu yu yoo ryoo", "유": "yu yoo ryu you",
    "렴": "ryom yom yeom",
    "염": "yom ryom yeom", "태": "thae tae tai", "강": "kang gang", "장": "jang chang", "임": "im rim lim yim",
    "림": "rim lim im yim",
    "오": "o oh", "한": "han", "신": "sin shin", "서": "so seo suh", "권": "kwon gwon", "황": "hwang", "안": "an ahn",
    "송": "song",
    "전": "jon jun chon jeon", "홍": "hong", "고": "ko go koh", "문": "mun moon", "양": "yang ryang", "량": "ryang yang",
    "손": "son",
    "배": "pae bae", "백": "paek baek baik paik", "허": "ho heo hur huh", "남": "nam", "심": "sim shim",
    "노": "no ro roh noh", "로":
    "ro no roh noh", "하": "ha", "곽": "kwak gwak", "성": "song sung seong", "차": "cha", "주": "ju chu joo",
    "우": "u woo wu", "구":
    "ku gu koo", "민": "min", "진": "jin chin", "엄": "om eom um", "채": "chae", "원": "won", "천": "chon chun cheon", "방":
    "pang bang", "공": "kong gong", "현": "hyon hyun hyeon", "함": "ham", "변": "pyon byon byun byeon", "여": "yo ryo yeo", "려":
    "ryo yo ryeo yeo", "연": "yon ryon yeon", "련": "ryon yon ryeon", "영": "yong ryong young yeong",
    "령": "ryong yong ryeong", "윤":
    "yun ryun yoon youn", "룡": "ryong yong", "용": "yong ryong", "녀": "nyo yo nyeo", "은": "un eun",
    "금": "kum keum geum gum", "철":
    "chol chul cheol", "일": "il", "선": "son sun seon", "순": "sun soon", "숙": "suk sook", "경": "kyong kyung gyeong", "혁":
    "hyok hyuk hyeok", "훈": "hun hoon", "희": "hui hee", "국": "kuk guk kook", "광": "kwang gwang", "명":
    "myong myung myeong", "수": "su soo", "준": "jun chun joon", "중": "jung chung joong", "병": "pyong byong byung byeong",
    "학":
    "hak", "덕": "tok dok duk deok", "동": "tong dong", "길": "kil gil", "상": "sang", "석": "sok suk seok", "호": "ho",
    "룬": "ryun",
    "승": "sung seung", "식": "sik shik", "실": "sil shil", "시": "si shi", "범": "pom bom beom bum", "부": "pu bu boo", "뢰":
    "roe noe", "계": "kye gye kae", "평": "phyong pyong pyeong", "필": "phil pil", "표": "phyo pyo",
}  # fmt: skip
"""Spellings that occur in passports and papers, best first; the rest follows from the schemes."""

FORMS_MAX = 8


def is_hangul(char: str) -> bool:
    """True for one precomposed Hangul syllable."""
    return _FIRST <= ord(char) <= _LAST


def decompose(syllable: str) -> tuple[int, int, int]:
    """(initial 0..18, vowel 0..20, final 0..27) of one syllable. Raises ValueError for any other sign.

    >>> decompose("김")
    (0, 20, 16)
    """
    if not is_hangul(syllable):
        raise ValueError(f"{syllable!r} is not one Hangul syllable")
    index = ord(syllable) - _FIRST
    return index // 588, index % 588 // 28, index % 28


def _write(scheme: _Scheme, initial: int, vowel: int, final: int) -> str:
    return scheme.initials[initial] + scheme.vowels[vowel] + scheme.finals[_FINALS[final]]


@cache
def syllable_forms(syllable: str) -> tuple[str, ...]:
    """Latin spellings of one syllable of a name, best first, at most eight.

    >>> syllable_forms("정")[:4]
    ('jong', 'jung', 'chong', 'jeong')
    """
    found = dict.fromkeys(_SPELLINGS.get(syllable, "").split())
    cut = decompose(syllable)
    for scheme in (NORTH, MCCUNE, REVISED, VOICED, COMMON):
        found.setdefault(_write(scheme, *cut))
        if cut[0] in (2, 5) and scheme in (NORTH, REVISED):  # initial n and r: the South drops or hardens them
            soft = cut[1] in (2, 3, 6, 7, 12, 17, 20)
            found.setdefault(_write(scheme, _NONE if soft else 2, *cut[1:]))
    return tuple(form for form in found if form)[:FORMS_MAX]


_ASSIMILATED = {
    ("k", "ㄴ"): ("ng", "n"), ("k", "ㅁ"): ("ng", "m"), ("k", "ㄹ"): ("ng", "n"), ("t", "ㄴ"): ("n", "n"), ("t", "ㅁ"): ("n",
    "m"),
    ("t", "ㄹ"): ("n", "n"), ("p", "ㄴ"): ("m", "n"), ("p", "ㅁ"): ("m", "m"), ("p", "ㄹ"): ("m", "n"), ("ng", "ㄹ"): ("ng",
    "n"),
    ("m", "ㄹ"): ("m", "n"), ("n", "ㄹ"): ("l", "l"), ("l", "ㄴ"): ("l", "l"), ("l", "ㄹ"): ("l", "l"),
}  # fmt: skip
_LIAISON = {
    "ㄱ": 0, "ㄲ": 1, "ㄴ": 2, "ㄷ": 3, "ㄹ": 5, "ㅁ": 6, "ㅂ": 7, "ㅅ": 9, "ㅆ": 10, "ㅈ": 12,
    "ㅊ": 14, "ㅋ": 15, "ㅌ": 16, "ㅍ": 17,
}  # fmt: skip
_SOFT = {"k": "g", "t": "d", "p": "b", "ch": "j"}


@lru_cache(maxsize=16384)
def word_forms(word: str) -> tuple[str, ...]:
    """Spellings of a whole word with its sound changes: North Korean, McCune-Reischauer, Revised, and letter by letter.

    >>> word_forms("동강")
    ('tonggang', 'donggang', 'tongkang')
    """
    plain = "".join(_write(NORTH, *decompose(s)) for s in word)
    forms = (_spoken(word, NORTH), _spoken(word, MCCUNE), _spoken(word, REVISED), plain)
    return tuple(dict.fromkeys(forms))


def _spoken(word: str, scheme: _Scheme) -> str:
    """One word under one scheme; consonants between voiced sounds are softened, as all three schemes have it."""
    cuts = [list(decompose(s)) for s in word]
    out: list[str] = []
    for here, after in zip(cuts, [*cuts[1:], None], strict=True):
        final = _FINALS[here[2]]
        if after is not None and after[0] == _NONE and final in _LIAISON:
            after[0], final = _LIAISON[final], ""
        initial = scheme.initials[here[0]]
        if out and here[0] != _NONE:
            initial = _joined(out, _INITIALS[here[0]], initial)
        out += [initial + scheme.vowels[here[1]], scheme.finals[final]]
    return "".join(out)


def _joined(out: list[str], jamo: str, initial: str) -> str:
    """The initial as it sounds after what stands in `out`, whose last final is changed where the two melt."""
    if (out[-1], jamo) in _ASSIMILATED:
        out[-1], initial = _ASSIMILATED[out[-1], jamo]
        return initial
    voiced = out[-1] in ("", "n", "m", "ng", "l")
    if jamo in "ㄱㄷㅂㅈ" and voiced:
        return _SOFT.get(initial, initial)
    return initial


_KEY_STEPS = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        (r"(?<=[aeiou])r(?=[kmnptg])|(?<=[aeiou])h$", ""),  # park, oh
        (r"rh", "r"),
        (r"eui|ui|ee", "i"),
        (r"eo|eu|oo|ou|u", "o"),
        (r"o+", "o"),
        (r"ae|ai", "e"),
        (r"oe|oi|oy$", "we"),
        (r"^w(?=o(?!n))", ""),
        (r"y(?=i)", ""),
        (r"sh", "s"),
        (r"tch|ch|jj|j", "c"),
        (r"kk|kh|gg|g(?!$)|(?<!n)g$", "k"),
        (r"tt|th|dd|d", "t"),
        (r"pp|ph|bb|b", "p"),
        (r"ss", "s"),
        (r"^[rln](?=[iy])", ""),
        (r"^[rl]", "n"),
        (r"nk$", "ng"),
        (r"r$", "l"),
    )
)


@lru_cache(maxsize=65536)
def korean_key(romanised: str) -> str:
    """A key under which the spellings of one Korean syllable meet, whatever the scheme. Other syllables may meet there too
    (o, u, eo and eu are one vowel here), so the key proposes and never proves.

    >>> {korean_key(s) for s in ("jong", "jung", "chong", "jeong")}
    {'cong'}
    """
    key = romanised
    for pattern, by in _KEY_STEPS:
        key = pattern.sub(by, key)
    return key
