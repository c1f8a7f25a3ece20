"""How sure, and whether it is said to have happened: hedges, attempts, intentions, forecasts, rules."""

from __future__ import annotations

from collections.abc import Iterator

from headstamp.core.statement import Realis
from headstamp.reason.read.arguments import is_passive
from headstamp.reason.read.told import Context
from headstamp.reason.read.tree import Tree

_PAPERS = frozenset(("contract", "deal", "agreement", "order", "memorandum", "tender", "accord", "pact", "request", "promise"))
_MODAL = frozenset(("may", "might", "could", "can"))
_SCOPE = ("aux", "advmod", "amod", "acomp", "npadvmod")
_CLIMBED = frozenset(("xcomp", "ccomp", "acl", "pcomp", "acomp", "prep", "pobj", "dobj", "nsubj", "nsubjpass"))
_FAR = 5


def hedged_by_a_word(tree: Tree, index: int, out: Context) -> None:
    """A word of hedge beside the predicate or beside a word above it: may, allegedly, reports that, is believed to. It does not
    reach into a clause that only describes a noun, and a named speaker alone is no hedge."""
    if out.hedge:
        return
    for here, words in _heard(tree, index, out):
        for at, word in words:
            value = _hedge(tree, index, here, at, word)
            if value and value != "approximate":
                out.hedge, out.hedge_at = value, at
                out.rules.append("hedged_by_a_word")
                return


def _heard(tree: Tree, index: int, out: Context) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """Words whose hedge reaches the predicate, each with what stands beside it."""
    own = [(kid, tree.lows[kid]) for kid in tree.kids(index, *_SCOPE)]
    if tree.lemmas[index] in ("estimate", "allege", "report"):
        own.append((index, tree.lows[index]))
    yield index, own
    below = index
    for above, dep in out.chain:
        noun = tree.tokens[above].pos in ("NOUN", "PROPN")
        part = dep == "advcl" and tree.tokens[below].tag == "VBG" and not tree.kids(below, "nsubj", "mark")
        below = above
        if (dep not in _CLIMBED and dep != "conj" and not part) or (noun and out.polarity == "denied"):
            return
        if _beside(tree, above, index, dep):
            return
        beside = tree.kids(above, *_SCOPE) if dep != "ccomp" else tree.kids(above, "advmod")
        if dep == "conj":
            continue
        yield above, [*((kid, tree.lows[kid]) for kid in beside), (above, tree.lows[above])]
        if dep in ("acl", "relcl") or (dep == "ccomp" and not _speaks(tree, above)):
            return


def _beside(tree: Tree, above: int, index: int, dep: str) -> bool:
    """`X received two; four more are expected`: a clause of its own that the parser put on top."""
    return dep == "ccomp" and above > index and not tree.lexicon.says("say", tree.lemmas[above])


def _speaks(tree: Tree, word: int) -> bool:
    return bool(tree.lexicon.says("say", tree.lemmas[word])) or tree.lows[word] in tree.lexicon.cues.get("hedge", {})


def _hedge(tree: Tree, index: int, here: int, at: int, word: str) -> str:
    hedges = tree.lexicon.cues.get("hedge", {})
    if at == here and at != index and tree.lemmas[at] in ("charge", "allege", "insinuate") and tree.tokens[at].pos == "VERB":
        return "alleged"
    if found := hedges.get(word, ""):
        return found
    infinitive = at != index and any(tree.lows[k] == "to" for k in tree.kids(index, "aux"))
    if infinitive and tree.tokens[at].pos in ("VERB", "ADJ", "NOUN") and (found := hedges.get(word + " to", "")):
        return found
    if (
        at == here
        and word in ("said", "thought", "held", "understood", "presumed", "feared", "rumoured")
        and is_passive(tree, here)
    ):
        return "reported" if word in ("said", "rumoured") else "possible"
    return ""


def happened_or_not(tree: Tree, index: int, given: Realis | None, out: Context) -> None:
    """Attempted, intended, possible, ongoing or generic by the verbs and auxiliaries above; else said to have happened. What
    should be done is a recommendation and no statement of a deed; what is done as a rule, or what a law forbids, is general."""
    out.recommended = any(_wished(tree, word) for word in (index, *(above for above, _ in out.chain))) or _supposed(
        tree, index, out
    )
    out.recommended = out.recommended or _prevented(tree, out)
    out.realis = given or Realis.ACTUAL
    if given is None and (told := _by_adjective(tree, index)) is not None:
        out.realis = told
        out.rules.append("happened_or_not")
        return
    below = index
    for above, dep in [(index, "self"), *out.chain[:_FAR]]:
        if dep in ("ccomp", "advcl", "relcl", "parataxis") and tree.lexicon.says("say", tree.lemmas[above]):
            break
        if _beside(tree, above, index, dep):
            break
        found = _of_governor(tree, above, below, dep) or _of_auxiliary(tree, above, dep)
        if found is Realis.ONGOING:
            out.realis = found
        elif found is not None:
            out.realis = found
            out.rules.append("happened_or_not")
            return
        if dep in ("ccomp", "advcl", "relcl"):
            break
        below = above
    _by_tense(tree, index, out)


def _wished(tree: Tree, word: int) -> bool:
    auxes = {tree.lows[kid] for kid in tree.kids(word, "aux")}
    needed = tree.lexicon.says("require", tree.lemmas[word]) and tree.tokens[word].pos == "VERB"
    return (
        bool(auxes & {"should", "must", "ought"} and tree.lemmas[word] != "be")
        or bool(needed)
        or tree.lemmas[word] in ("recommend", "urge")
    )


def _supposed(tree: Tree, index: int, out: Context) -> bool:
    """Whether it stands in a condition: `if Libya delivers`, `had Iran sent`, `unless`. What is only supposed is no statement."""
    first = tree.sentence(index).first
    if tree.lows[first] in ("were", "had", "should") and "," not in tree.lows[first:index]:
        return True  # `Were Iran to send tanks, ...`
    for word, dep in [(index, ""), *out.chain]:
        mark = {tree.lows[k] for k in tree.kids(word, "mark", "advmod")}
        if tree.tokens[word].dep == "advcl" and (mark & {"unless", "lest"} or ("if" in mark and not mark & {"even", "as"})):
            return True
        aux = [k for k in tree.kids(word, "aux", "auxpass") if tree.lows[k] in ("had", "were", "should")]
        subjects = tree.kids(word, "nsubj", "nsubjpass")
        if aux and subjects and aux[0] < subjects[0] and tree.tokens[word].dep == "advcl":
            return True
        if dep in ("ccomp", "relcl"):
            return False
    return False


_PREVENTS = frozenset(
    ("prevent", "counter", "combat", "curb", "deter", "disrupt", "stem", "thwart", "limit", "restrict", "stop", "block", "halt",
     "end", "curtail", "stanch", "hinder", "prohibit", "ban", "tackle", "impede", "monitor", "inhibit", "crack")
)  # fmt: skip


def _prevented(tree: Tree, out: Context) -> bool:
    """`efforts to curb the export of arms`: what is to be prevented did not happen thereby."""
    for word, dep in out.chain[:4]:
        if tree.lemmas[word] in ("tolerate", "condone", "condemn", "allow", "permit") and dep == "dobj":
            return tree.lemmas[word] == "condemn" or bool(tree.kids(word, "neg"))
        infinitive = any(tree.lows[k] == "to" for k in tree.kids(word, "aux"))
        if tree.lemmas[word] in _PREVENTS and dep in ("dobj", "prep", "pobj", "pcomp", "nsubj", "xcomp"):
            return infinitive or (tree.tokens[word].tag == "VBG" and tree.tokens[word].dep in ("pcomp", "advcl"))
        if dep in ("ccomp", "relcl", "conj", "advcl"):
            return False
    return False


def _by_adjective(tree: Tree, noun: int) -> Realis | None:
    """`the attempted sale`, `a planned shipment`, `a proposed deal`."""
    if tree.tokens[noun].pos != "NOUN":
        return None
    words = {tree.lows[k] for k in tree.kids(noun, "amod", "compound")}
    if words & {"attempted", "failed", "abortive"}:
        return Realis.ATTEMPTED
    planned = {"planned", "proposed", "intended", "prospective", "pending", "upcoming", "future"}
    return Realis.INTENDED if words & planned else None


def _of_governor(tree: Tree, above: int, below: int, dep: str) -> Realis | None:
    """What a verb or noun above makes of the deed: tried, planned, continued."""
    lemma, says = tree.lemmas[above], tree.lexicon.says
    if dep == "self":
        return None
    if dep in ("xcomp", "advcl", "prep", "pcomp", "acl", "dobj") and (says("attempt", lemma) or says("attemptnoun", lemma)):
        return Realis.ATTEMPTED
    infinitive = any(tree.lows[kid] == "to" for kid in tree.kids(below, "aux"))
    if lemma in ("expect", "anticipate") and dep in ("ccomp", "xcomp", "advcl"):
        return Realis.POSSIBLE
    if dep in ("xcomp", "acl", "advcl", "ccomp", "prep") and says("intend", lemma) and (infinitive or dep == "prep"):
        return Realis.INTENDED
    if dep == "xcomp" and lemma == "be" and infinitive:
        return Realis.INTENDED
    if dep in ("acl", "relcl") and infinitive and tree.tokens[above].pos == "NOUN" and lemma in _PAPERS:
        return Realis.INTENDED  # `signed a contract to supply`: agreed, and no more is said
    return Realis.ONGOING if dep in ("xcomp", "prep", "pcomp") and says("ongoing", lemma) else None


def _of_auxiliary(tree: Tree, word: int, dep: str) -> Realis | None:
    """may, could: possible; will, would, is to: intended."""
    auxes = {tree.lows[kid] for kid in tree.kids(word, "aux")}
    if dep in ("self", "xcomp") and auxes & _MODAL:
        return None if "have" in auxes else Realis.POSSIBLE  # `may have been sent` tells of what is past, and hedges it
    up = tree.tokens[word].head
    if auxes & {"will", "shall"} or ("to" in auxes and up != word and tree.lemmas[up] == "be" and not _past(tree, word)):
        return Realis.INTENDED
    return Realis.INTENDED if "would" in auxes and dep in ("self", "xcomp") else None


def _past(tree: Tree, word: int) -> bool:
    """`is among those to have sold`: done; but `was to have been sold` was only meant."""
    return tree.tokens[word].dep != "xcomp" and any(tree.lows[k] == "have" for k in tree.kids(word, "aux"))


def _by_tense(tree: Tree, index: int, out: Context) -> None:
    token, aux = tree.tokens[index], {tree.lows[kid] for kid in tree.kids(index, "aux")}
    head = token.head
    gerund = token.tag == "VBG" and token.dep in ("csubj", "advcl", "nsubj") and not aux and not _has_subject(tree, index)
    used_to = tree.lemmas[head] == "use" and token.dep == "xcomp" and is_passive(tree, head)
    if gerund or used_to:
        out.realis, out.general = Realis.GENERIC, True
    elif out.realis is Realis.ACTUAL and token.tag == "VBG" and {"has", "have", "is", "are", "'s", "’s", "am"} & aux:
        out.realis = Realis.ONGOING
    elif out.realis is Realis.ACTUAL and token.tag in ("VBZ", "VBP") and not aux:
        out.realis = Realis.GENERIC


def _has_subject(tree: Tree, index: int) -> bool:
    """Whether a participle has a subject of its own, or the clause that it opens has one."""
    if tree.tokens[index].dep == "advcl":
        return bool(tree.kids(tree.tokens[index].head, "nsubj", "nsubjpass"))
    return bool(tree.kids(index, "nsubj"))
