"""The Korean reader: particles mark who does what, the verb stands last (Sohn, The Korean Language, 1999, ch. 9).

`이/가/은/는` subject, `을/를` object, `에/에게` and `로` with a place goal, `에서/로부터` source, `를 거쳐` way.
A clause before a noun takes the nearest subject; a topic crosses it only where the noun stands for the clause (`한 혐의`).
"""

from __future__ import annotations

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed, Sentence, Token
from headstamp.core.statement import Dated, Statement, StatementKind
from headstamp.reason.read.by_sound import Sounds
from headstamp.reason.read.counts import amounts
from headstamp.reason.read.days import days
from headstamp.reason.read.frames import GOODS, Frame, Part, finished, fits, statements
from headstamp.reason.read.korean_verbs import Verb, verbs
from headstamp.reason.read.lexicon import Lexicon
from headstamp.reason.read.phrases import Phrase, Phrases
from headstamp.reason.read.words import words

_NOUN = words("NNG NNP NNB NR SN SL XSN XPN NP W_SERIAL MM JKG SO SW SSO SSC XR SH")
_TO = words("에 에게 한테 께 에게로")
_FROM = words("에서 로부터 으로부터 에게서 한테서")
_BY_WAY = words("거치 통하 경유하 경유")
_CONTENT = words("것 혐의 의혹 사실 정황 증거 가능 가능성 적 바 수 듯 흔적 기록 주장 보도 계획 예정 소식 점")
_PLACE = ("항", "항구", "공항", "역", "철교", "교량", "시험장", "기지", "공장", "국경", "해역", "섬", "창고", "부두")
_NOT = words("않 못하 말")
_ADMITS = words("인정하 시인하 확인하")
_REFUSES = words("거부하 거절하 중단하 금지하")
_MOVED = frozenset(("vessel", "vehicle"))


def read_korean(document: Document, parsed: Parsed, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a Korean document, from its morphemes and the Korean tables."""
    phrases, sounds = Phrases(lexicon), Sounds(lexicon)
    found: list[Statement] = []
    memory: dict[str, Part] = {}
    for sentence in parsed.sentences:
        found.extend(_Clauses(document, parsed.tokens, sentence, lexicon, phrases, sounds, memory).read())
    return finished(found, document)


class _Clauses:
    """One sentence: its noun phrases, its verbs, and which belong together."""

    def __init__(
        self,
        document: Document,
        tokens: tuple[Token, ...],
        sentence: Sentence,
        lexicon: Lexicon,
        phrases: Phrases,
        sounds: Sounds,
        memory: dict[str, Part],
    ) -> None:
        self.memory, self.sounds = memory, sounds
        self.document, self.lexicon, self.sentence = document, lexicon, sentence
        self.tokens = tokens[sentence.first : sentence.last]
        borders = frozenset(offset for t in self.tokens for offset in (t.start, t.end))
        self.phrases = phrases.by_signs(document.text, sentence.start, sentence.end, borders)
        self.dates = days(document, sentence.start, sentence.end, "ko")
        self.verbs = verbs(self.tokens)
        self.parts = self._parts()

    def read(self) -> list[Statement]:
        """The statements of the sentence."""
        speaker = self._speaker()
        frames: list[Frame] = []
        done = 0
        for number, verb in enumerate(self.verbs):
            rows = self.lexicon.predicates.get((verb.lemma, "VERB"), ())
            parts = self._arguments(verb, number, done, speaker)
            if verb.ends == "supposed" or self._chained_to_another(verb, number):
                continue
            for row in rows:
                frame = self._frame(
                    Frame(row, self._start(verb, parts), self.tokens[verb.last - 1].end, parts), verb, number, speaker
                )
                if frame is not None:
                    frames.append(frame)
                    break
            if verb.ends == "joined" or verb.lemma == "따르":
                done = verb.last
            self._remember(parts)
        return [s for frame in self._settled(frames) for s in statements(frame, self.document)]

    def _chained_to_another(self, verb: Verb, number: int) -> bool:
        """`실어 보내다`: two verbs of one deed, the last of which is told with its arguments."""
        after = self.verbs[number + 1] if number + 1 < len(self.verbs) else None
        return (
            verb.ends == "chained"
            and after is not None
            and after.first == verb.last
            and (after.lemma, "VERB") in self.lexicon.predicates
        )

    def _remember(self, parts: list[Part]) -> None:
        """The firm named last: `같은 회사` in a later sentence stands for it."""
        for part in parts:
            if part.cls in ("name", "firm") and part.country and part.name == "subj":
                self.memory["firm"] = part

    def _settled(self, frames: list[Frame]) -> list[Frame]:
        """A denial whose content is read is that content denied; `do not deny` is no denial."""
        kept = []
        for frame in frames:
            if frame.row.kind is StatementKind.DENIAL:
                contents = [f for f in frames if f.row.kind is not StatementKind.DENIAL and f.at < frame.at]
                if frame.negated or contents:
                    actor = next((p for name, p in frame.filled() if name == "actor"), None)
                    for content in contents:
                        content.speaker = actor or content.speaker
                        content.denied, content.unknown = not frame.negated, frame.negated
                    continue
            kept.append(frame)
        return kept

    def _start(self, verb: Verb, parts: list[Part]) -> int:
        at = self.tokens[verb.first].start
        return min([at, *(p.start for p in parts if not p.carried and p.start < at)])

    def _frame(self, frame: Frame, verb: Verb, number: int, speaker: Part | None) -> Frame | None:
        text, stop = self.document.text, self._region(number)
        after = text[self.tokens[verb.first].start : stop]
        frame.at = self.tokens[verb.first].start
        frame.amounts = amounts(self.document, frame.start, max(frame.end, self._head_end(verb)), "ko")
        if not fits(frame, text, "ko", ""):
            return None
        frame.negated = self._negated(verb, number)
        frame.denied = any(word in after for word in self.lexicon.cues.get("denialnoun", {}))
        frame.unknown = any(word in after for word in self.lexicon.cues.get("silence", {}))
        frame.unknown = frame.unknown or self._not_admitted(verb, number)
        frame.intended = any(word in after for word in self.lexicon.cues.get("intend", {}))
        frame.ongoing = any(word in after for word in self.lexicon.cues.get("ongoing", {}))
        for word, value in self.lexicon.cues.get("hedge", {}).items():
            at = text.find(word, frame.at, stop)
            if at >= 0 and (frame.hedge_at is None or at > frame.hedge_at[0]):
                frame.hedge, frame.hedge_at = value, (at, at + len(word))
        frame.speaker = speaker if verb.ends != "joined" or self._says_after(number) else None
        frame.dates = self._dates(frame)
        frame.rules = ("read_korean",)
        return frame

    def _not_admitted(self, verb: Verb, number: int) -> bool:
        """`did not admit that ...`: what is not admitted is neither affirmed nor denied."""
        after = self.verbs[number + 1] if number + 1 < len(self.verbs) else None
        if after is None or verb.ends not in ("adnominal", "quoted") or after.lemma not in _ADMITS:
            return False
        return any(t.lemma in _NOT for t in self.tokens[after.first : after.last])

    def _dates(self, frame: Frame) -> list[Dated]:
        near = [d for d in self.dates if d.span and frame.start - 12 <= d.span.start < frame.end]
        return near or [d for d in self.dates if d.span and d.span.start < frame.end and d.role == "event"][-1:]

    def _region(self, number: int) -> int:
        """Up to where what is said of a verb may stand: the end of its main clause."""
        for verb in self.verbs[number:]:
            if verb.ends == "joined" and verb.lemma not in self.lexicon.cues.get("say", {}):
                return self.tokens[verb.last - 1].end
        return self.sentence.end

    def _says_after(self, number: int) -> bool:
        return any(v.lemma in self.lexicon.cues.get("say", {}) for v in self.verbs[number + 1 :])

    def _negated(self, verb: Verb, number: int) -> bool:
        forms = [t.lemma for t in self.tokens[verb.first : verb.last]]
        if any(form in _NOT for form in forms) or (verb.first and self.tokens[verb.first - 1].lemma in ("안", "못")):
            return True
        after = self.verbs[number + 1] if number + 1 < len(self.verbs) else None
        if after is not None and after.lemma in _REFUSES:
            return True
        if verb.ends != "adnominal" or after is None or after.lemma not in ("없", "아니"):
            return False
        nouns = [t.lemma for t in self.tokens[verb.last : after.first]]
        return any(noun in ("적", "바", "사실", "일", *self.lexicon.cues.get("noproof", {})) for noun in nouns[:2])

    def _head_end(self, verb: Verb) -> int:
        """The end of the noun phrase that an adnominal verb stands before."""
        if verb.ends != "adnominal":
            return self.tokens[verb.last - 1].end
        at = verb.last
        while at < len(self.tokens) and (self.tokens[at].tag in _NOUN or self.tokens[at].tag.startswith("J")):
            at += 1
        return self.tokens[min(at, len(self.tokens)) - 1].end

    def _parts(self) -> list[tuple[int, Part]]:
        """Noun phrases with the token they end at, named by their particle."""
        busy = {n for verb in self.verbs for n in range(verb.first, verb.last)}
        dated = {n for n, t in enumerate(self.tokens) for d in self.dates if d.span and d.span.start <= t.start < d.span.end}
        found: list[tuple[int, Part]] = []
        waiting: list[tuple[int, Part]] = []
        first: int | None = None
        for n, token in enumerate(self.tokens):
            if token.tag in _NOUN and token.text != ")" and n not in busy and n not in dated:
                first = n if first is None else first
                continue
            if first is not None:
                name = self._name(n)
                part = self._part(first, n, name)
                if part is not None and (name == "list"):
                    waiting.append((n, part))
                elif part is not None:
                    found.extend((at, p._replace(name=part.name)) for at, p in waiting)
                    found.append((n, part))
                    waiting = []
                first = None
        return found

    def _name(self, at: int) -> str:
        token = self.tokens[at]
        verb = next((v for v in self.verbs if v.first == at + 1), None)
        if token.tag == "JKO":
            return "via" if verb is not None and verb.lemma in _BY_WAY and verb.ends == "chained" else "obj"
        if token.tag == "JKS" or token.lemma == "께서":
            return "subj"
        if token.tag == "JX":
            return {"은": "topic", "는": "topic", "도": "topic", "만": "obj"}.get(token.lemma, "other")
        if token.tag in ("JC", "SP"):
            return "list"
        if token.tag != "JKB":
            return "quote" if token.tag == "SSC" else "other"
        if token.lemma in ("로", "으로"):
            return "ins"
        return (
            "to" if token.lemma in _TO else "from" if token.lemma in _FROM else "with" if token.lemma in ("과", "와") else "other"
        )

    def _part(self, first: int, last: int, name: str) -> Part | None:
        while first < last and self.tokens[first].tag in ("SSO", "SSC", "MM", "SW", "JKG", "SO"):
            first += 1
        start, end = self.tokens[first].start if first < last else 0, self.tokens[last - 1].end
        if first >= last or start >= end:
            return None
        quoted = self.tokens[last - 1].tag == "SSC"
        if quoted:
            end = self.tokens[last - 1].start
        inside = [p for p in self.phrases if start <= p.start and p.end <= end]
        cls, key, country, voice = self._class(inside, first, last, end)
        told = amounts(self.document, start, end, "ko")
        things = [p for p in inside if p.cls == cls]
        if told and told[0].span and told[0].span.start > start and things:
            end = things[-1].end
        elif told and told[0].span and not things:
            cls = "number"
        if name == "ins":
            name = "to" if cls in ("state", "capital", "city", "place") else "ins"
        if quoted and name == "ins":
            name = "quote"
        return Part(name, start, end, cls, key, country, voice)

    def _class(self, inside: list[Phrase], first: int, last: int, end: int) -> tuple[str, str, str, str]:
        country = next((p.country for p in inside if p.country), "")
        voices = self.lexicon.cues.get("voice", {})
        voice = next((voices[t.lemma] for t in reversed(self.tokens[first:last]) if t.lemma in voices), "")
        head = self.document.text[self.tokens[first].start : end]
        if head.endswith(_PLACE):
            return "place", "", country, ""
        if inside and inside[-1].end >= end - 1:
            entry = inside[-1]
            return entry.cls, entry.key, entry.country or country, entry.voice or voice
        if voice:
            return "voice", "", country, voice
        if inside and inside[-1].cls in GOODS | _MOVED | {"force", "civil"}:
            return inside[-1].cls, inside[-1].key, country, ""
        tag = self.tokens[last - 1].tag
        if tag == "NP":
            return "pronoun", "", "", ""
        if tag == "NNP" and (known := self.sounds.find(self.document.text[self.tokens[last - 1].start : end])) is not None:
            return known.cls, known.key, known.country or country, ""
        return ("name" if tag == "NNP" else "other"), "", country, ""

    def _speaker(self) -> Part | None:
        says = self.lexicon.cues.get("say", {})
        for number, verb in enumerate(self.verbs):
            if verb.lemma == "따르" or (verb.lemma in says and number):
                before = self.verbs[number - 1].last if number and verb.lemma != "따르" else 0
                own = [p for at, p in self.parts if before <= at < verb.first and p.name in ("subj", "topic", "to")]
                own = [p for p in own if p.name != "to" or verb.lemma == "따르"]
                topics = [p for at, p in self.parts if at < verb.first and p.name in ("topic", "subj")]
                for part in [*own[-1:], *topics[:1]]:
                    if part.cls.startswith("evidence") or part.cls == "record":
                        continue
                    if part.voice or part.cls in ("state", "capital", "body", "voice", "media", "person"):
                        return part
        return None

    def _arguments(self, verb: Verb, number: int, done: int, speaker: Part | None) -> list[Part]:
        inside = [(at, p) for at, p in self.parts if done <= at < verb.first]
        taken: dict[str, list[Part]] = {}
        back = verb.first
        for at, part in reversed(inside):
            name = part.name
            crossing = any(
                v.ends in ("adnominal", "quoted") and at < v.first for v in self.verbs[:number] if v.first < verb.first
            )
            if name == "topic":
                continue
            if crossing and name != "subj" and name in taken:
                continue
            listed = bool(taken.get(name)) and self._listed(part, taken[name][-1])
            if name not in taken or listed:
                taken.setdefault(name, []).append(part)
            back = at
        topic = self._topic(verb)
        if topic is not None and ("subj" not in taken or self._nearer(topic, taken["subj"][0], verb)):
            taken["subj"] = [topic]
        if verb.ends == "adnominal":
            self._relative(verb, taken)
        parts = [p._replace(name=name) for name, found in taken.items() for p in reversed(found)]
        return [self._resolved(p, speaker) for p in parts if back is not None]

    def _nearer(self, topic: Part, subject: Part, verb: Verb) -> bool:
        """Whether a subject belongs to another verb: one before the topic, or in a clause within that of this verb."""
        at = self.tokens[verb.first].start
        within = [v for v in self.verbs if v.ends in ("adnominal", "quoted") and subject.start < self.tokens[v.first].start < at]
        return bool(within) or any(subject.start < self.tokens[v.first].start < topic.start for v in self.verbs)

    def _topic(self, verb: Verb) -> Part | None:
        topics = [p for at, p in self.parts if p.name == "topic" and at < verb.first and p.cls != "number"]
        if not topics:
            return None
        follows = self.tokens[verb.last].lemma if verb.last < len(self.tokens) else ""
        if verb.ends == "adnominal" and follows not in _CONTENT:
            return None
        return topics[-1]

    def _listed(self, part: Part, after: Part) -> bool:
        between = self.document.text[part.end : after.start].strip()
        return len(between) <= 2 and (between.startswith((",", "와", "과", "나", "및", "이나")))

    def _relative(self, verb: Verb, taken: dict[str, list[Part]]) -> None:
        head = next((p for at, p in self.parts if p.start >= self.tokens[verb.last - 1].start and at > verb.last - 1), None)
        if head is None or head.cls not in GOODS | _MOVED | {"force", "drug"}:
            return
        rows = self.lexicon.predicates.get((verb.lemma, "VERB"), ())
        transitive = any(slot == "items" and name == "obj" for row in rows for name, slot in row.roles)
        name = "obj" if transitive and "obj" not in taken else "subj"
        if name not in taken or taken[name][0].name == "topic":
            taken[name] = [head]

    def _resolved(self, part: Part, speaker: Part | None) -> Part:
        before = self.document.text[max(part.start - 3, 0) : part.start].strip()
        if (
            "firm" in self.memory
            and not part.country
            and before in ("같은", "이", "그", "해당", "동")
            and part.cls in ("group", "firm")
        ):
            return part._replace(country=self.memory["firm"].country)
        if part.cls == "pronoun" and speaker is not None and self.document.text[part.start : part.end] in ("우리", "저희"):
            return speaker._replace(name=part.name, carried=True)
        return part
