"""The Chinese reader: by the lexicon alone. Without a parse, order and prepositions decide (`从 经 向 给 被 把 以`), and every
statement says so by the rule `lexicon_only`: it is a place to look, with its direction less sure than in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed, Sentence
from headstamp.core.statement import Statement, StatementKind
from headstamp.reason.read.chinese_stance import Stance, not_done, stance
from headstamp.reason.read.counts import amounts
from headstamp.reason.read.days import days
from headstamp.reason.read.frames import GOODS, PARTIES, Frame, Part, finished, fits, statements
from headstamp.reason.read.lexicon import Lexicon
from headstamp.reason.read.phrases import Phrase, Phrases
from headstamp.reference.reading_rows import PredicateRow

_CLAUSE = re.compile(r"[^，,。！？；;]+")
_BEFORE = {
    "针对": "about", "关于": "subj", "有关": "subj",
    "向": "to", "对": "to", "给": "to", "往": "to", "至": "to", "到": "to", "抵": "to", "从": "from", "自": "from", "由": "by",
    "经": "via", "途经": "via", "经由": "via", "通过": "via", "取道": "via", "被": "by", "遭": "by",
    "把": "obj", "将": "obj", "以": "ins", "用": "ins",
    "在": "at", "于": "at", "为": "for", "与": "with", "和": "with",
}  # fmt: skip
_GOAL = re.compile(r"(?:给|到|至|往|向|予|抵)$")
_PLACE = re.compile(r"港$|机场$|车站$|基地$|口岸$|大桥$|岛$|仓库$|工厂$")
_UNKNOWN_PLACE = re.compile(r"[\u4e00-\u9fff]{2,6}?(?:港|机场|车站|基地|口岸|大桥)")
_COUNTED = re.compile(
    r"(?:这|那|该|此|其|某|约|近|逾|超过|至少|多达|大批|大量|少量|部分|一些|若干|数|几|多|余|上|[\d,.]|[一二两三四五六七八九十百千万亿])+"
    r"(?:个|枚|发|支|门|辆|艘|名|人|吨|公斤|箱|次|节|列|挺|件|套|批|架|只|把|种|型|颗|具|家|支)?的?$"
)
_OWN = re.compile(r"(?:境内|国内|领土上|东部|西部|南部|北部|当地|本地)?的?(?:一[个家支])?")
_THING_BEHIND = frozenset(("vessel", "vehicle", "cargo", "person")) | GOODS
_LED = re.compile(r"(向|给|从|由|被)[\u4e00-\u9fff·]{2,4}$")  # `向哈夫塔尔武装`: a name that no table has, before its group
_TAIL = re.compile(r"(?:未能|日前|近日|当天|此前|随后|曾|则|也|还|已|将|[一二两三四五六七八九十\d]+日|\s)+$")
_NAMED = frozenset(("state", "capital", "people", "group", "firm", "body", "vessel", "vehicle")) | GOODS
_NEAR = 6  # signs before a verb in which its negation stands
_JOIN = ("、", "和", "及", "以及", "与", "的")


def lexicon_only(frame: Frame) -> Frame:
    """Read off a table of words and the order of words, without a parse: a place to look, to be checked by a reader."""
    frame.rules = ("lexicon_only",)
    return frame


def read_chinese(document: Document, parsed: Parsed, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a Chinese document, from the Chinese tables and the order of words."""
    phrases = Phrases(lexicon)
    found: list[Statement] = []
    for sentence in parsed.sentences:
        found.extend(_Clauses(document, sentence, lexicon, phrases).read())
    return finished(found, document)


class _Clauses:
    """One sentence, clause by clause; a clause without a subject takes that of the clause before."""

    def __init__(self, document: Document, sentence: Sentence, lexicon: Lexicon, phrases: Phrases) -> None:
        self.document, self.sentence, self.lexicon = document, sentence, lexicon
        self.dates = days(document, sentence.start, sentence.end, "zh")
        taken = [(d.span.start, d.span.end) for d in self.dates if d.span]
        found = phrases.by_signs(document.text, sentence.start, sentence.end)
        self.phrases = [p for p in found if not any(a <= p.start < b for a, b in taken)]
        self.verbs = sorted({word for word, _ in lexicon.predicates}, key=len, reverse=True)
        self.subject: Part | None = None
        self.speaker: Part | None = None
        self.denied = False

    def read(self) -> list[Statement]:
        """The statements of the sentence."""
        frames: list[Frame] = []
        for clause in _CLAUSE.finditer(self.document.text, self.sentence.start, self.sentence.end):
            frames.extend(self._clause(clause.start(), clause.end()))
        told = {f.start for f in frames if f.row.kind not in (StatementKind.ESTIMATE, StatementKind.INTERDICTION)}
        frames = [f for f in frames if f.row.kind is not StatementKind.ESTIMATE or f.start not in told]
        counted = {f.start for f in frames if f.row.kind is StatementKind.ESTIMATE}
        frames = [f for f in frames if f.row.kind is not StatementKind.INTERDICTION or f.start not in counted]
        contents = [f for f in frames if f.row.kind is not StatementKind.DENIAL]
        if self.denied and contents:
            frames = contents
        return [s for frame in frames for s in statements(frame, self.document)]

    def _clause(self, start: int, end: int) -> Iterator[Frame]:
        verbs, whole = list(self._verbs(start, end)), (start, end)
        start = self._heard(start, end)
        first = next(
            (p for p in self._parts(start, end) if p.name == "subj" and p.cls in PARTIES | {"vessel", "vehicle", "force"}),
            None,
        )
        last = start
        for at, stop, rows in verbs:
            if at < start:
                continue
            parts = self._around(start, at, stop, end)
            if last > start and self._within(stop, end):
                parts = [p for p in parts if p.name != "subj" or p.start >= last]
            elif self._lacks(parts) and self.subject is not None:
                passive = any(p.name == "subj" and self.document.text[p.start - 1] in "被遭" for p in parts)
                parts.append(self.subject._replace(name="obj" if passive else "subj", carried=True))
            for row in rows:
                frame = Frame(row, start, end, parts, at=at)
                frame.amounts = amounts(self.document, last, end, "zh")
                said = self._stance(frame, whole, (at, stop))
                if not said.none and fits(frame, self.document.text, "zh", ""):
                    yield lexicon_only(self._told(frame, start, end))
                    break
            last = stop
        if first is not None:
            self.subject = first

    def _within(self, stop: int, end: int) -> bool:
        """Whether a verb behind another one tells of a thing: `截获一艘走私武器的货船`. Who acts before it is not its
        subject."""
        mark = self.document.text.rfind("的", stop, end)
        return mark >= 0 and any(mark < p.start < end and p.cls in _THING_BEHIND for p in self.phrases)

    def _lacks(self, parts: list[Part]) -> bool:
        """Whether a clause leaves out what it is about: no subject, or a passive without what it is done to."""
        subjects = [p for p in parts if p.name == "subj"]
        if any(self.document.text[p.start - 1 : p.start] in ("被", "遭") for p in subjects):
            return not any(p.name == "obj" for p in parts)
        return not subjects

    def _stance(self, frame: Frame, clause: tuple[int, int], verb: tuple[int, int]) -> Stance:
        """Sets what is said of the deed: that it was, was not, is denied or not known."""
        first = self.sentence.start
        here, at = (clause[0] - first, clause[1] - first), (verb[0] - first, verb[1] - first)
        text = self._without_names()
        said = stance(text, here, at, self.lexicon.cues)
        near, before = text[max(here[0], at[0] - _NEAR) : at[0]], text[here[0] : at[0]]
        if frame.row.kind is StatementKind.DENIAL:
            return Stance(none=said.none or not_done(near))
        supply = frame.row.kind in (StatementKind.TRANSFER, StatementKind.BROKERING, StatementKind.PROCUREMENT_ATTEMPT)
        frame.negated = said.negated and (supply or not_done(near))
        own = frame.negated and any(word in before for word in ("我们", "我方", "我国", "本国"))
        frame.denied, frame.unknown = said.denied or self.denied or own, said.unknown
        return said

    def _without_names(self) -> str:
        """The sentence with its states, groups and goods blanked: `莫桑比克`, `南非` and `无人机` hold no negation."""
        signs = list(self.document.text[self.sentence.start : self.sentence.end])
        for phrase in self.phrases:
            if phrase.cls in _NAMED and self.sentence.start <= phrase.start and phrase.end <= self.sentence.end:
                signs[phrase.start - self.sentence.start : phrase.end - self.sentence.start] = "〇" * (phrase.end - phrase.start)
        return "".join(signs)

    def _told(self, frame: Frame, start: int, end: int) -> Frame:
        text, cues = self.document.text, self.lexicon.cues
        before = text[start : frame.at]
        frame.intended = any(word in before for word in cues.get("intend", {}))
        frame.ongoing = any(word in before for word in cues.get("ongoing", {}))
        for word, value in cues.get("hedge", {}).items():
            if (at := text.find(word, self.sentence.start, end)) >= 0 and not frame.hedge and at <= frame.at:
                frame.hedge, frame.hedge_at = value, (at, at + len(word))
        frame.speaker = self.speaker
        frame.dates = [d for d in self.dates if d.span and start <= d.span.start < end]
        return frame

    def _verbs(self, start: int, end: int) -> Iterator[tuple[int, int, tuple[PredicateRow, ...]]]:
        at = start
        while at < end:
            word = next((w for w in self.verbs if self.document.text.startswith(w, at) and at + len(w) <= end), "")
            covered = any(p.start <= at < p.end for p in self.phrases)
            if word and not covered:
                yield at, at + len(word), self.lexicon.predicates.get((word, "VERB"), ())
                at += len(word)
            else:
                at += 1

    def _heard(self, start: int, end: int) -> int:
        """Takes out `X 说` and `X 否认` at the head of a clause; what follows begins behind it."""
        says = sorted((*self.lexicon.cues.get("say", {}), *self.lexicon.cues.get("denial", {})), key=len, reverse=True)
        for word in says:
            at = self.document.text.find(word, start, end)
            if (
                at < 0
                or any(p.start <= at < p.end for p in self.phrases)
                or self.document.text[at - 1 : at] in ("据", "申", "不", "未")
                or self.document.text[at - 2 : at] in ("没有", "未曾", "可以")
            ):
                continue
            parts = self._parts(start, at)
            if at - start > 16 or (parts and parts[-1].cls in GOODS):
                continue
            self._spoken(start, at, parts)
            if word in self.lexicon.cues.get("denial", {}):
                self.denied = True
                return start
            return at + len(word)
        return start

    def _spoken(self, start: int, at: int, parts: list[Part]) -> None:
        at -= len(tail[0]) if (tail := _TAIL.search(self.document.text[start:at])) else 0
        words = self.document.text[start:at]
        voice = next((v for word, v in self.lexicon.cues.get("voice", {}).items() if word in words), "")
        known = [p for p in parts if p.cls in PARTIES]
        if not known and not voice:
            return
        first = known[0].start if known else start + len(words) - len(words.lstrip("“”‘’ "))
        cls = known[-1].cls if known and known[-1].end == at else "voice"
        country = next((p.country for p in known if p.country), "")
        self.speaker = Part("subj", first, at, cls, country=country, voice=voice or (known[-1].voice if known else ""))
        self.subject = self.speaker if known else self.subject

    def _around(self, start: int, at: int, stop: int, end: int) -> list[Part]:
        before, after = self._parts(start, at), self._parts(stop, end)
        goal = bool(_GOAL.search(self.document.text[at:stop]))
        givers = [p for p in before if p.name == "subj" and p.cls in PARTIES]
        parts = [p for p in before if p not in givers[:-1] or self._joined(p, before)]
        relative = self.document.text[start:at].rstrip().endswith(("是",)) or "是" in self.document.text[start:at]
        for number, part in enumerate(after):
            if part.name != "subj":
                parts.append(part)
            elif part.cls in PARTIES and (goal or number == 0) and part.cls != "name":
                parts.append(part._replace(name="to"))
            else:
                parts.append(part._replace(name="obj"))
        if any(p.name == "by" for p in parts) or self.document.text[at - 1 : at] in ("被", "遭"):
            turned = {"subj": "obj", "by": "subj"}
            parts = [p._replace(name=turned.get(p.name, p.name)) for p in parts]
        if not any(p.name == "obj" for p in parts):  # topic first: `船上的火箭弹是朝鲜准备卖给…的`
            things = [p for p in before if p.name == "subj" and p.cls in GOODS]
            passive = (
                any(p.name == "by" for p in before) or relative or not any(p.name == "subj" and p.cls in PARTIES for p in before)
            )
            passive = passive or any(p.end == at for p in things)  # `对叙利亚的武器出口`
            if things and passive:
                parts = [p._replace(name="obj") if p in things else p for p in parts]
        return [p for p in parts if p.cls != "people"]

    def _joined(self, part: Part, parts: list[Part]) -> bool:
        """Whether a subject is listed with the one behind it; of two that are not, the nearer one acts."""
        return any(self.document.text[part.end : other.start] in _JOIN[:5] for other in parts if other.start > part.end)

    def _parts(self, start: int, end: int) -> list[Part]:
        text = self.document.text
        inside = [p for p in self.phrases if start <= p.start and p.end <= end]
        joined: list[Part] = []
        for phrase in inside:
            part = self._part(phrase, start)
            if joined and self._one(joined[-1], part):
                joined[-1] = self._merged(joined[-1], part)
            elif joined and text[joined[-1].end : part.start] in _JOIN[:5] and joined[-1].cls == part.cls:
                joined.append(part._replace(name=joined[-1].name))
            else:
                joined.append(part)
        for place in _UNKNOWN_PLACE.finditer(text, start, end):
            if not any(p.start < place.end() and place.start() < p.end and p.cls not in ("state",) for p in joined):
                joined.extend(self._port(place, start, joined))
        return sorted(joined, key=lambda p: p.start)

    def _port(self, place: re.Match[str], start: int, joined: list[Part]) -> Iterator[Part]:
        state = next((p for p in joined if place.start() <= p.start < place.end() or p.end == place.start()), None)
        at = state.end if state is not None and state.end < place.end() else place.start()
        cut = max((place.start() + len(w) for w in _BEFORE if place[0].startswith(w)), default=at)
        at = max(at, cut)
        name = state.name if state is not None else self._name(at, start)
        if place.end() - at >= 2:
            yield Part("via" if name == "subj" else name, at, place.end(), "place", country=state.country if state else "")

    def _part(self, phrase: Phrase, start: int) -> Part:
        cls = "place" if _PLACE.search(self.document.text[phrase.start : phrase.end]) and phrase.cls != "group" else phrase.cls
        return Part(
            self._name(phrase.start, start, phrase.cls),
            phrase.start,
            phrase.end,
            cls,
            phrase.key,
            phrase.country,
            phrase.voice or self._voice(phrase),
        )

    def _voice(self, phrase: Phrase) -> str:
        shown = self.document.text[phrase.start : phrase.end]
        return next((value for word, value in self.lexicon.cues.get("voice", {}).items() if word in shown), "")

    def _name(self, at: int, start: int, cls: str = "") -> str:
        if counted := _COUNTED.search(self.document.text, start, at):
            at = counted.start() if counted.end() == at else at
        if (
            cls in ("group", "firm")
            and (led := _LED.search(self.document.text, start, at))
            and not any(p.start < at and led.start() <= p.start for p in self.phrases)
        ):
            return _BEFORE[led[1]]
        for size in (2, 1):
            word = self.document.text[max(at - size, start) : at]
            if len(word) == size and word in _BEFORE:
                return _BEFORE[word]
        return "subj"

    def _one(self, before: Part, part: Part) -> bool:
        """`吉布提` and `海岸警卫队`: a state and what is its own are one phrase."""
        gap = self.document.text[before.end : part.start]
        return bool(_OWN.fullmatch(gap)) and before.cls in ("state", "capital", "number") and part.cls not in ("state", "capital")

    def _merged(self, before: Part, part: Part) -> Part:
        if part.cls in PARTIES | {"force", "place"}:
            return part._replace(name=before.name, start=before.start, country=before.country or part.country)
        return part._replace(country=before.country)
