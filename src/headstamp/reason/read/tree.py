"""A parsed text with what its words name: the one view that every rule of reading looks through.

Classes of a noun phrase are those of the tables (`weapon`, `state`, `vessel` ...) and `pronoun`, `name`, `place`, `time`,
`other`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed, Sentence, Token
from headstamp.reason.read.lexicon import WORD, Entry, Lexicon
from headstamp.reason.read.names import register
from headstamp.reason.read.words import words

ARMS = frozenset(("weapon", "ammunition", "component", "technology"))
PAYMENTS = frozenset(("money", "drug", "barter"))
PARTIES = frozenset(("state", "capital", "people", "body", "group", "firm", "person", "name", "force"))
PLACES = frozenset(("place", "city", "region", "water"))
_PARTITIVE = frozenset(("partitive", "cargo", "pronoun", "other", "number"))
_LEFT = frozenset(("compound", "amod", "nmod", "nummod", "poss", "quantmod", "advmod", "case", "punct", "det", "npadvmod"))
_TIMES = words(
    "day week month year decade century time period moment night morning evening afternoon weekend today tomorrow "
    "yesterday monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august september october november december spring summer autumn winter jan feb mar apr jun jul aug sep sept oct "
    "nov dec"
)  # fmt: skip
_TRADE = words("export sale trade trafficking deal import transfer shipping programme program dealer broker industry")
_NO_ARMS = frozenset(("trade", "record", "state", "capital", "people", "body", "firm", "person"))
_MAKERS = words(
    "works factories plants industries ltd limited corporation company ministry agency committee board "
    "manufacturer manufacturers producer producers developer developers builder builders makers engineer engineers"
)
_WHOLE = frozenset(("state", "capital", "body", "group", "firm", "media", "person", "city", "vessel"))
_SIGNS = frozenset(("$", "us$", "€", "£", "usd", "eur"))
_ABOUT_ARMS = words(
    "training instruction lesson course drill inspector inspection expert specialist embargo ban talk negotiation "
    "farm factory plant fair museum scrap race control maker"
)
_TEAMS = words("team delegation group handful band crew squad cadre number cell")
_KIN = words("related use grade purpose capable")
_WARES = words(
    "good item equipment material product information data document machinery device system supply article chemical metal"
)
_WAR = words("missile nuclear military weapon weapons defence defense dual warhead rocket drone ballistic")
_OFFICES = words(  # `sold to the Ministry of Defence of X` goes to somebody, and not to a place
    "ministry army navy police force forces military government guard agency department authority ministries gendarmerie service"
)
_NEAR = 4  # words
_MOST_OF_A_LIST = 100
_DEEP = 6  # phrases within phrases that are still looked into
_MODEL = re.compile(r"[a-z]{1,4}-?\d{1,3}[a-z]?$")
_RELATIVE = frozenset(("WDT", "WP", "WP$"))


class Tree:
    """One text: tokens, who hangs on whom, and the table entry that covers each token."""

    def __init__(self, document: Document, parsed: Parsed, lexicon: Lexicon) -> None:
        self.document, self.parsed, self.lexicon = document, parsed, lexicon
        self.tokens: tuple[Token, ...] = parsed.tokens
        self.children = parsed.children
        self.lemmas = tuple(token.lemma.casefold() for token in parsed.tokens)
        self.lows = tuple(token.text.casefold() for token in parsed.tokens)
        self.mentions, self.bounds = _mentions(document.text, self.tokens, lexicon)
        self.cls = lru_cache(maxsize=None)(self._cls)
        self.country = lru_cache(maxsize=None)(self._country)
        self.sentence_of: list[int] = [0] * len(self.tokens)
        for number, sentence in enumerate(parsed.sentences):
            self.sentence_of[sentence.first : sentence.last] = [number] * (sentence.last - sentence.first)
        # names that no table has, `halcyon tern` -> vessel: found by what stands beside them, before anything is asked of them
        self.names: dict[str, str] = {}
        self.names = register(self)
        self.cls.cache_clear()
        self.country.cache_clear()

    def sentence(self, index: int) -> Sentence:
        """The sentence in which a token stands."""
        return self.parsed.sentences[self.sentence_of[index]]

    def kids(self, index: int, *deps: str) -> list[int]:
        """The children of a token with one of these relations."""
        return [kid for kid in self.children[index] if self.tokens[kid].dep in deps]

    def under(self, index: int) -> list[int]:
        """A token and all that hangs on it, in the order of the text."""
        found, stack = [], [index]
        while stack:
            here = stack.pop()
            found.append(here)
            stack.extend(self.children[here])
        return sorted(found)

    def with_conjuncts(self, head: int) -> list[int]:
        """A noun and those joined to it by commas, `and`, `or`, in the order of the text; a list of very many is cut."""
        found: list[int] = []
        stack = [head]
        while stack and len(found) < _MOST_OF_A_LIST:
            here = stack.pop()
            found.append(here)
            for kid in reversed(self.kids(here, "conj")):
                pos = self.tokens[kid].pos
                stack += reversed(self.kids(kid, "pobj")) if pos == "ADP" else [kid] if pos not in ("VERB", "AUX") else []
        return found

    def of(self, index: int, *words: str) -> list[int]:
        """Objects of the prepositions `words` that hang on a token."""
        return [
            head
            for kid in self.children[index]
            if self.tokens[kid].pos in ("ADP", "SCONJ") and self.lows[kid] in words
            for first in self.kids(kid, "pobj")
            for head in self.with_conjuncts(first)
        ]

    def phrase(self, head: int) -> tuple[int, int]:
        """Signs of a noun phrase: from its first word on the left to its head, or to the end of the name that covers it.

        `a private security company in Guinea` keeps its `of`, `in` and `for` where a name or number hangs there."""
        first = head
        while first > 0 and self.tokens[first - 1].dep in _LEFT and self._hangs(first - 1, head):
            first -= 1
        while first < head and (self.tokens[first].pos in ("DET", "PUNCT", "PRON") or self.lows[first] in ("'s", "’s")):
            first += 1
        last = head
        for kid in () if self._is_a_name(head) else self.children[head]:
            if kid > head and self.lows[kid] in ("of", "for", "in") and self.kids(kid, "pobj"):
                last = max(last, self._end_of(self.kids(kid, "pobj")[0]))
        start, end = self.tokens[first].start, self.tokens[last].end
        if (bound := self.bounds[head]) is not None:
            start, end = min(start, bound[0]) if first == head else start, max(end, bound[1])
        return start, end

    def _is_a_name(self, head: int) -> bool:
        """Whether a table knows the whole name: `accused X of deliveries` adds nothing to who X is."""
        entry = self.mentions[head]
        return entry is not None and entry.cls in _WHOLE and not entry.key.startswith("terms/")

    def _end_of(self, head: int) -> int:
        """The last of a short list that a noun begins: `weapons and munitions`."""
        joined = [other for other in self.with_conjuncts(head) if 0 <= other - head <= _NEAR]
        return max(joined, default=head)

    def _hangs(self, index: int, head: int) -> bool:
        for _ in range(6):
            if index == head:
                return True
            up = self.tokens[index].head
            if up == index or up > head:
                return False
            index = up
        return False

    def is_noun(self, index: int) -> bool:
        """Whether a token can head a noun phrase."""
        return self.tokens[index].pos in ("NOUN", "PROPN", "PRON", "NUM", "DET", "ADJ", "X", "SYM")

    def entry(self, head: int) -> Entry | None:
        """The table entry whose last word is this token."""
        bound = self.bounds[head]
        return self.mentions[head] if bound is not None and bound[1] <= self.tokens[head].end else None

    def _cls(self, head: int) -> str:
        token = self.tokens[head]
        entry = self.mentions[head]
        if (token.pos == "PRON" or self.lows[head] in ("ones", "none")) and entry is None:
            return "pronoun"
        if self.lemmas[head] in _TIMES and (entry is None or entry.cls in ("partitive",)):
            return "time"
        loose = entry is not None and token.pos == "PROPN" and entry.key.startswith("terms/")
        if loose and (known := self._registered(head)) and not (known == "place" and self.lemmas[head] in _OFFICES):
            return known
        if self.lemmas[head] == "part" and token.tag == "NN" and not self.kids(head, "compound", "amod"):
            return self._parts(head, "partitive")
        if entry is not None and entry.cls in ARMS and head + 1 < len(self.tokens) and self._trade_after(head + 1):
            return "trade"
        if any(self.lows[kid] in _SIGNS for kid in self.children[head]):
            return "money"
        cls = entry.cls if entry is not None else self._unnamed(head)
        if self.lemmas[head] == "fighter" and any(_MODEL.match(self.lows[k]) for k in self.children[head]):
            return "weapon"  # `F-16 fighters` fly; fighters alone are men
        return self._parts(head, cls)

    def _trade_after(self, index: int) -> bool:
        after = self.mentions[index]
        return (
            (after is not None and after.cls == "trade")
            or self.lemmas[index] in _TRADE
            or self.lemmas[index] in ("embargo", "race")
        )

    def _parts(self, head: int, cls: str) -> str:
        manned = cls == "group" or (cls == "other" and self.lemmas[head] in _TEAMS)
        if manned and any(self._inner(kid) == "force" for kid in self.of(head, "of")):
            return "force"  # a company of soldiers
        if cls == "other" and self.lemmas[head] in _TRADE:
            return "trade"
        if cls in _PARTITIVE:
            for inner in (*self.of(head, "of"), *self.kids(head, "compound", "nmod", "amod")):
                if (found := self._inner(inner)) in ARMS or found in PAYMENTS or found in ("force", "civil", "mark"):
                    return "cargo" if cls == "cargo" and found in ARMS else found
        return cls

    def _inner(self, index: int) -> str:
        entry = self.mentions[index]
        return entry.cls if entry is not None else ""

    def _unnamed(self, head: int) -> str:
        token = self.tokens[head]
        if token.pos == "PROPN":
            return self._registered(head) or self.names.get(self.lows[head]) or "name"
        if self.names.get(self.lows[head]) == "weapon":  # `Fateh-110` is at times no name to the parser
            return "weapon"
        return "number" if token.pos == "NUM" else "other"

    def _registered(self, head: int) -> str:
        """The class of a name by the longest run of its words that the text has told of: `Air Cargo` in `Sudan Air Cargo`."""
        start, _ = self.phrase(head)
        end = self.tokens[head].end
        if known := self.names.get(self.document.text[start:end].casefold(), ""):
            return known
        first = head
        while first > 0 and self.tokens[first - 1].dep == "compound" and self.tokens[first - 1].start >= start:
            first -= 1
        runs = (self.document.text[self.tokens[at].start : end].casefold() for at in range(first, head))
        return next((self.names[run] for run in runs if run in self.names), "")

    def arms(self, head: int, depth: int = 0) -> bool:
        """Whether a noun phrase speaks of arms: by its head, what it is made of, or a calibre in it."""
        if self.cls(head) in ARMS:
            return True
        about = self.lows[head] in _MAKERS or self.lemmas[head] in _ABOUT_ARMS
        if self.cls(head) in _NO_ARMS or self.lemmas[head] in _TRADE or about:
            return False
        if depth < _DEEP and any(self.arms(kid, depth + 1) for kid in self.of(head, "of") if kid > head):
            return True
        if self.lemmas[head] in _WARES and any(self.lows[kid] in _KIN and self._of_war(kid) for kid in self.kids(head, "amod")):
            return True
        return any(
            self._inner(kid) in ARMS or self.lows[kid] in ("mm", "calibre", "military") or self.lows[kid].endswith("mm")
            for kid in (*self.kids(head, "compound", "nmod", "amod"), *self.of(head, "of", "with"))
        )

    def _of_war(self, adjective: int) -> bool:
        """`missile-related information`, `dual-use goods`: what stands before the hyphen says what they are for."""
        return any(self._inner(kid) in ARMS or self.lows[kid] in _WAR for kid in self.children[adjective])

    def _country(self, head: int) -> str:
        """The country of a noun phrase: its own, or the one country its group word has elsewhere in the text."""
        if code := self.own_country(head):
            return code
        if self.tokens[head].pos == "PROPN":
            start, end = self.phrase(head)
            whole = self.document.text[start:end].casefold()
            return self.names.get("country of " + whole) or self.names.get("country of " + self.lows[head], "")
        if any(self.lows[kid] in ("the", "those", "these") for kid in self.kids(head, "det")):
            return self.names.get("country of the " + self.lemmas[head], "")
        return ""

    def own_country(self, head: int, depth: int = 0) -> str:
        """The country that the words of a noun phrase name, by itself, an adjective, `of`, `in`, `from` or an apposition."""
        entry = self.mentions[head]
        if entry is not None and entry.country:
            return entry.country
        for kid in self.kids(head, "amod", "compound", "nmod", "poss", "appos"):
            if (found := self.mentions[kid]) is not None and found.country:
                return found.country
            if found is None and self.tokens[kid].pos == "PROPN" and (code := self.names.get("country of " + self.lows[kid])):
                return code
        for name in ("of", "in", "from"):
            for kid in self.of(head, name):
                if (found := self.mentions[kid]) is not None and found.country:
                    return found.country
                if name == "of" and depth < _DEEP and (code := self.own_country(kid, depth + 1)):
                    return code
        token = self.tokens[head]
        if token.dep == "appos" and token.head < head and depth < _DEEP and self.cls(token.head) in PARTIES:
            return self.own_country(token.head, depth + 1)
        return ""

    def antecedent(self, index: int) -> int:
        """The noun for which a relative pronoun stands, else the token itself."""
        if self.tokens[index].tag in _RELATIVE or self.lows[index] in ("that", "which", "who", "whom"):
            verb = self.tokens[index].head
            for _ in range(4):
                if self.tokens[verb].dep == "relcl":
                    return self.tokens[verb].head
                if (cleft := self._cleft(verb)) is not None:
                    return cleft
                verb = self.tokens[verb].head
        return index

    def _cleft(self, verb: int) -> int | None:
        """`It was X that supplied Y`: the noun that the sentence is turned round for."""
        be = self.tokens[verb].head
        it = self.tokens[verb].dep in ("ccomp", "advcl") and any(self.lows[k] == "it" for k in self.kids(be, "nsubj"))
        return next(iter(self.kids(be, "attr")), None) if it and self.lemmas[be] == "be" else None

    def speaks_of_arms(self, index: int) -> bool:
        """Whether this sentence or one of the five before it names arms: a pronoun or `the cargo` may stand for them."""
        begin = self.parsed.sentences[max(0, self.sentence_of[index] - 5)].first
        return any((e := self.mentions[at]) is not None and e.cls in ARMS for at in range(begin, self.sentence(index).last))

    def party(self, head: int) -> bool:
        """Whether a noun phrase can give or receive: a state, body, firm, person or group, no place, ship or thing."""
        return self.cls(head) in PARTIES


def named(document: Document, parsed: Parsed, lexicon: Lexicon) -> list[Entry | None]:
    """For each token of a parse the longest table entry that covers it."""
    return _mentions(document.text, parsed.tokens, lexicon)[0]


def _mentions(text: str, tokens: tuple[Token, ...], lexicon: Lexicon) -> tuple[list[Entry | None], list[tuple[int, int] | None]]:
    """For each token the longest table entry that covers it, and the signs that entry takes up."""
    words = [(m.start(), m.end(), m[0], m[0].casefold()) for m in WORD.finditer(text)]
    mentions: list[Entry | None] = [None] * len(tokens)
    bounds: list[tuple[int, int] | None] = [None] * len(tokens)
    at, number = 0, 0
    while number < len(words):
        found = _longest(words, number, lexicon, text)
        if found is None:
            number += 1
            continue
        start, end = words[number][0], words[number + len(found.words) - 1][1]
        if text[end : end + 1] == "." and end - start < 6 and found.exact:
            end += 1
        while at < len(tokens) and tokens[at].end <= start:
            at += 1
        inside = at
        while inside < len(tokens) and tokens[inside].start < end:
            mentions[inside], bounds[inside] = found, (start, end)
            inside += 1
        number += len(found.words)
    return mentions, bounds


def _longest(words: list[tuple[int, int, str, str]], at: int, lexicon: Lexicon, text: str) -> Entry | None:
    first = words[at][3]
    for key in _forms(first):
        for entry in lexicon.phrases.get(key, ()):
            size = len(entry.words)
            if at + size > len(words) or (size > 1 and key != first):
                continue
            run = words[at : at + size]
            if not _joined(run, text):
                continue
            if entry.exact:
                if all(w[2] in (e, e + "s") for w, e in zip(run, entry.words, strict=True)):
                    return entry
            elif (
                all(w[3] == e.casefold() for w, e in zip(run[:-1], entry.words[:-1], strict=True))
                and (entry.words[-1].casefold() in _forms(run[-1][3]))
                and (entry.cls not in _CAPITAL or run[0][2][0].isupper())
            ):
                return entry
    return None


_CAPITAL = frozenset(("state", "people", "capital", "body", "firm", "media", "voice", "city", "region", "water"))


def _joined(run: list[tuple[int, int, str, str]], text: str) -> bool:
    """Words of one phrase stand beside each other: blanks, a hyphen, an apostrophe, points of an abbreviation."""
    return all(
        second[0] - first[1] <= 2 and not set(text[first[1] : second[0]]) & set(',;:()"“”') for first, second in pairwise(run)
    )


@lru_cache(maxsize=65_536)
def _forms(word: str) -> tuple[str, ...]:
    """A word and what it may be the plural of."""
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return (word,)
    if word.endswith("ies"):
        return (word, word[:-3] + "y", word[:-1])
    return (word, word[:-1], word[:-2]) if word.endswith("es") else (word, word[:-1])
