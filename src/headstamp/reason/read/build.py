"""Drafts to statements: whose slots are filled, how it is said, when, how many; one statement for each pair of parties."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headstamp.core.document import VoiceKind
from headstamp.core.statement import Amount, Dated, Realis, Slot, Statement, StatementKind
from headstamp.reason.read import slots as fill
from headstamp.reason.read.attach import Sentences, amounts_of, dates_of, places_of, vessels_of
from headstamp.reason.read.beside import supply_beside
from headstamp.reason.read.carry import stands_for
from headstamp.reason.read.complete import (
    PARTY_SLOTS,
    as_denial,
    carried_over,
    goods_of_a_state,
    kind_by_realis,
    list_opened,
    origin_of_the_goods,
)
from headstamp.reason.read.context import Context, context
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.evidence import evidence_of
from headstamp.reason.read.needs import NEEDS
from headstamp.reason.read.spots import places_only
from headstamp.reason.read.tree import PARTIES
from headstamp.reason.read.voice_on import spoke_before, voice_goes_on
from headstamp.reason.read.voices import speaker_meant

_NAMED = ("broker", "persons", "target", "vessel")
_ANYONE = frozenset(("those", "anyone", "anybody", "whoever", "someone", "persons", "entities"))
_SIDES = frozenset(("government", "country", "side", "state", "party", "nation", "capital"))
_PLACED = ("place", "route", "origin", "region")
_DENIABLE = frozenset((VoiceKind.PARTY, VoiceKind.STATE_MEDIA))
_OF_THEIR_OWN = frozenset((StatementKind.DENIAL, StatementKind.DESIGNATION, StatementKind.ALLEGATION))
_EVENTS = frozenset((StatementKind.TRANSFER, StatementKind.TRANSPORT))
_STATES = frozenset(
    (StatementKind.MARK, StatementKind.MARK_MATCH, StatementKind.ORIGIN, StatementKind.PRESENCE, StatementKind.OWNERSHIP,
     StatementKind.CONCEALMENT, StatementKind.DENIAL, StatementKind.STATISTIC, StatementKind.ESTIMATE,
     StatementKind.DESIGNATION, StatementKind.CLIENT_STATEMENT, StatementKind.INTERDICTION)
)  # fmt: skip
_SPLIT = frozenset(
    (
        StatementKind.TRANSFER,
        StatementKind.BROKERING,
        StatementKind.ASSISTANCE,
        StatementKind.TECHNOLOGY,
        StatementKind.PAYMENT,
        StatementKind.CLIENT_STATEMENT,
        StatementKind.DEPLOYMENT,
        StatementKind.PRESENCE,
    )
)


def statements(draft: Draft, around: Sentences, speaker: Slot | None) -> Iterator[Statement]:
    """The statements of one draft: as many as it has pairs of supplier and recipient. Ids are given later."""
    tree = draft.tree
    carried_over(draft)
    list_opened(draft)
    goods_of_a_state(draft)
    origin_of_the_goods(draft)
    told = context(tree, draft.index, draft.args, draft.row.realis)
    if told.recommended:
        return
    if told.general:
        draft.core = False
        draft.kind = StatementKind.INVOLVEMENT if draft.kind in _EVENTS else draft.kind
    kind_by_realis(draft, told)
    if (
        draft.kind is StatementKind.DESIGNATION
        and tree.lemmas[draft.index]
        in ("remove", "delist", "de-list", "lift", "ease", "revoke", "rescind", "withdraw", "drop", "waive")
        and told.polarity == "affirmed"
    ):
        told.polarity = "negated"
    caught = any(tree.lemmas[word] in ("arrest", "apprehend", "catch", "detain") for word, _ in told.chain)
    if caught and told.realis is Realis.ATTEMPTED:
        draft.interdicted = True
    if told.realis is Realis.GENERIC and (draft.kind in _STATES or draft.row.needs == "shipseen") and not told.general:
        told.realis = Realis.ACTUAL  # what a mark shows or a box holds is so while somebody looks
    if draft.kind is StatementKind.CLIENT_STATEMENT and tree.lemmas[draft.index] == "forget":
        told.polarity, told.realis = "affirmed", Realis.ACTUAL  # `will never forget`: thanks
    if told.realis is Realis.GENERIC and any(tree.lows[h] in _ANYONE for h in draft.of("supplier")):
        draft.core = False  # `those who supply`: nobody's deed
    if draft.kind is StatementKind.ALLEGATION and not told.hedge:
        told.hedge, told.hedge_at = "alleged", draft.index
    if draft.kind is StatementKind.DENIAL:
        as_denial(draft, told)
    speaks = told.voice is None or draft.kind in (StatementKind.DENIAL, StatementKind.ALLEGATION)
    if speaks and draft.kind in _OF_THEIR_OWN and (own := _spoken(draft)):
        told.voice = own[0]  # who denies, lists or accuses says so
    base = _common(draft, told, around, speaker)
    pairs: list[tuple[int | None, int | None]] = [
        (s, r) for s in _or_none(draft.of("supplier")) for r in _or_none(draft.of("recipient"))
    ]
    if draft.kind not in _SPLIT or not pairs:
        pairs = [(None, None)]
    for supplier, recipient in pairs if draft.kind in _SPLIT else pairs[:1]:
        made = _one(draft, base, supplier, recipient)
        yield made
        yield from supply_beside(made)


def _spoken(draft: Draft) -> list[int]:
    """Who does by speaking: the actor of a denial or accusation, the body of a listing that stands in the sentence."""
    actors = [h for h in draft.of("actor") if h not in draft.carried or draft.kind is StatementKind.DENIAL]
    if draft.kind is StatementKind.DESIGNATION:
        if draft.tree.document.voice is not VoiceKind.OFFICIAL:
            return []  # told by others
        actors = [h for h in actors if h in draft.args.get("subj") and not draft.args.passive]
    return [h for h in actors if draft.tree.cls(h) in (*PARTIES, "voice", "media", "pronoun", "other")]


def _or_none(heads: list[int]) -> list[int | None]:
    return [*heads] or [None]


@dataclass
class _Base:
    told: Context
    fields: list[tuple[str, Slot]]
    quantity: Amount | None
    value: Amount | None
    dates: tuple[Dated, ...]
    voice: Slot | None
    voice_kind: VoiceKind
    heads: list[int]


def _common(draft: Draft, told: Context, around: Sentences, speaker: Slot | None) -> _Base:
    tree = draft.tree
    voice, kind = speaker, tree.document.voice
    ours = told.voice is not None and tree.lows[told.voice] in ("we", "i")
    if (told.voice is None or ours) and speaker is None:
        told.voice = voice_goes_on(tree, draft.index) or told.voice
    if told.voice is not None:
        real = speaker_meant(tree, told.voice) or spoke_before(tree, told.voice) or stands_for(tree, told.voice, PARTIES)
        head = told.voice if real is None else real
        voice = fill.with_short_form(tree, head, fill.slot(tree, head, carried=real is not None))
        kind = fill.voice_kind(tree, head)
        if tree.document.voice in _DENIABLE and not tree.country(head) and kind in (VoiceKind.OFFICIAL, VoiceKind.UNKNOWN):
            kind = tree.document.voice  # the spokesman of whoever publishes
    draft.put("place", *places_of(draft, around))
    ends = {*draft.of("supplier"), *draft.of("recipient")} if draft.kind is StatementKind.INTERDICTION else set()
    where = [h for h in draft.drop("place") if h not in ends]
    draft.put("place", *places_only(tree, where))
    draft.put("around", *(h for h in where if h not in draft.of("place")))  # no field, but part of what is said
    if not draft.of("vessel") and draft.kind not in (StatementKind.DESIGNATION, StatementKind.OWNERSHIP):
        draft.put("vessel", *vessels_of(draft, around))
    if draft.kind is StatementKind.TRANSPORT and (men := [h for h in draft.of("supplier") if tree.cls(h) in ("person", "name")]):
        draft.slots["supplier"] = [h for h in draft.of("supplier") if h not in men]
        draft.put("actor", *men)
    shown = list(evidence_of(draft, told))
    fields = list(_fields(draft))
    heads = [h for name, hs in draft.slots.items() if name != "_" for h in hs if h not in draft.carried]
    fields += [("evidence", found) for found in shown]
    quantity, value = amounts_of(draft, around)
    return _Base(told, fields, quantity, value, dates_of(draft, told, around), voice, kind, heads)


def _fields(draft: Draft) -> Iterator[tuple[str, Slot]]:
    tree = draft.tree
    for name, heads in draft.slots.items():
        for head in heads:
            if tree.cls(head) == "pronoun" and name not in ("items", "actor", "supplier", "recipient", "target"):
                continue
            carried = head in draft.carried
            if name in ("supplier", "recipient") and draft.kind in _SPLIT:
                continue
            if name == "payment" and (tree.tokens[head].pos == "NUM" or tree.lemmas[head] == "payment"):
                continue  # a sum is the value, and a payment is paid in something
            if name in PARTY_SLOTS:
                yield name, fill.slot(tree, head, carried=carried)
            elif name in _NAMED:
                yield name, fill.named(tree, head, carried=carried)
            elif name in _PLACED:
                yield ("place" if name == "region" else name), fill.slot(tree, head, carried=carried)
            elif name == "mark":
                yield name, fill.sign(tree, head, carried=carried)
            elif name in ("items", "payment", "declared_as", "vehicle", "reason", "mode"):
                yield name, fill.thing(tree, head, carried=carried)
    for head in dict.fromkeys(h for name in ("target", "broker", "actor", "recipient", "supplier") for h in draft.of(name)):
        if tree.cls(head) == "person":
            yield "persons", fill.named(tree, head, carried=head in draft.carried)
        for kid in tree.kids(head, "acl"):
            if tree.lemmas[kid] in ("name", "call"):
                yield from (("persons", fill.named(tree, h)) for h in tree.kids(kid, "oprd"))
    for head in draft.of("items"):
        if (found := fill.calibre(tree, *tree.phrase(head))) is not None:
            yield "calibre", found
            break
    if mode := fill.mode(tree, [*draft.of("vessel"), *draft.of("vehicle"), *draft.of("mode")]):
        yield "mode", Slot(value=mode, how="context")


def _one(draft: Draft, base: _Base, supplier: int | None, recipient: int | None) -> Statement:
    tree, told = draft.tree, base.told
    pair: list[tuple[str, Slot]] = []
    for name, head in (("supplier", supplier), ("recipient", recipient)):
        if head is not None:
            country = _our_country(draft, told) if tree.lows[head] == "we" else ""
            pair.append((name, fill.slot(tree, head, carried=head in draft.carried, country=country)))
    first, last = _extent(draft, base.heads)
    polarity = told.polarity
    if polarity == "negated" and draft.kind is not StatementKind.DESIGNATION and _speaks_for_itself(draft, base, pair):
        polarity = "denied"
        told.rules.append("said_or_denied")
    hedge = told.hedge or (
        "approximate" if any(amount is not None and amount.approximate for amount in (base.quantity, base.value)) else ""
    )
    hedge_span = None
    if told.hedge_at is not None:
        token = tree.tokens[told.hedge_at]
        hedge_span = tree.document.span(token.start, token.end)
    rule = _rule_of(draft)
    return Statement(
        id="?", document=tree.document.id, kind=draft.kind, span=tree.document.span(first, last),
        slots=(*pair, *base.fields), quantity=base.quantity, value=base.value, dates=base.dates, voice=base.voice,
        voice_kind=base.voice_kind, polarity=polarity, hedge=hedge, hedge_span=hedge_span,
        realis=Realis.INTENDED if draft.realis_intended and told.realis is Realis.ACTUAL else told.realis,
        interdicted=draft.interdicted, core=draft.core, rules=tuple(dict.fromkeys((rule, *draft.rules, *told.rules))),
    )  # fmt: skip


def _our_country(draft: Draft, told: Context) -> str:
    """Whose `we` is, in what a state or its press agency gives out: the speaker's, or the agency's."""
    tree = draft.tree
    if tree.document.voice not in _DENIABLE:
        return ""
    if told.voice is not None and (code := tree.country(told.voice)):
        return code
    for word in tree.document.publisher.casefold().split():
        for entry in tree.lexicon.phrases.get(word, ()):
            if entry.cls == "media" and entry.country and len(entry.words) == 1:
                return entry.country
    return ""


def _rule_of(draft: Draft) -> str:
    return NEEDS[draft.row.needs].__name__


def _extent(draft: Draft, heads: list[int]) -> tuple[int, int]:
    """From the first to the last sign of the predicate and its slots, within the sentence."""
    tree = draft.tree
    sentence = tree.sentence(draft.index)
    marks = [(tree.tokens[draft.index].start, tree.tokens[draft.index].end)]
    marks += [tree.phrase(h) for h in heads if sentence.first <= h < sentence.last]
    marks += [(tree.tokens[k].start, tree.tokens[k].end) for k in tree.kids(draft.index, "aux", "auxpass", "neg", "prt")]
    start, end = min(a for a, _ in marks), max(b for _, b in marks)
    return max(start, sentence.start), min(end, sentence.end) if end > sentence.start else end


def _speaks_for_itself(draft: Draft, base: _Base, pair: list[tuple[str, Slot]]) -> bool:
    """Whether what is negated is negated by one of the parties: then it is a denial."""
    tree = draft.tree
    own = {slot.key for _, slot in pair if slot.key} | {
        slot.key for name, slot in base.fields if name in ("actor", "supplier", "recipient")
    }
    first_person = any(
        tree.lows[h] in ("we", "i", "our") or any(tree.lows[k] == "our" for k in tree.kids(h, "poss"))
        for h in draft.args.get("subj")
    )
    if first_person:
        return True
    if base.told.voice is not None:
        speaker = base.voice
        if base.voice_kind in _DENIABLE or (speaker is not None and speaker.key and speaker.key in own):
            return True
        heads = (base.told.voice, *tree.kids(base.told.voice, "conj"))
        if any(tree.lemmas[h] in _SIDES for h in heads) and any(
            tree.lows[k] in ("both", "two", "all") for k in tree.children[base.told.voice]
        ):
            return True  # `both governments said`
        parties = {*draft.of("supplier"), *draft.of("recipient"), *draft.of("actor")}
        behind = [*tree.of(base.told.voice, "for", "of"), base.told.voice]
        mine = ("its", "their", "his", "our") if tree.document.voice in _DENIABLE else ("its", "their", "his")
        if any(tree.lows[k] in mine for h in behind for k in tree.kids(h, "poss")):
            return True
        if parties & {*tree.of(base.told.voice, "for", "of"), *tree.kids(base.told.voice, "poss")}:
            return True
        verb = base.told.voice_verb
        return (verb is not None and tree.lemmas[verb] in ("assure", "insist")) or any(
            slot.span == speaker.span for _, slot in pair if speaker
        )
    return tree.document.voice in _DENIABLE
