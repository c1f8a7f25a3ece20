"""The Russian reader: a dependency parse and its cases tell who gave what to whom (Universal Dependencies for Russian).

Nominative = subject, accusative or genitive of negation = object, dative = who gets it, `из/от` source, `через` way, the
instrumental of a passive = by whom. Participles take the noun they stand with; coordinated verbs share what the first one has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed
from headstamp.core.statement import Statement, StatementKind
from headstamp.reason.read.counts import amounts
from headstamp.reason.read.frames import PARTIES, Frame, Part, finished, fits, statements
from headstamp.reason.read.lexicon import Lexicon
from headstamp.reason.read.phrases import Phrases
from headstamp.reason.read.russian_denials import rejects
from headstamp.reason.read.russian_holders import HOLDS
from headstamp.reason.read.russian_mend import mended
from headstamp.reason.read.russian_phrases import NounPhrases
from headstamp.reference.reading_rows import PredicateRow

K = StatementKind
_PREPOSITIONS = {
    "из": "from", "от": "from", "со": "from", "с": "with", "через": "via", "для": "for", "в": "into", "во": "into", "на": "on",
    "к": "to", "у": "near", "по": "along", "как": "as", "до": "to",
}  # fmt: skip
_CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
_SUPPLY = (K.TRANSFER, K.TECHNOLOGY, K.BROKERING, K.PROCUREMENT_ATTEMPT)
_PLACE_CASE = ("Loc",)
_NOUNS = ("NOUN", "PROPN", "X", "PRON", "NUM", "ADJ", "DET")
_MOST_WORDS_OF_A_PHRASE = 8
_REFUSES = ("отказаться", "отказываться", "прекратить", "запретить")
_ACCUSES = ("обвинить", "обвинять", "подозревать", "заподозрить", "уличить")
_MOST_HOPS = 4
_PASSIVE_FORM = re.compile(r"(?:нн|[еи]м|[аяиыеоу]т)(?:ый|ая|ое|ые|ого|ой|ую|ых|ому|ым|ыми|ом)$")


def read_russian(document: Document, parsed: Parsed, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a Russian document, from its parse and the Russian tables."""
    phrases = Phrases(lexicon, stems=True)
    parsed = mended(parsed)
    found: list[Statement] = []
    memory: dict[str, Part] = {}
    for sentence in parsed.sentences:
        found.extend(_Clauses(document, parsed, sentence, lexicon, phrases, memory).read())
    return finished(found, document)


class _Clauses(NounPhrases):
    """One sentence: its predicates, what hangs on each, and who says so."""

    def read(self) -> list[Statement]:
        """The statements of the sentence."""
        frames = [f for index in self.range for f in self._of(index)]
        for frame in [f for f in frames if f.row.kind is K.DENIAL]:
            if (frame.negated and frame.row.needs != "negated") or any(f.denied for f in frames):
                frames.remove(frame)
        if any(f.row.needs == "negated" for f in frames):  # `has nothing to do with the sale`
            for frame in [f for f in frames if f.row.kind in _SUPPLY]:
                frame.denied = True
            frames = [f for f in frames if f.row.needs != "negated" or not any(g.denied for g in frames)]
        frames = list(self._rejected(frames))
        counted = any(f.row.kind is K.ESTIMATE for f in frames)
        frames = [f for f in frames if not (counted and f.row.kind is K.INTERDICTION and self._is_participle(f.at))]
        return [s for frame in frames for s in statements(frame, self.document)]

    def _rejected(self, frames: list[Frame]) -> Iterator[Frame]:
        """`does not correspond to reality`, `there is no cooperation`: what is told of supplies is denied; a denial of its own
        where the sentence tells of none."""
        found = rejects(self.document.text[self.sentence.start : self.sentence.end])
        told = [f for f in frames if f.row.kind in _SUPPLY]
        for frame in frames:
            if found and frame.row.kind in _SUPPLY:
                frame.denied, frame.unknown = True, False
            yield frame
        row = next((row for row in self.lexicon.predicates.get(("отрицать", "VERB"), ()) if row.kind is K.DENIAL), None)
        if not found or told or row is None or any(f.row.kind is K.DENIAL for f in frames):
            return
        speaker = next((p for i in self.range if (p := self._says(i)) is not None), None)
        parts = [speaker._replace(name="subj")] if speaker is not None else []
        frame = Frame(row, self.sentence.start, self.sentence.end, parts, denied=True, rules=("read_russian",))
        frame.speaker = speaker
        yield frame

    def _says(self, index: int) -> Part | None:
        """The subject of a verb of saying."""
        if self.tokens[index].lemma not in self.lexicon.cues.get("say", {}) or self.tokens[index].pos != "VERB":
            return None
        kids = [k for k in self.parsed.children[index] if self.tokens[k].dep == "nsubj"]
        return self.part(kids[0], "voice") if kids else None

    def _is_participle(self, offset: int) -> bool:
        return any(self.tokens[i].start == offset and self.tokens[i].dep.startswith(("acl", "amod")) for i in self.range)

    def _of(self, index: int) -> Iterator[Frame]:
        token = self.tokens[index]
        noun = token.pos in ("NOUN", "PROPN")
        rows = self.lexicon.predicates.get((token.lemma.replace("ё", "е"), "NOUN" if noun else "VERB"), ())
        rows = rows or self.lexicon.predicates.get((token.lemma, "NOUN" if noun else "VERB"), ())
        if not rows and not noun and token.lemma.endswith(("ся", "сь")):  # `переправляться`: the passive of a verb of the table
            rows = self.lexicon.predicates.get((token.lemma[:-2].replace("ё", "е"), "VERB"), ())
        asked = any(self.tokens[k].lemma in ("кто", "какой", "сколько", "если", "бы") for k in self.parsed.children[index])
        if not rows or asked or token.pos not in ("VERB", "NOUN"):
            return
        parts = list(self._parts(index))
        for row in rows:
            frame = self._frame(index, row, parts)
            if frame is not None:
                yield frame
                return

    def _frame(self, index: int, row: PredicateRow, parts: list[Part]) -> Frame | None:
        text, token = self.document.text, self.tokens[index]
        own = [p for p in parts if not p.carried]
        start, end = min([token.start, *(p.start for p in own)]), max([token.end, *(p.end for p in own)])
        frame = Frame(row, start, end, parts, at=token.start, rules=("read_russian",))
        stop = self.sentence.end if row.kind is K.ESTIMATE else end
        frame.amounts = [a for a in amounts(self.document, start, stop, "ru") if a.span and not self._dated(a.span.start)]
        frame.negated = any(self.tokens[k].lemma in ("не", "никогда", "ни") for k in self.parsed.children[index])
        self._noproof(frame, list(self._above(index)))
        if row.kind is K.ESTIMATE:
            frame.amounts = [a.model_copy(update={"low": a.low if a.low is not None else a.high}) for a in frame.amounts]
        if not fits(frame, text, "ru", self._said()):
            return None
        self._told(frame, index)
        frame.dates = [d for d in self.dates if d.span and self._nearest(d.span.start, index)]
        for part in parts:
            if part.name == "subj" and part.cls in PARTIES and not part.carried:
                self.memory["party"] = part
            if part.cls == "vessel" and not part.carried:
                self.memory["vessel"] = part
        return frame

    def _said(self) -> str:
        """The noun of denial of the sentence, such as `ложь`; empty where it has none."""
        nouns = self.lexicon.cues.get("denialnoun", {})
        return next((t.lemma for t in self.tokens[self.sentence.first : self.sentence.last] if t.lemma in nouns), "")

    def _dated(self, offset: int) -> bool:
        return any(d.span and d.span.start <= offset < d.span.end for d in self.dates)

    def _nearest(self, offset: int, index: int) -> bool:
        """Whether the verb that a date hangs on is this one; a date that hangs elsewhere goes to the first predicate after it."""
        at = next((i for i in self.range if self.tokens[i].start <= offset < self.tokens[i].end), None)
        for _ in range(6):
            if at is None:
                return False
            if at == index:
                return True
            if self.tokens[at].pos == "VERB" and self.tokens[at].lemma not in self.lexicon.cues.get("say", {}):
                return False
            at = self.tokens[at].head if self.tokens[at].head != at else None
        return False

    def _told(self, frame: Frame, index: int) -> None:
        cues = self.lexicon.cues
        low = self.document.text[self.sentence.start : self.sentence.end].casefold().replace("ё", "е")
        frame.unknown = any(word in low for word in cues.get("silence", {}))
        chain = list(self._above(index))
        lemmas = [self.tokens[i].lemma for i in chain]
        frame.intended = any(lemma in cues.get("intend", {}) for lemma in lemmas)
        frame.ongoing = any(lemma in cues.get("ongoing", {}) for lemma in lemmas)
        for above in chain:
            negated = any(self.tokens[k].lemma == "не" for k in self.parsed.children[above])
            lemma = self.tokens[above].lemma
            if lemma in cues.get("denial", {}) or (lemma in cues.get("denounce", {}) and self._said()):
                frame.denied = not negated
            elif lemma in _REFUSES or (negated and self.tokens[above].lemma not in cues.get("say", {})):
                frame.negated = True
        self._hedge(frame, chain)
        frame.speaker = self._speaker(index, chain)

    def _noproof(self, frame: Frame, chain: list[int]) -> None:
        """`no records of a sale`: the noun on which the deed hangs is denied."""
        for above in chain:
            if self.tokens[above].lemma in self.lexicon.cues.get("noproof", {}):
                verb = self.tokens[above].head
                near = [self.tokens[k].lemma for k in (*self.parsed.children[verb], *self.parsed.children[above], verb)]
                frame.negated = frame.negated or any(word in ("не", "нет", "никакой") for word in near)

    def _hedge(self, frame: Frame, chain: list[int]) -> None:
        text = self.document.text
        low = text[self.sentence.start : self.sentence.end].casefold()
        lemmas = {self.tokens[i].lemma: i for i in chain}
        kids = {self.tokens[k].text.casefold(): k for i in (*chain, self._index(frame)) for k in self.parsed.children[i]}
        for word, value in self.lexicon.cues.get("hedge", {}).items():
            where = None
            if " " in word or "-" in word:
                at = low.find(word)
                where = (self.sentence.start + at, self.sentence.start + at + len(word)) if at >= 0 else None
            elif word in kids or word in lemmas:
                token = self.tokens[kids.get(word, lemmas.get(word, 0))]
                where = (token.start, token.end)
            if where is not None and not frame.hedge:
                frame.hedge, frame.hedge_at = value, where

    def _index(self, frame: Frame) -> int:
        return next(i for i in self.range if self.tokens[i].start == frame.at)

    def _above(self, index: int) -> Iterator[int]:
        for _ in range(_MOST_HOPS):
            token = self.tokens[index]
            told = any(
                self.tokens[k].lemma in ("что", "будто") and self.tokens[k].dep == "mark" for k in self.parsed.children[index]
            )
            if token.head == index or token.dep in ("acl:relcl", "parataxis") or (token.dep == "acl" and not told):
                return
            if token.dep == "conj" and self.tokens[token.head].pos == "VERB" and self.tokens[token.head].dep == "root":
                return
            index = token.head
            yield index

    def _speaker(self, index: int, chain: list[int]) -> Part | None:
        says = self.lexicon.cues.get("say", {})
        candidates = [i for i in chain if self.tokens[i].lemma in says or self.tokens[i].lemma in _ACCUSES]
        candidates += [
            k
            for i in (index, *chain)
            for k in self.parsed.children[i]
            if self.tokens[k].dep == "parataxis" and self.tokens[k].lemma in says
        ]
        for verb in candidates:
            for kid in self.parsed.children[verb]:
                if self.tokens[kid].dep == "nsubj":
                    return self.part(kid, "voice")
        for i in (index, *chain):
            for kid in self.parsed.children[i]:
                if self.tokens[kid].lemma in ("данные", "сведение", "слово", "мнение", "оценка"):
                    for of in self.parsed.children[kid]:
                        if self.tokens[of].dep == "nmod":
                            return self.part(of, "voice")
        return None

    def _passive(self, index: int) -> bool:
        """By the tag, by what hangs on it, or by its form: taggers lose the voice of one participle in four."""
        token = self.tokens[index]
        if token.pos != "VERB" or token.text.endswith(("ся", "сь")):
            return "Pass" in token.tag
        told = "Pass" in token.tag or any(self.tokens[k].dep in ("aux:pass", "nsubj:pass") for k in self.parsed.children[index])
        return told or ("Fin" not in token.tag and bool(_PASSIVE_FORM.search(token.text.casefold())))

    def _parts(self, index: int) -> Iterator[Part]:
        token = self.tokens[index]
        passive = self._passive(index)
        named: set[str] = set()
        for kid in self._arguments(index):
            name = self._name(kid, index, passive)
            if not name:
                continue
            for each in self.listed(kid):
                part = self.part(each, name)
                if part is not None:
                    named.add(part.name)
                    yield part
        if token.pos == "NOUN":
            yield from self._beside(index, named)
            if self.tokens[token.head].lemma in _ACCUSES:  # `обвинили X в поставках`
                accused = (self.part(k, "from") for k in self.parsed.children[token.head] if self.tokens[k].dep == "obj")
                yield from (part for part in accused if part is not None)
            elif not named & {"by", "from", "subj"}:
                yield from self._holder(index, named)
        elif "to" not in named and (given := self._dative_by_form(index)) is not None:
            yield given
        if token.dep in ("acl", "amod", "acl:relcl") and token.pos == "VERB":
            name = "obj" if passive and "obj" not in named else "subj"
            if token.dep != "acl:relcl" and name not in named and (part := self.part(token.head, name)) is not None:
                named.add(name)
                yield part
        if passive and "obj" not in named and token.pos == "VERB" and (shared := self._shared(index)) is not None:
            yield shared._replace(name="obj", carried=True)
        if "subj" not in named and not passive and token.pos == "VERB" and (shared := self._shared(index)) is not None:
            yield shared._replace(carried=True)

    def _dative_by_form(self, index: int) -> Part | None:
        """`продать оружие Сирии`: a state in -ии behind the goods, which parsers take for their owner. The two cases look alike;
        with a verb of giving that names nobody else it is who gets them."""
        kinds = {row.kind for row in self.lexicon.predicates.get((self.tokens[index].lemma, "VERB"), ())}
        gives = any(
            ("to", "recipient") in row.roles for row in self.lexicon.predicates.get((self.tokens[index].lemma, "VERB"), ())
        )
        if K.TRANSFER not in kinds or not gives:
            return None
        for thing in (k for k in self.parsed.children[index] if self.tokens[k].dep in ("obj", "nsubj:pass")):
            for kid in self.parsed.children[thing]:
                token = self.tokens[kid]
                if token.dep in ("nmod", "iobj", "appos") and token.text.endswith("ии") and not self.preposition(kid):
                    part = self.part(kid, "to")
                    return part if part is not None and part.cls == "state" else None
        return None

    def _beside(self, index: int, named: set[str]) -> Iterator[Part]:
        """States that stand behind a noun of deed and that the parser hung on the verb: `о поставке оружия на Коморы писали`."""
        for at in range(index + 1, min(self.sentence.last, index + _MOST_WORDS_OF_A_PHRASE)):
            token = self.tokens[at]
            if token.pos in ("VERB", "PUNCT"):
                return
            name = _PREPOSITIONS.get(self.preposition(at), "") if token.pos in ("NOUN", "PROPN") else ""
            if name in ("into", "on", "from", "to", "near") and name not in named:
                part = self.part(at, name)
                if part is not None and part.cls in ("state", "capital"):
                    named.add(name)
                    yield part

    def _holder(self, index: int, named: set[str]) -> Iterator[Part]:
        """Who does what a noun of deed names: a people before it (`иранские поставки`) or, where it is told who gets them, before
        the goods (`поставки иранских ракет в Судан`), or the subject of the verb it hangs on."""
        peoples = [p for p in self.phrases if p.cls == "people"]
        before = next((p for p in peoples if self._stands_before(p.start, index)), None)
        if before is None and named & {"to", "into", "on", "for"}:
            goods = [k for k in self.parsed.children[index] if self.tokens[k].dep == "nmod" and self.case(k) == "Gen"]
            before = next((p for p in peoples for k in goods if self._stands_before(p.start, k)), None)
        if before is not None:
            yield Part("subj", before.start, before.end, "people", before.key, before.country)
            return
        head = self.tokens[index].head
        if head == index or self.tokens[head].lemma not in HOLDS or self.tokens[index].dep not in ("obj", "obl", "iobj"):
            return
        kids = (k for k in self.parsed.children[head] if self.tokens[k].dep == "nsubj")
        holder = next((part for k in kids if (part := self.part(k, "subj")) is not None), None) or self._shared(head)
        if holder is not None and (holder.cls in PARTIES or holder.country):
            yield holder._replace(name="subj", cls=holder.cls if holder.cls in PARTIES else "group", carried=True)

    def _stands_before(self, offset: int, index: int) -> bool:
        """Whether an adjective of a people goes with a noun, with no other noun between."""
        first = next((i for i in self.range if self.tokens[i].start == offset), index)
        between = self.tokens[first:index]
        return 0 < len(between) <= 3 and all(t.pos in ("ADJ", "VERB", "DET") for t in between)

    def _arguments(self, index: int) -> Iterator[int]:
        """What hangs on a predicate, and what a parser hung elsewhere: `полученные Сомали от Эритреи пулемёты`."""
        kids = list(self.parsed.children[index])
        head = self.tokens[index].head
        if self.tokens[index].dep in ("acl", "amod") and self.tokens[index].pos == "VERB" and index < head < index + 10:
            astray = (k for k in range(index + 1, head) if not index <= self.tokens[k].head < head)
            kids += [k for k in astray if self.tokens[k].pos in ("NOUN", "PROPN") and k not in kids]
        for kid in kids:
            behind = kid + 1 < self.sentence.last and self.tokens[kid + 1].head == kid
            adjective = self.tokens[kid].pos == "ADJ" or self.tokens[kid].dep == "xcomp"
            if adjective and behind and self.tokens[kid].tag[:3] in _CASES and self.tokens[kid + 1].pos in ("NOUN", "PROPN"):
                yield kid + 1  # `чадской армии`, where the adjective was taken for the noun
                continue
            yield kid
            if self.tokens[kid].dep in ("obj", "nsubj:pass", "conj"):
                yield from (k for n in self.listed(kid) for k in self.parsed.children[n] if self._state_behind(k))
            of_deed = self.tokens[index].pos == "NOUN" and self.tokens[kid].dep == "nmod"
            if of_deed or self.tokens[kid].dep in ("obj", "nsubj:pass", "obl"):
                yield from (
                    k
                    for k in self.parsed.children[kid]
                    if self.tokens[k].dep in ("iobj",)
                    or (self.tokens[k].dep == "nmod" and self.case(k) == "Dat" and not self.preposition(k))
                )

    def _state_behind(self, kid: int) -> bool:
        """`оружие из Судана`: a state that the parser hung on the goods."""
        if self.tokens[kid].dep != "nmod" or self.preposition(kid) not in ("из", "от", "у"):
            return False
        part = self.part(kid, "from")
        return part is not None and part.cls in ("state", "capital")

    def _name(self, kid: int, index: int, passive: bool) -> str:
        token, case, preposition = self.tokens[kid], self.case(kid), self.preposition(kid)
        noun = self.tokens[index].pos == "NOUN"
        if token.pos not in _NOUNS or token.dep in ("flat", "amod", "nummod", "case", "parataxis", "conj"):
            return ""
        if preposition:
            if preposition in ("в", "на", "с", "у") and case in _PLACE_CASE:
                return "at"
            return _PREPOSITIONS.get(preposition, "")
        if token.dep == "nsubj:pass" or (token.dep == "nsubj" and passive):
            return "obj"
        if token.dep == "nsubj":
            return "subj"
        if token.dep == "obl:agent" and passive:
            return "by"
        if case == "Dat":
            return "to"
        if case == "Ins":
            return "by" if passive or noun else "ins"
        if token.dep in ("obj", "iobj", "obl:agent") or (noun and case == "Gen" and token.dep == "nmod"):
            return "by" if token.dep == "obl:agent" else "obj"
        return ""

    def _shared(self, index: int) -> Part | None:
        """The subject of the verb that this one is coordinated with or depends on as an infinitive."""
        here = index
        for _ in range(_MOST_HOPS):
            token = self.tokens[here]
            if token.dep not in ("conj", "xcomp", "csubj", "ccomp") or token.head == here:
                return None
            here = token.head
            for kid in self.parsed.children[here]:
                if self.tokens[kid].dep in ("nsubj", "nsubj:pass"):
                    return self.part(kid, "subj")
        return None
