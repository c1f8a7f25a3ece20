"""Who says so: reported speech, `according to`, accusations."""

from __future__ import annotations

from headstamp.reason.read.arguments import arguments, is_passive
from headstamp.reason.read.told import Context
from headstamp.reason.read.tree import ARMS, Tree
from headstamp.reason.read.voices import REPORTS, origin_of_report, other_voice, whose_word

_MOST_WORDS = 14
_ADMITS = frozenset(("admit", "confirm", "acknowledge", "reveal", "disclose", "concede", "report", "allege", "note", "detect"))
_NAMES = frozenset(("identify", "describe", "name", "list", "cite", "designate"))
_SILENT = ARMS | {"cargo", "vessel", "vehicle", "mark", "place", "time", "number", "civil", "money", "drug", "barter", "trade"}
_SELDOM = frozenset(("show", "hold", "give", "find", "describe", "go", "establish", "document", "determine", "record", "observe"))
_TOLD = frozenset(("tell", "inform", "assure", "notify", "brief", "quote", "cite"))


def reported_speech(tree: Tree, verb: int) -> bool:
    """Whether a verb reports what somebody says: `say`, `tell`, `conclude` ... with a clause, and not `have nothing to say`."""
    return tree.tokens[verb].pos == "VERB" and bool(tree.lexicon.says("say", tree.lemmas[verb]))


def who_says_so(tree: Tree, index: int, out: Context) -> None:
    """The speaker is the subject of the nearest verb of speech above the clause, or stands after `according to`. A speaker is
    never a supplier or recipient by speaking."""
    steps = [(index, ""), *out.chain]
    for (here, _), (above, dep) in zip(steps, out.chain, strict=False):
        if tree.lows[above] in ("go",) and not tree.kids(above, "prt"):
            continue
        speaks = (
            reported_speech(tree, above) or tree.lexicon.says("denial", tree.lemmas[above]) or tree.lemmas[above] in ("deny",)
        )
        if dep in ("ccomp", "xcomp", "acl", "relcl", "advcl") and speaks and dep != "relcl":
            if tree.lemmas[above] in ("show", "hold", "give", "find", "describe", "go", "establish") and dep != "ccomp":
                continue
            passive = is_passive(tree, above)
            if out.voice is None:
                out.voice = _quoted(tree, above)
            speaker = _speaker(tree, above) if not passive or tree.lemmas[above] in _TOLD else _agent(tree, above)
            ours = out.voice is not None and tree.lows[out.voice] in ("we", "i")
            if speaker is not None and (out.voice is None or ours):  # `we believe that ..., an official said`
                out.voice, out.voice_verb = speaker, above
                out.rules.append("who_says_so")
        if out.voice is None and dep == "dobj" and tree.lemmas[above] in _ADMITS and (said := _speaker(tree, above)) is not None:
            out.voice, out.voice_verb = said, above
            out.rules.append("who_says_so")
        if out.voice is None and dep == "prep" and tree.lows[here] == "as" and tree.lemmas[above] in _NAMES:
            out.voice = _agent(tree, above)
        if out.voice is None and (quoted := _quoted(tree, above)) is not None:
            out.voice, out.voice_verb = quoted, above
        if out.voice is None and dep == "acl":
            out.voice = whose_word(tree, above)
        accused = (
            dep == "prep"
            and tree.tokens[above].pos == "VERB"
            and tree.lemmas[above] in ("accuse", "suspect", "charge", "blame", "indict")
        )
        rejected = (dep == "dobj" or (dep == "prep" and tree.lows[here] == "in")) and tree.lemmas[above] in tree.lexicon.cues.get(
            "denial", {}
        )
        if accused and is_passive(tree, above) and not arguments(tree, above).get("by"):
            out.hedge, out.hedge_at, accused = "alleged", above, False
        if (accused or rejected) and out.voice is None and (speaker := _speaker(tree, above)) is not None:
            out.voice, out.voice_verb = speaker, above
            out.rules.append("who_says_so")
            if accused:
                out.hedge, out.hedge_at = "alleged", above
    for here, _ in steps:
        _spoken_beside(tree, here, out)
    for here, _ in steps:
        for kid in tree.children[here]:
            if tree.lows[kid] == "according" and out.voice is None:
                heads = [h for to in tree.kids(kid, "prep") for h in tree.kids(to, "pobj")]
                if heads:
                    out.voice = heads[0]
                    out.rules.append("who_says_so")
    if out.voice is None:
        other_voice(tree, index, out)
    if out.voice is not None:
        out.voice = origin_of_report(tree, out.voice)


def _spoken_beside(tree: Tree, here: int, out: Context) -> None:
    """`..., rebels say, ...`: a clause of speech that the parser hung on what is said."""
    for kid in tree.children[here]:
        beside = tree.tokens[kid].dep == "parataxis" or (
            tree.tokens[kid].dep in ("ccomp", "conj")
            and kid > here
            and tree.lemmas[kid] not in _SELDOM
            and not tree.kids(kid, "mark", "ccomp", "dobj", "xcomp", "aux")
        )
        said = beside and reported_speech(tree, kid) and out.voice is None
        if said and (speaker := _speaker(tree, kid)) is not None:
            out.voice, out.voice_verb = speaker, kid
            out.rules.append("who_says_so")


def _quoted(tree: Tree, verb: int) -> int | None:
    """`quoted a trader as saying`, `Putin was quoted as saying`: who is quoted."""
    prep = tree.tokens[verb].head
    if tree.lows[prep] != "as" or tree.lemmas[tree.tokens[prep].head] not in ("quote", "cite", "record", "report"):
        return None
    above = tree.tokens[prep].head
    return next(iter(tree.kids(above, "dobj", "nsubjpass")), None)


def _agent(tree: Tree, verb: int) -> int | None:
    """By whom it is said: `was said by US authorities to be purchasing`."""
    if not is_passive(tree, verb):
        return None
    return next((h for a in tree.kids(verb, "agent") for h in tree.kids(a, "pobj")), None)


def _speaker(tree: Tree, verb: int) -> int | None:
    args = arguments(tree, verb)
    heads = args.get("subj") or args.get("obj")
    if is_passive(tree, verb):
        heads = args.get("by") or args.get("obj")
    speaks = heads and (tree.lemmas[heads[0]] in tree.lexicon.cues.get("voice", {}) or tree.lemmas[heads[0]] in REPORTS)
    if heads and tree.cls(heads[0]) in _SILENT and not speaks:
        return None
    return heads[0] if heads else _before_verb(tree, verb)


def _before_verb(tree: Tree, verb: int) -> int | None:
    """The speaker that the parser hung on the word before the comma: `... to Ukraine, a spokesman for the ministry said`."""
    first = tree.sentence(verb).first
    comma = next((k for k in range(verb - 1, max(first, verb - _MOST_WORDS), -1) if tree.lows[k] == ","), None)
    if comma is None:
        return None
    voices = tree.lexicon.cues.get("voice", {})
    return next(
        (k for k in range(comma + 1, verb) if tree.lemmas[k] in voices or tree.cls(k) in ("body", "media", "voice")), None
    )
