"""Russian noun phrases: where they begin and end, what they are, and which preposition stands before them."""

from __future__ import annotations

from collections.abc import Iterator

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed, Sentence
from headstamp.reason.read.days import days
from headstamp.reason.read.frames import Part
from headstamp.reason.read.lexicon import Lexicon
from headstamp.reason.read.phrases import Phrase, Phrases, stem
from headstamp.reason.read.words import words

_PLACES = words(
    "порт территория склад аэропорт база море залив граница полигон завод пролив канал воды остров город станция аэродром"
)
_NAME_DEPS = words("appos flat flat:name flat:foreign nmod amod compound nummod nummod:gov punct det")
_MEASURES = words(
    "десяток сотня тысяча миллион млн тонна кг килограмм партия число ряд количество штука единица дюжина часть большинство"
)
_MOST_WORDS = 8  # of a noun phrase
_MOST_HOPS = 4


class NounPhrases:
    """The noun phrases of one sentence of a parse, by the token that is their head."""

    def __init__(
        self, document: Document, parsed: Parsed, sentence: Sentence, lexicon: Lexicon, phrases: Phrases, memory: dict[str, Part]
    ) -> None:
        self.document, self.parsed, self.sentence, self.lexicon, self.memory = document, parsed, sentence, lexicon, memory
        self.tokens = parsed.tokens
        self.range = range(sentence.first, sentence.last)
        here = [(t.start, t.end, t.text) for t in self.tokens[sentence.first : sentence.last] if t.pos != "PUNCT"]
        self.phrases = phrases.by_words(here)
        self.dates = days(document, sentence.start, sentence.end, "ru")

    def case(self, index: int) -> str:
        """The case of a token, such as `Dat`; empty where it has none."""
        return self.tokens[index].tag.partition("|")[0]

    def preposition(self, index: int) -> str:
        """What stands before the phrase, by order: parsers hang prepositions on the wrong noun more often than not."""
        for at in range(index - 1, max(self.sentence.first, index - 6) - 1, -1):
            token = self.tokens[at]
            if token.pos == "ADP":
                counted = token.lemma in ("около", "до", "свыше", "порядка") and self.tokens[at + 1].pos == "NUM"
                return "" if counted else token.lemma
            other = token.pos == "ADJ" and token.dep in ("obl", "obj", "nsubj", "iobj", "nmod")  # a name taken for an adjective
            if (
                (other or token.pos not in ("ADJ", "NUM", "DET", "PART"))
                and token.text not in '«“"'
                and token.lemma not in _MEASURES
            ):
                return "как" if token.lemma == "как" else ""
        return ""

    def listed(self, index: int) -> Iterator[int]:
        """A noun and those that are listed with it."""
        yield index
        for kid in self.parsed.children[index]:
            if self.tokens[kid].dep == "conj" and self.tokens[kid].pos in ("NOUN", "PROPN", "X"):
                yield from self.listed(kid)

    def part(self, index: int, name: str) -> Part | None:
        """The noun phrase of a token as an argument; None for a pronoun that stands for nobody known."""
        index = self.content(index)
        first, last = self.edges(index)
        start, end = self.tokens[first].start, self.tokens[last].end
        token = self.tokens[index]
        for phrase in self.phrases:  # `барражирующие боеприпасы`, cut by the parser
            if phrase.start <= token.start < phrase.end:
                start, end = min(start, phrase.start), max(end, phrase.end)
        inside = [p for p in self.phrases if start <= p.start and p.end <= end]
        at = [p for p in inside if p.start <= token.start < p.end]
        head = at[-1] if at else None
        country = next(
            (p.country for p in inside if (p.country and p.start >= token.start) or (p.country and p.cls == "people")), ""
        )
        country = country or (head.country if head else "")
        relative = next((k for k in (index, *self.parsed.children[index]) if self.tokens[k].lemma == "который"), None)
        if relative is not None:
            return self.antecedent(relative, name)
        if token.lemma in _PLACES and (head is None or head.cls != "state"):
            return Part(name, start, end, "place", country=country)
        if token.pos == "PRON":
            party = self.memory.get("party")
            return (
                party._replace(name=name, carried=True)
                if party is not None and token.lemma in ("он", "она", "оно", "они")
                else None
            )
        return self.typed(name, start, end, head, country, index)

    def antecedent(self, index: int, name: str) -> Part | None:
        """The noun that `который` stands for: the one on which its clause hangs."""
        for _ in range(_MOST_HOPS):
            index = self.tokens[index].head
            if self.tokens[index].dep == "acl:relcl" and self.tokens[index].head != index:
                part = self.part(self.tokens[index].head, name)
                return part._replace(carried=True) if part is not None else None
        return None

    def typed(self, name: str, start: int, end: int, head: Phrase | None, country: str, index: int) -> Part:
        """A noun phrase with its class: by the tables, as a voice, or as a name by its capital."""
        voices = self.lexicon.cues.get("voice", {})
        voice = (head.voice if head else "") or voices.get(self.tokens[index].lemma, "")
        if head is not None:
            return Part(name, start, end, head.cls, head.key, country, voice)
        if voice:
            return Part(name, start, end, "voice", "", country, voice)
        proper = self.tokens[index].pos in ("PROPN", "X") or self.tokens[index].text[:1].isupper()
        return Part(name, start, end, "name" if proper and index != self.sentence.first else "other", "", country, "")

    def content(self, index: int) -> int:
        """The thing that is counted or measured: `десятки тысяч снарядов`, `210 кг героина`, `партия оружия`."""
        for _ in range(3):
            measure = (
                self.tokens[index].pos == "NUM"
                or self.tokens[index].lemma in _MEASURES
                or stem(self.tokens[index].text) in _MEASURES
            )
            inner = [
                k
                for k in self.parsed.children[index]
                if self.tokens[k].dep in ("nmod", "nummod")
                and self.tokens[k].pos in ("NOUN", "PROPN")
                and not self.preposition(k)
            ]
            if not measure or not inner:
                if measure and self.tokens[index].dep in ("nummod", "nummod:gov"):
                    index = self.tokens[index].head
                return index
            index = inner[0]
        return index

    def edges(self, index: int) -> tuple[int, int]:
        """The first and last token of a noun phrase: what stands with its head without a verb or a list of its own."""
        inside = {index}
        queue = [index]
        while queue and len(inside) < _MOST_WORDS:
            here = queue.pop(0)
            for kid in self.parsed.children[here]:
                token = self.tokens[kid]
                named = token.dep in _NAME_DEPS and token.pos not in ("VERB", "PUNCT", "PRON", "NUM") and not token.text.isdigit()
                if (
                    named
                    and (not self.preposition(kid) or (kid < here and token.dep in ("amod", "det", "compound")))
                    and abs(kid - here) <= 4
                    and (self.case(kid) != "Dat" or self.case(here) == "Dat")
                ):
                    inside.add(kid)
                    queue.append(kid)
        run = [index]
        while run[0] - 1 in inside or (
            run[0] - 2 in inside and self.tokens[run[0] - 1].pos == "PUNCT" and self.tokens[run[0] - 1].text in '«»“”"'
        ):
            run.insert(0, run[0] - 1)
        while run[-1] + 1 in inside or (run[-1] + 2 in inside and self.tokens[run[-1] + 1].text in '«»“”"'):
            run.append(run[-1] + 1)
        if self.tokens[min(run[-1] + 1, self.sentence.last - 1)].text == "»":
            run.append(run[-1] + 1)
        return run[0], run[-1]
