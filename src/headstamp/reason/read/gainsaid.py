"""Deeds whose telling is gainsaid: the claim of it debunked or withdrawn, no sign of it seen, wrong to say. Never a supply."""

from __future__ import annotations

from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_NO = words("no not n't never nor neither hardly scarcely little scant few nothing without zero")
_SCARCE = words("hardly scarcely barely")
_TIMES = words("point time circumstance occasion case mean way stage instance moment condition account sense")
_DOUBTED = words("debunk disprove discredit drop withdraw retract refute correct recant explode demolish mock belie")
_TURNED = words("turn prove appear lack have be seem")
_SCHEMES = words("program programme scheme operation project effort practice policy")
_ENDS = words("halt end stop terminate discontinue close axe phase")
_MINDS = words("issue exception umbrage")
_CLEARS = words("acquit clear absolve exonerate")
_PROVES = words("confirm verify establish prove substantiate corroborate")
_COMES_ABOUT = words("exist go happen occur materialise materialize proceed")
_BITS = words("shred scrap piece iota jot ounce scintilla bit hint")
_WRONG = words(
    "wrong incorrect false untrue mistaken absurd ridiculous ludicrous nonsense inaccurate misleading preposterous sense"
)
_SAYS = words("say claim suggest allege assert pretend think believe imagine imply assume")
_QUOTES = frozenset('"“”«»')


def gainsaid(tree: Tree, index: int, chain: list[tuple[int, str]]) -> str:
    """`negated`, `denied` or an empty string: whether what tells of the deed is itself taken back by the words about it."""
    if _never_was(tree, index) or _not_one(tree, index) or _at_no_time(tree, index) or _stopped_short(tree, index):
        return "negated"
    if _rejects_having(tree, index) or _named_a_lie(tree, index):
        return "denied"
    below = index
    for above, dep in chain:
        if dep in ("acl", "relcl", "ccomp", "prep", "pobj", "dobj") and (verdict := _by_claim(tree, above, below)):
            return verdict
        if verdict := _by_verb(tree, above, dep):
            return verdict
        if dep == "ccomp" and _no_sign(tree, above, index):
            return "negated"
        if dep == "ccomp" and tree.lemmas[above] in _SAYS and _wrong_to(tree, above):
            return "negated"
        joined = dep == "conj" and not tree.kids(below, "nsubj", "nsubjpass")  # `the programme to equip and train`
        if dep in ("relcl", "advcl", "parataxis") or (dep == "conj" and not joined):
            break
        below = above
    return "negated" if _sign_before(tree, index) else ""


def _negative(tree: Tree, word: int) -> bool:
    return any(tree.lows[k] in _NO and (k < word or tree.lows[k] in ("not", "n't", "never")) for k in tree.children[word])


def _never_was(tree: Tree, index: int) -> bool:
    """`the sale never existed`, `did not go ahead`, `exists only in the imagination`, `has never been a recipient`."""
    token = tree.tokens[index]
    verb, noun = token.head, token.pos == "NOUN"
    if noun and token.dep == "attr" and tree.lemmas[verb] == "be":
        others = any(tree.lows[k] in ("only", "sole", "first", "main") for k in tree.children[index])
        return not others and any(tree.lows[k] in ("not", "n't", "never") for k in tree.children[verb])
    if not noun or token.dep not in ("nsubj", "nsubjpass") or tree.lemmas[verb] not in _COMES_ABOUT:
        return False
    return _negative(tree, verb) or any(tree.lemmas[h] in ("imagination", "head", "mind", "paper") for h in tree.of(verb, "in"))


def _by_verb(tree: Tree, above: int, dep: str) -> str:
    """`acquitted of selling`, `unable to confirm that`, `never the case that`, `anyone who says so is lying`."""
    lemma, head = tree.lemmas[above], tree.tokens[above].head
    if dep in ("prep", "pcomp") and lemma in _CLEARS and not _negative(tree, above):
        return "negated"
    if lemma in ("case", "fact") and dep in ("acl", "relcl", "ccomp") and tree.lemmas[head] == "be" and _negative(tree, head):
        return "negated"
    if dep != "ccomp":
        return ""
    if lemma in _PROVES and (tree.lows[head] in ("unable", "impossible") or (tree.lemmas[head] == "fail" and head < above)):
        return "unknown"
    liar = tree.tokens[head].head
    if lemma in _SAYS and tree.tokens[above].dep == "relcl" and tree.tokens[head].dep == "nsubj" and tree.lemmas[liar] == "lie":
        return "" if _negative(tree, liar) else "denied"
    return ""


def _not_one(tree: Tree, index: int) -> bool:
    """`not a single bullet has gone`, `not one rifle was sent`, `hardly any weapons were delivered`."""
    for head in tree.kids(index, "nsubj", "nsubjpass", "dobj"):
        left = [k for k in tree.under(head) if k <= head]
        first = min(left, default=head)
        around = [tree.lows[k] for k in (first - 1, first, first + 1) if 0 <= k <= head]
        if any(w in _SCARCE for w in around) and any(tree.lows[k] == "any" for k in left):
            return True
        for at in (first, first - 1):
            if at >= 0 and tree.lows[at] == "not" and tree.lows[at + 1] in ("a", "one", "single", "any"):
                return True
    return False


def _at_no_time(tree: Tree, index: int) -> bool:
    """`at no point did`, `under no circumstances has`, `by no means`."""
    nouns = (p for k in tree.kids(index, "prep") for p in tree.kids(k, "pobj"))
    return any(tree.lemmas[p] in _TIMES and any(tree.lows[k] == "no" for k in tree.children[p]) for p in nouns)


def _stopped_short(tree: Tree, index: int) -> bool:
    """`stopped short of buying`."""
    return index > 1 and tree.lows[index - 1] == "of" and tree.lows[index - 2] == "short"


def _rejects_having(tree: Tree, index: int) -> bool:
    """`"categorically rejects" having sent`, `rejected as absurd having delivered`: whatever the parser made of the verb."""
    having = [k for k in tree.kids(index, "aux") if tree.lows[k] == "having"]
    if not having:
        return False
    verb = tree.tokens[index].head
    near = [k for k in range(max(0, having[0] - 3), having[0]) if tree.lows[k] not in _QUOTES]
    denials = tree.lexicon.cues.get("denial", {})
    said = [k for k in (verb, *near) if k < index and (tree.lemmas[k] in denials or tree.lows[k].removesuffix("s") in denials)]
    return bool(said) and not any(_negative(tree, k) for k in said)


def _named_a_lie(tree: Tree, noun: int) -> bool:
    """`called the reported delivery a hoax`: the deed is a noun, and the word for a lie is what it is called."""
    verb, lies = tree.tokens[noun].head, tree.lexicon.cues.get("denialnoun", {})
    is_one = tree.tokens[noun].dep == "nsubj" and tree.lemmas[verb] == "be"
    if tree.tokens[noun].pos != "NOUN" or verb == noun or not (is_one or tree.lexicon.says("denounce", tree.lemmas[verb])):
        return False
    near = [k for kid in tree.kids(verb, "oprd", "acomp", "attr", "dobj", "prep") for k in (kid, *tree.kids(kid, "pobj", "amod"))]
    return not _negative(tree, verb) and any(k > noun and tree.lemmas[k] in lies for k in near)


def _by_claim(tree: Tree, noun: int, below: int) -> str:
    """A claim, or an alleged deed, and the verb that it hangs on."""
    if tree.lows[noun] == "nothing" and tree.lemmas[below] == "do":
        return "denied"  # `had nothing to do with the shipment`
    token = tree.tokens[noun]
    if tree.lemmas[noun] in _SCHEMES and token.dep == "dobj" and tree.lemmas[token.head] in _ENDS:
        return "" if _negative(tree, token.head) else "negated"
    if tree.lemmas[noun] not in tree.lexicon.cues.get("claimnoun", {}):
        return ""
    if token.dep in ("nsubj", "nsubjpass"):
        return "denied" if _undone_claim(tree, token.head, token.dep, below) else ""
    prep = token.head if token.dep == "pobj" else noun
    over = tree.tokens[prep].head
    if token.dep == "pobj":
        if tree.lows[over] == "contrary":
            return "negated"
        if tree.lemmas[over] in ("truth", "substance", "basis", "foundation", "credence") and _negative(tree, over):
            return "negated"
        if tree.lemmas[over] == "take" and any(tree.lemmas[k] in _MINDS for k in tree.kids(over, "dobj")):
            return "" if _negative(tree, over) else "denied"
    if token.dep == "dobj" and not _negative(tree, over):
        laughed = tree.lemmas[over] in ("laugh", "wave", "brush", "shrug", "throw") and tree.kids(over, "prt")
        return "denied" if laughed or tree.lemmas[over] in _DOUBTED else ""
    return ""


def _undone_claim(tree: Tree, verb: int, dep: str, below: int) -> bool:
    """`the claim was debunked`, `reports turned out to be false`."""
    if _negative(tree, verb):
        return False
    if tree.lemmas[verb] in _DOUBTED:
        return dep == "nsubjpass"
    if tree.lemmas[verb] not in _TURNED:
        return False
    said = [k for kid in tree.kids(verb, "xcomp", "acomp", "attr", "oprd") for k in (kid, *tree.kids(kid, "acomp", "attr"))]
    lies = tree.lexicon.cues.get("denialnoun", {})
    return any(tree.lemmas[k] in lies and not _negative(tree, k) for k in said if k > below)


def _no_sign(tree: Tree, verb: int, index: int) -> bool:
    """`saw no sign, so far, that`: the clause hangs on the verb instead of the noun."""
    signs = [k for k in tree.kids(verb, "dobj", "attr", "nsubj", "nsubjpass") if tree.lexicon.says("noproof", tree.lemmas[k])]
    return any(_negative(tree, k) and k < index for k in signs)


def _sign_before(tree: Tree, index: int) -> bool:
    """The same where the clause was taken for the root, or hangs on `little sign` itself."""
    head = tree.tokens[index].head
    if head < index and tree.lexicon.says("noproof", tree.lemmas[head]) and tree.tokens[index].dep in ("acl", "relcl", "ccomp"):
        prep = tree.tokens[head].head  # `without proof that`, `not a shred of evidence that`
        whole = tree.tokens[prep].head
        none = _negative(tree, whole) or (tree.lemmas[whole] in _BITS and _negative(tree, tree.tokens[whole].head))
        return _negative(tree, head) or tree.lows[prep] == "without" or (tree.lows[prep] == "of" and none)
    return any(_no_sign(tree, verb, index) for verb in tree.kids(index, "ccomp") if verb < index)


def _wrong_to(tree: Tree, say: int) -> bool:
    """`it would be wrong to say that`, `it makes no sense to claim that`."""
    if not any(tree.lows[k] == "to" for k in tree.kids(say, "aux")):
        return False
    over = tree.tokens[say].head
    near = [over, *tree.kids(over, "acomp", "attr", "dobj")]
    wrong = [k for k in near if tree.lemmas[k] in _WRONG and k < say]
    if not wrong or any(tree.lows[k] in ("not", "n't") for k in (*tree.children[over], *tree.children[tree.tokens[over].head])):
        return False
    return all(tree.lemmas[k] != "sense" or _negative(tree, k) for k in wrong)
