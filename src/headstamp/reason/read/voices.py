"""Voices that no verb of speech above the clause gives: `as X notes`, `in X's view`, who has no evidence, who shows pictures; and
who a speaking pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator

from headstamp.reason.read.told import Context
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_VIEWS = words(
    "view opinion judgement judgment assessment estimation account telling reckoning words version recollection testimony "
    "statement reply response answer letter submission indictment complaint affidavit report note press interview ruling verdict"
)
_WORDS = words(
    "assurance claim assertion statement denial admission allegation insistence contention announcement accusation charge report "
    "finding conclusion suggestion warning argument belief confirmation testimony acknowledgement declaration complaint"
)
_VAGUE = words("unconfirmed unverified some several many initial early media social press news recent various")
_JUDGED = words("view opinion judgement judgment assessment estimation reckoning")
REPORTS = words(
    "information evidence data document documentation intelligence report material testimony account statement letter reply "
    "correspondence record analysis imagery image photograph footage video file interview source"
)
_GIVES = words("provide supply share give submit obtain receive collect furnish send release publish issue conduct pass")
_SHOWS = words("present show release publish display unveil produce issue circulate share offer provide")
_HOLDS = words("have find see possess know obtain offer")
_HUMAN = words(
    "minister president spokesman spokeswoman spokesperson official general colonel ambassador officer diplomat agent captain "
    "director commander commissioner secretary chief leader envoy professor expert resident villager trader driver smuggler "
    "prisoner defector witness broker dealer lawyer prosecutor judge fisherman pilot soldier fighter attorney announcer deputy "
    "rebel insurgent militant elder activist analyst lawmaker mayor governor local"
)
_MANY = words("unit battalion brigade regiment contingent corps crew mission personnel troops")
_SENTENCES_BACK = 3


def other_voice(tree: Tree, index: int, out: Context) -> None:
    """The voice beside a clause, where no verb of speech stands above it."""
    heads = [index, *(above for above, dep in out.chain)]
    found = next((v for find in (_as_told, _in_the_view, _holder, _shown) for v in find(tree, heads, out)), None)
    if found is None:
        found = next(iter(_according(tree, heads)), None)
    if found is not None:
        out.voice = found
        out.rules.append("who_says_so")


def _as_told(tree: Tree, heads: list[int], out: Context) -> Iterator[int]:
    """`as the Panel notes`, `as alleged in the complaint`, also where the parser hung it on a noun of the clause."""
    for here in heads:
        below = [here, *tree.kids(here, "nsubj", "nsubjpass", "dobj")]
        for verb in (k for b in below for k in tree.kids(b, "advcl")):
            if tree.lexicon.says("say", tree.lemmas[verb]) and any(
                tree.lows[k] == "as" for k in tree.kids(verb, "mark", "advmod")
            ):
                subjects = tree.kids(verb, "nsubj")
                yield from subjects or tree.of(verb, "by") or [k for a in tree.kids(verb, "agent") for k in tree.kids(a, "pobj")]
                if not subjects:
                    yield from tree.of(verb, "in")
                if tree.lemmas[verb] in ("allege", "charge", "claim") and not out.hedge:
                    out.hedge, out.hedge_at = "alleged", verb


def _in_the_view(tree: Tree, heads: list[int], out: Context) -> Iterator[int]:
    """`in the Panel's view`, `in the words of one commander`, `by his own account`."""
    for here in heads:
        for prep in tree.kids(here, "prep"):
            if tree.lows[prep] not in ("in", "by", "on", "to", "from"):
                continue
            for noun in tree.kids(prep, "pobj"):
                if tree.lemmas[noun] not in _VIEWS and tree.lows[noun] not in _VIEWS:
                    continue
                owners = [*tree.kids(noun, "poss"), *tree.of(noun, "of", "by", "from")]
                judged = tree.lemmas[noun] in _JUDGED or tree.lemmas[noun] == "word"
                owners = [h for h in owners if judged or can_speak(tree, h)]
                if tree.lemmas[noun] in _JUDGED and owners and not out.hedge:
                    out.hedge, out.hedge_at = "assessed", noun
                yield from owners
                if any(tree.tokens[k].tag == "PRP$" for k in tree.kids(noun, "poss")):  # `by his own account`
                    yield from tree.kids(here, "nsubj")


def can_speak(tree: Tree, head: int) -> bool:
    """Whether a noun can be somebody who says something."""
    return (
        tree.cls(head) in ("state", "capital", "body", "group", "firm", "media", "voice", "person", "name", "force", "people")
        or tree.lemmas[head] in tree.lexicon.cues.get("voice", {})
        or tree.lemmas[head] in _HUMAN
    )


def whose_word(tree: Tree, noun: int) -> int | None:
    """`Pyongyang's assurances that`, `a claim by Moscow to have`: whose word a noun of speech is."""
    if tree.lemmas[noun] not in _WORDS:
        return None
    owners = [k for k in tree.kids(noun, "poss") if can_speak(tree, k) or tree.cls(k) == "pronoun"]
    owners += [k for k in tree.of(noun, "by", "from") if can_speak(tree, k)]
    return owners[0] if owners else None


def _holder(tree: Tree, heads: list[int], out: Context) -> Iterator[int]:
    """`our investigators found no sign that`, `the authority would not confirm reports that`: who looked or was asked."""
    for (above, _), at in zip(out.chain, heads[1:], strict=False):
        if tree.lemmas[above] in tree.lexicon.cues.get("noproof", {}) and tree.tokens[above].dep in ("dobj", "attr", "pobj"):
            verb = tree.tokens[above].head
            if tree.lemmas[verb] in _HOLDS:
                yield from (h for h in tree.kids(verb, "nsubj") if can_speak(tree, h) or tree.cls(h) == "pronoun")
        if tree.tokens[at].pos == "VERB" and tree.lexicon.says("silence", tree.lemmas[at]):
            negated = tree.kids(at, "neg") or any(tree.lows[k] in ("neither", "nor") for k in tree.children[at])
            up = tree.tokens[at].head
            unable = tree.tokens[at].dep == "xcomp" and tree.lemmas[up] in ("unable", "decline", "refuse", "fail", "able")
            if negated or unable:
                yield from tree.kids(at, "nsubj") or (tree.kids(up, "nsubj") or tree.kids(tree.tokens[up].head, "nsubj"))


def _shown(tree: Tree, _: list[int], out: Context) -> Iterator[int]:
    """`the White House presented imagery in which`: whose pictures or papers they are."""
    for above, dep in out.chain:
        if dep in ("relcl", "acl") and tree.lemmas[above] in (*REPORTS, *tree.lexicon.evidence):
            verb = tree.tokens[above].head
            if tree.tokens[above].dep == "dobj" and tree.lemmas[verb] in _SHOWS:
                yield from (h for h in tree.kids(verb, "nsubj") if can_speak(tree, h))


def _according(tree: Tree, heads: list[int]) -> Iterator[int]:
    """`according to X` that the parser hung on another word of the clause, and no further clause between."""
    for here in heads:
        for kid in tree.children[here]:
            if tree.tokens[kid].dep in ("ccomp", "advcl", "relcl", "conj", "parataxis"):
                continue
            for k in tree.under(kid):
                if tree.lows[k] == "according":
                    yield from (h for to in tree.kids(k, "prep") for h in tree.kids(to, "pobj"))


def told_by_reports(tree: Tree, out: Context) -> None:
    """`according to reports`, `unconfirmed media reports suggest`: hearsay is a hedge; bare reports are nobody's voice."""
    if out.voice is None or tree.lemmas[out.voice] not in ("report", "rumour", "rumor") or tree.tokens[out.voice].tag != "NNS":
        return
    said = tree.kids(out.voice, "amod", "compound", "nmod", "poss", "det", "acl", "prep")
    if any(tree.lows[k] not in _VAGUE for k in said):
        return
    if not out.hedge:
        out.hedge, out.hedge_at = "reported", out.voice
    if not said:
        out.voice = None


def origin_of_report(tree: Tree, speaker: int) -> int:
    """`Information provided by two Member States indicates`: those who gave it speak; else the speaker as it stands."""
    if tree.lemmas[speaker] not in REPORTS:
        return speaker
    for verb in tree.kids(speaker, "acl"):
        if tree.lemmas[verb] in _GIVES:
            givers = [h for a in tree.kids(verb, "agent", "prep") if tree.lows[a] in ("by", "from") for h in tree.kids(a, "pobj")]
            if givers and can_speak(tree, givers[0]) and tree.lemmas[verb] not in ("obtain", "collect", "receive"):
                return givers[0]
    from_whom = [h for h in tree.of(speaker, "from") if can_speak(tree, h)]
    return from_whom[0] if from_whom else speaker


def speaker_meant(tree: Tree, pronoun: int) -> int | None:
    """Who `he` or `they` is that speaks: the nearest person before that is a subject, else the nearest; a name in apposition or
    the one who is asked counts, a thing does not."""
    low = tree.lows[pronoun]
    if low not in ("he", "she", "they", "him", "who"):
        return None
    if low == "who":
        real = tree.antecedent(pronoun)
        return real if real != pronoun else None
    many = low == "they"
    first = tree.parsed.sentences[max(0, tree.sentence_of[pronoun] - _SENTENCES_BACK)].first
    loose = None
    for at in range(pronoun - 1, first - 1, -1):
        token = tree.tokens[at]
        if token.pos not in ("NOUN", "PROPN") or token.dep in ("compound", "amod", "appos", "attr"):
            continue
        plural = token.tag in ("NNS", "NNPS") or tree.lemmas[at] in ("team", "police", "crew")
        human = (
            tree.cls(at) == "person"
            or tree.lemmas[at] in _HUMAN
            or (tree.cls(at) in ("name", "force") and tree.lemmas[at] not in _MANY and not many)
        )
        if not human or plural != many:
            continue
        if token.dep in ("nsubj", "nsubjpass"):
            return at
        loose = at if loose is None else loose
    return loose
