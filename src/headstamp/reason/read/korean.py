"""The Korean reader: particles mark who does what, the verb stands last (Sohn, The Korean Language, 1999, ch. 9).

`이/가/은/는` subject, `을/를` object, `에/에게` and `로` with a place goal, `에서/로부터` source, `를 거쳐` way.
A clause before a noun takes the nearest subject; a topic crosses it only where the noun stands for the clause (`한 혐의`).
"""

from __future__ import annotations

from headstamp.core.document import Document
from headstamp.core.parsed import Parsed
from headstamp.core.statement import Dated, Statement, StatementKind
from headstamp.reason.read.by_sound import Sounds
from headstamp.reason.read.counts import amounts
from headstamp.reason.read.frames import GOODS, PARTIES, Frame, Part, finished, fits, statements
from headstamp.reason.read.korean_phrases import MOVED, NOUN, NounPhrases
from headstamp.reason.read.korean_verbs import Verb
from headstamp.reason.read.lexicon import Lexicon
from headstamp.reason.read.phrases import Phrases
from headstamp.reason.read.words import words

_CONTENT = words("것 혐의 의혹 사실 정황 증거 가능 가능성 적 바 수 듯 흔적 기록 주장 보도 계획 예정 소식 점")
_NOT = words("않 못하 말")
_ADMITS = words("인정하 시인하 확인하")
_REFUSES = words("거부하 거절하 중단하 금지하")
_NONE = ("없", "아니")
_FOUND = words("발견되 확인되 나오 포착되 나타나 드러나 존재하 찾 찾아내 발견하 확보하 제시하 제시되 보이 확인하 있")
_CONTROLS = words(
    "부인하 부정하 중단하 계속하 시작하 재개하 추진하 시도하 약속하 거부하 시인하 인정하 강행하 확대하 늘리 줄이 "
    "멈추 하 이어가 지속하 "
    "검토하 계획하 합의하 제안하 결정하 승인하 완료하 마치 반박하 일축하"
)
"""Verbs whose subject does the deed that the noun before them names."""
_STOPS = words("금지하 차단하 막 근절하 규제하 제재하 규탄하 우려하 중단하 감시하 방지하 저지하 촉구하 요구하 금지되 중단되")


def read_korean(document: Document, parsed: Parsed, lexicon: Lexicon) -> tuple[Statement, ...]:
    """The statements of a Korean document, from its morphemes and the Korean tables."""
    phrases, sounds = Phrases(lexicon), Sounds(lexicon)
    found: list[Statement] = []
    memory: dict[str, Part] = {}
    for sentence in parsed.sentences:
        found.extend(_Clauses(document, parsed.tokens, sentence, lexicon, phrases, sounds, memory).read())
    return finished(found, document)


class _Clauses(NounPhrases):
    """One sentence: its noun phrases, its verbs, and which belong together."""

    def read(self) -> list[Statement]:
        """The statements of the sentence."""
        speaker = self._speaker()
        frames: list[Frame] = []
        done = 0
        for number, verb in enumerate(self.verbs):
            rows = self.lexicon.predicates.get((verb.lemma, "NOUN" if verb.ends == "nominal" else "VERB"), ())
            parts = self._arguments(verb, number, done, speaker)
            stopped = number + 1 < len(self.verbs) and self.verbs[number + 1].lemma in _STOPS and verb.ends == "nominal"
            if stopped or verb.ends == "supposed" or self._chained_to_another(verb, number):
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
        frames = self._settled(frames)
        if not frames and speaker is not None and (denial := self._bare_denial(speaker)) is not None:
            frames = [denial]
        return [s for frame in frames for s in statements(frame, self.document)]

    def _bare_denial(self, speaker: Part) -> Frame | None:
        """`… 날조라고 전했다`: what is called a lie where the sentence tells of no deed that is read."""
        text = self.document.text[self.sentence.start : self.sentence.end]
        row = next((r for r in self.lexicon.predicates.get(("부인하", "VERB"), ()) if r.kind is StatementKind.DENIAL), None)
        if row is None or not any(word in text for word in self.lexicon.cues.get("denialnoun", {})):
            return None
        parts = [speaker._replace(name="subj")]
        return Frame(row, self.sentence.start, self.sentence.end, parts, speaker=speaker, rules=("read_korean",))

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
        if after is None or verb.ends not in ("adnominal", "nominal"):
            return False
        nothing = after.lemma in ("없", "아니") or any(t.lemma in _NOT for t in self.tokens[after.first : after.last])
        if verb.ends == "nominal":
            return nothing and after.lemma in ("하", "없", "되")
        nouns = [t.lemma for t in self.tokens[verb.last : after.first]]
        return (nothing and (after.lemma in _NONE or after.lemma in _FOUND)) and any(
            noun in ("적", "바", "사실", "일", *self.lexicon.cues.get("noproof", {})) for noun in nouns[:2]
        )

    def _head_end(self, verb: Verb) -> int:
        """The end of the noun phrase that an adnominal verb stands before."""
        if verb.ends != "adnominal":
            return self.tokens[verb.last - 1].end
        at = verb.last
        while at < len(self.tokens) and (self.tokens[at].tag in NOUN or self.tokens[at].tag.startswith("J")):
            at += 1
        return self.tokens[min(at, len(self.tokens)) - 1].end

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
        if verb.ends == "nominal":
            self._of_deed(verb, number, taken)
        topic = self._topic(verb) if verb.ends != "nominal" else None
        if topic is not None and ("subj" not in taken or self._nearer(topic, taken["subj"][0], verb)):
            taken["subj"] = [topic]
            if topic.cls in GOODS and "obj" not in taken and self._transitive(verb):
                taken["obj"] = taken.pop("subj")
        if (
            topic is not None
            and taken.get("subj", [None])[0] is topic
            and (nearer := self._subject_behind(topic, verb)) is not None
        ):
            taken["subj"] = [nearer]
        if verb.ends == "adnominal":
            self._charged(verb, taken)
            self._relative(verb, taken)
        parts = [p._replace(name=name) for name, found in taken.items() for p in reversed(found)]
        return [self._resolved(p, speaker) for p in parts if back is not None]

    def _of_deed(self, verb: Verb, number: int, taken: dict[str, list[Part]]) -> None:
        """Who does what a noun of deed names: its genitive (`북한의 무기 판매`), or the subject of a verb such as `부인하다`."""
        subject = taken.pop("subj", [])
        told = [(name, part) for name in ("to", "from", "obj") for part in taken.get(name, [])[:1]]
        owners = [(p, name, part) for name, part in told for p in self.phrases if part.start <= p.start < part.end]
        owners = [found for found in owners if found[0].cls in PARTIES and self.document.text[found[0].end] == "의"]
        after = self.verbs[number + 1] if number + 1 < len(self.verbs) else None
        if owners:
            owner, name, part = owners[0]
            taken["subj"] = [Part("subj", owner.start, owner.end, owner.cls, owner.key, owner.country, owner.voice)]
            taken[name] = [part._replace(start=owner.end + 1 + (self.document.text[owner.end + 1] == " "))]
        elif after is not None and after.lemma in _CONTROLS:
            topics = [p for at, p in self.parts if p.name in ("topic", "subj") and at < verb.first and p.cls in PARTIES]
            if found := subject or topics[-1:]:
                taken["subj"] = found

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
        if head is not None and head.cls in PARTIES and head.name != "list":
            self._party_of_clause(head, taken)
        if head is None or head.cls not in GOODS | MOVED | {"force", "drug"}:
            return
        name = "obj" if self._transitive(verb) and "obj" not in taken else "subj"
        if name not in taken or taken[name][0].name == "topic":
            taken[name] = [head]

    def _subject_behind(self, topic: Part, verb: Verb) -> Part | None:
        """The subject behind the topic of one who speaks: `전문가단은 … 회사가 계약을 맺고 …을 공급했다고 밝혔다`."""
        says = any(v.lemma in self.lexicon.cues.get("say", {}) for v in self.verbs if v.first > verb.first)
        mine = [p for at, p in self.parts if p.name == "subj" and topic.end <= p.start and at < verb.first and p.cls in PARTIES]
        return mine[-1] if says and verb.ends == "quoted" and mine else None

    def _charged(self, verb: Verb, taken: dict[str, list[Part]]) -> None:
        """`A는 … 판 혐의로 B를 제재했다`: who is punished did it, not who punishes."""
        charge = [t.lemma for t in self.tokens[verb.last : verb.last + 2]]
        if len(charge) < 2 or charge[0] not in ("혐의", "의혹") or charge[1] not in ("로", "으로"):
            return
        after = next((v for v in self.verbs if v.first > verb.last), None)
        struck = [p for at, p in self.parts if p.name == "obj" and after is not None and verb.last < at < after.first]
        if struck:
            taken["subj"] = struck[:1] if struck[0].cls in PARTIES else []

    def _transitive(self, verb: Verb) -> bool:
        rows = self.lexicon.predicates.get((verb.lemma, "VERB"), ())
        return any(slot == "items" and name == "obj" for row in rows for name, slot in row.roles)

    def _party_of_clause(self, head: Part, taken: dict[str, list[Part]]) -> None:
        """`러시아에서 미사일을 받은 북한`: the party behind a clause does what it tells, or gets it where another one does."""
        own = [p for p in taken.get("subj", []) if p.name != "topic"]
        if "obj" in taken and not own:
            taken["subj"] = [head]
        elif "obj" in taken and "to" not in taken:
            taken["to"] = [head]

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
