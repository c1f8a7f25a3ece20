"""Affirmed, negated, denied, or left open by those who speak."""

from __future__ import annotations

from collections.abc import Mapping

from headstamp.reason.read.arguments import Arguments
from headstamp.reason.read.gainsaid import gainsaid
from headstamp.reason.read.told import Context
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.undone import taken_back
from headstamp.reason.read.words import words

_BOUND = words("ccomp advcl acl relcl xcomp pcomp conj dobj pobj prep nsubj nsubjpass attr oprd appos parataxis acomp compound")


def _negated(tree: Tree, index: int) -> bool:
    for kid in tree.children[index]:
        token = tree.tokens[kid]
        place = ("det",) if tree.lows[kid] == "no" else ("advmod", "det", "preconj", "cc")
        if token.dep == "neg" or (tree.lows[kid] in ("never", "neither", "nor", "no") and token.dep in place):
            return True
        if tree.lows[kid] == "longer" and tree.lows[kid - 1] == "no":
            return True
    return False


_LETS = words(
    "approve authorise authorize license permit allow make conclude complete carry register record sign undertake conduct "
    "execute grant issue see have find detect observe fulfil fulfill order arrange discuss negotiate"
)  # fmt: skip
_WAVES = words("brush wave shrug write laugh slam ridicule mock deride blast scorn")
_PROVES = words("prove confirm substantiate corroborate verify establish")
_ADMITS = words("admit acknowledge confirm concede recognise recognize accept")
_TRUE = words("true correct accurate case so right")
_STAYS = words("be remain stay go stand appear")
_OPEN = words("unconfirmed unproven unproved unverified unsubstantiated uncorroborated unclear disputed contested")
_EMPTY = frozenset(("nothing", "none", "nobody", "neither"))


def said_or_denied(tree: Tree, index: int, args: Arguments, out: Context) -> None:
    """Negated by `not`, `never`, `no`; denied below a verb or noun of denial; unknown where nobody would confirm or exclude."""
    negated = _negated(tree, index) or _no_argument(tree, args)
    if any(tree.lows[kid] == "without" for kid, dep in out.chain[:2] if dep == "pcomp"):
        negated = True
    if any(kid < index and _no_sign(tree, kid) for kid in tree.kids(index, "ccomp", "advcl")):
        negated = True  # `he saw no sign, so far, that X had sold`, turned upside down by the parser
    if any(tree.lows[kid] == "whether" for kid in tree.kids(index, "mark")):
        out.polarity = "unknown"
        out.rules.append("said_or_denied")
        return
    if verdict := taken_back(tree, index, out.chain) or gainsaid(tree, index, out.chain):
        out.polarity = verdict
        out.rules.append("said_or_denied")
        return
    below = index
    for above, dep in out.chain:
        lemma = tree.lemmas[above]
        if dep == "conj" and below != index:
            below = above
            continue
        if dep == "conj":
            if not tree.kids(index, "nsubj", "nsubjpass", "aux") and _negated(tree, above) and tree.tokens[above].pos == "VERB":
                negated = negated or any(tree.lows[k] in ("or", "nor") for k in tree.children[above])
            below = above
            continue
        if dep not in _BOUND:
            break
        verdict = _above(tree, above, dep, lemma) if above < index or dep != "ccomp" or lemma == "deny" else ""
        if verdict == "denied":
            out.polarity = "unknown" if _negated(tree, above) else "denied"
            out.rules.append("said_or_denied")
            return
        if verdict == "unknown":
            out.polarity = "unknown"
            out.rules.append("said_or_denied")
            return
        if verdict == "negated":
            negated = True
        below = above
    if negated:
        out.polarity = "negated"
        out.rules.append("said_or_denied")


def _above(tree: Tree, above: int, dep: str, lemma: str) -> str:
    """What the word above says of the clause below it; the first that says anything decides."""
    for ask in (_denied_by, _doubted_by, _ruled_out_by):
        if (said := ask(tree, above, dep, lemma)) is not None:
            return said
    return ""


def _denied_by(tree: Tree, above: int, dep: str, lemma: str) -> str | None:
    """Verbs and nouns of denial; an empty answer where the verb denies something else."""
    says, pos = tree.lexicon.says, tree.tokens[above].pos
    if pos == "NOUN" and says("denial", lemma) and tree.kids(above, "nsubj") and dep in ("advcl", "acl", "ccomp", "xcomp"):
        return "denied"  # `it "categorically rejects" having sent arms`: in quotation marks the verb comes out as a noun
    if pos == "VERB" and lemma in tree.lexicon.cues.get("denial", {}) and dep in ("ccomp", "xcomp", "dobj", "pcomp", "acl"):
        objects = tree.kids(above, "dobj", "dative")
        if "nor" in {tree.lows[k] for k in (*tree.children[above], *tree.children[tree.tokens[above].head])}:
            return "unknown"  # neither confirmed nor denied
        return "" if dep == "dobj" and len(objects) > 1 else "denied"
    thing = pos == "NOUN" or tree.tokens[above].dep in ("pobj", "dobj")  # `as fiction reports that` comes out as a verb
    if thing and dep in ("acl", "prep", "pobj", "relcl") and _called_false(tree, above):
        return "denied"
    return None


def _doubted_by(tree: Tree, above: int, dep: str, lemma: str) -> str | None:
    """Investigations, silence, claims, and deeds that are negated themselves."""
    says, pos = tree.lexicon.says, tree.tokens[above].pos
    if pos == "NOUN" and lemma in ("investigation", "inquiry", "probe") and dep == "prep":
        return "unknown"  # `is continuing its investigations into attempts to buy`
    if pos == "NOUN" and says("denialnoun", lemma) and dep in ("acl", "prep", "pobj", "relcl"):
        return "denied"
    if pos == "NOUN" and says("noproof", lemma) and dep in ("acl", "prep", "pobj", "ccomp", "relcl"):
        verb = tree.tokens[above].head
        if _negated(tree, above) or _negated(tree, verb):
            return "negated"
    if pos == "VERB" and says("silence", lemma) and _negated(tree, above):
        return "unknown"
    if pos == "ADJ" and lemma in ("unclear", "unknown", "uncertain") and dep in ("ccomp", "csubj"):
        return "unknown"
    if dep == "xcomp" and lemma == "have" and any(tree.lows[k] == "yet" for k in tree.kids(above, "advmod")):
        return "negated"  # `has yet to deliver`
    if dep == "nsubj" and _negated(tree, above) and lemma in ("take", "occur", "happen", "materialise", "materialize", "proceed"):
        return "negated"  # `the shipment never took place`
    if pos == "VERB" and dep in ("dobj", "nsubjpass") and _negated(tree, above) and lemma in _LETS:
        return "negated"  # `had not approved any export`
    if lemma in ("know", "hear", "aware") and dep in ("prep", "ccomp") and _negated(tree, above):
        return "negated"
    if pos == "NOUN" and says("claimnoun", lemma) and dep in ("acl", "prep", "pobj", "relcl"):
        verb = tree.tokens[above].head
        if any(tree.lows[k] == "no" for k in tree.kids(above, "det")):
            return "negated"
        if tree.lemmas[verb] in tree.lexicon.cues.get("silence", {}) and _negated(tree, verb):
            return "unknown"
        if tree.lemmas[verb] in tree.lexicon.cues.get("denial", {}):
            return "unknown" if _negated(tree, verb) else "denied"
        stays = tree.lemmas[verb] in _STAYS and any(tree.lows[k] in _OPEN for k in tree.kids(verb, "acomp", "attr", "oprd"))
        if stays or (tree.lemmas[verb] in _PROVES and _negated(tree, verb)):
            return "unknown"  # `allegations that X armed Y have not been proved`
    return None


def _ruled_out_by(tree: Tree, above: int, dep: str, lemma: str) -> str | None:
    """Clauses that are said not to be so, or of which there is no sign."""
    says = tree.lexicon.says
    if dep == "ccomp" and lemma == "be" and any(says("denialnoun", tree.lemmas[k]) for k in tree.kids(above, "acomp")):
        return "negated"
    if dep == "ccomp" and _not_true(tree, above):
        return "negated"
    if dep == "ccomp" and lemma in _ADMITS and (_negated(tree, above) or _no_one(tree, above)):
        return "unknown"
    if dep in ("xcomp", "acomp") and _negated(tree, above):
        return "negated"
    if dep in ("advcl", "ccomp") and _no_sign(tree, above):
        return "negated"
    if (
        dep == "ccomp"
        and _negated(tree, above)
        and lemma in ("say", "allege", "claim", "assert", "mean", "follow", "suggest", "think", "believe")
    ):
        return "negated" if lemma in ("mean", "follow", "allege", "claim") else "unknown"
    bare = [k for k in tree.kids(above, "nsubj", "nsubjpass") if says("noproof", tree.lemmas[k])]
    of_it = dep == "prep" and any(tree.lows[k] in ("of", "for") for k in tree.kids(above, "prep"))  # `no proof was found of`
    if (dep in ("ccomp", "acl", "relcl") or of_it) and bare and (_negated(tree, bare[0]) or _negated(tree, above)):
        return "negated"
    nothing = [k for k in (*tree.kids(above, "nsubj"), tree.tokens[above].head) if tree.lows[k] == "nothing" and k < above]
    if dep == "ccomp" and nothing and lemma in ("suggest", "indicate", "show", "prove", "imply", "confirm"):
        return "negated"
    if dep == "ccomp" and lemma == "mean" and any(tree.lows[k] == "none" for k in tree.kids(above, "nsubj")):
        return "negated"
    return None


def _no_sign(tree: Tree, verb: int) -> bool:
    """`saw no sign, so far, that X had sold`: the parser hangs the clause on the verb, and `that` may stand behind a comma."""
    signs = [k for k in tree.kids(verb, "dobj", "attr", "nsubj") if tree.lexicon.says("noproof", tree.lemmas[k])]
    if not signs or not any(_negated(tree, h) for h in (verb, signs[0])):
        return False
    return "that" in tree.lows[signs[0] + 1 : signs[0] + 7]


def _called_false(tree: Tree, noun: int) -> bool:
    """Whether what the noun stands for, a claim or story, is called a lie, groundless, a fabrication."""
    verb = tree.tokens[noun].head
    lies = tree.lexicon.cues.get("denialnoun", {})
    if tree.lemmas[verb] in tree.lexicon.cues.get("denounce", {}):
        own = set(tree.under(noun))  # `described as baseless the claims`, and not `described the false claims`
        return any(tree.lemmas[k] in lies for k in tree.under(verb) if k > noun or (k > verb and k not in own))
    if _waved_away(tree, noun, lies):
        return True
    said = [p for k in tree.kids(verb, "attr", "acomp") for p in tree.under(k) if tree.tokens[p].dep != "relcl"]
    return tree.lemmas[verb] == "be" and not tree.kids(verb, "neg") and any(tree.lemmas[k] in lies for k in said)


def _waved_away(tree: Tree, noun: int, lies: Mapping[str, str]) -> bool:
    """`rejected as groundless the allegation that`: the word for a lie stands between the verb and what it is said of."""
    verb = noun
    for _ in range(3):
        verb = tree.tokens[verb].head
        if tree.tokens[verb].pos == "VERB":
            break
    known = tree.lemmas[verb] in _WAVES or any(
        tree.lemmas[verb] in tree.lexicon.cues.get(cue, {}) for cue in ("denial", "denounce")
    )
    return known and verb < noun and any(tree.lemmas[k] in lies for k in range(verb + 1, noun))


def _not_true(tree: Tree, above: int) -> bool:
    """`it is not true that`, `it is not the case that`."""
    be = tree.tokens[above].head if tree.lemmas[above] in _TRUE else above
    said = above in tree.kids(be, "acomp", "attr") or any(tree.lemmas[k] in _TRUE for k in tree.kids(be, "acomp", "attr"))
    return tree.lemmas[be] == "be" and said and _negated(tree, be)


def _no_one(tree: Tree, verb: int) -> bool:
    """`neither side has admitted`."""
    return any(tree.lows[k] in ("neither", "no") for s in tree.kids(verb, "nsubj") for k in (s, *tree.children[s]))


def _no_argument(tree: Tree, args: Arguments) -> bool:
    for name in ("subj", "obj", "iobj"):
        for head in args.get(name):
            if tree.lows[head] in _EMPTY or any(
                tree.lows[k] in ("no", "neither") for k in tree.kids(head, "det", "preconj", "cc")
            ):
                return True
    return False
