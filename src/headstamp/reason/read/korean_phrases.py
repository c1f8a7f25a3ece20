"""Korean noun phrases: what stands between particles, what it is by the tables, and which part its particle names."""

from __future__ import annotations

from headstamp.core.document import Document
from headstamp.core.parsed import Sentence, Token
from headstamp.reason.read.by_sound import Sounds
from headstamp.reason.read.counts import amounts
from headstamp.reason.read.days import days
from headstamp.reason.read.frames import GOODS, Part
from headstamp.reason.read.korean_verbs import verbs
from headstamp.reason.read.lexicon import Lexicon
from headstamp.reason.read.phrases import Phrase, Phrases
from headstamp.reason.read.words import words

NOUN = words("NNG NNP NNB NR SN SL XSN XPN NP W_SERIAL MM JKG SO SW SSO SSC XR SH")
_TO = words("에 에게 한테 께 에게로")
_FROM = words("에서 로부터 으로부터 에게서 한테서")
_BY_WAY = words("거치 통하 경유하 경유")
_PLACE = ("항", "항구", "공항", "역", "철교", "교량", "시험장", "기지", "공장", "국경", "해역", "섬", "창고", "부두")
MOVED = frozenset(("vessel", "vehicle"))


class NounPhrases:
    """The noun phrases and the verbs of one sentence of morphemes."""

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
        deeds = {word for word, pos in lexicon.predicates if pos == "NOUN"}
        self.verbs = verbs(self.tokens, deeds)
        self.parts = self._parts()

    def _parts(self) -> list[tuple[int, Part]]:
        """Noun phrases with the token they end at, named by their particle."""
        busy = {n for verb in self.verbs for n in range(verb.first, verb.last)}
        dated = {n for n, t in enumerate(self.tokens) for d in self.dates if d.span and d.span.start <= t.start < d.span.end}
        found: list[tuple[int, Part]] = []
        waiting: list[tuple[int, Part]] = []
        first: int | None = None
        for n, token in enumerate(self.tokens):
            if token.tag in NOUN and token.text != ")" and n not in busy and n not in dated:
                first = n if first is None else first
                continue
            if first is not None:
                name = "obj" if any(v.first == n and v.ends == "nominal" for v in self.verbs) else self._name(n)
                part = self._part(first, n, name)
                if part is not None and (name == "list"):
                    waiting.append((n, part))
                elif part is not None:
                    found.extend((at, p._replace(name=part.name)) for at, p in waiting)
                    found.append((n - (n in busy), part))
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
        start = min([start, *(p.start for p in self.phrases if p.start < start < p.end)])
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
        if inside and inside[-1].cls in GOODS | MOVED | {"force", "civil"}:
            return inside[-1].cls, inside[-1].key, country, ""
        tag = self.tokens[last - 1].tag
        if tag == "NP":
            return "pronoun", "", "", ""
        if tag == "NNP" and (known := self.sounds.find(self.document.text[self.tokens[last - 1].start : end])) is not None:
            return known.cls, known.key, known.country or country, ""
        return ("name" if tag == "NNP" else "other"), "", country, ""
