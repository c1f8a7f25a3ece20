"""Rules of whose design a weapon is: a variant, a copy, `is an Iranian drone`, shared features. Docstrings are public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.marks import of_arms
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_VARIANT = words("variant version copy clone derivative replica knock-off knockoff reproduction imitation analogue adaptation")
_TAKEN_FOR = words("appear seem assess believe determine find know prove turn judge think say report confirm")
FEATURES = words(
    "characteristic feature design component part marking similarity trait element resemblance commonality construction fragment "
    "prefix dimension layout configuration fuselage wing engine number"
)


def origins_of(tree: Tree, head: int) -> list[int]:
    """`Iranian`, `Iranian-designed`, `Chinese-made` before a noun."""
    before = tree.kids(head, "amod", "compound", "nmod", "poss")
    deeper = [
        k
        for b in before
        for k in tree.kids(b, "npadvmod", "amod", "compound", "advmod")
        if tree.tokens[b].pos in ("VERB", "NOUN", "PROPN")
    ]
    return [k for k in (*before, *deeper) if (e := tree.mentions[k]) is not None and e.country and e.cls in ("people", "state")]


def _names_arms(tree: Tree, head: int) -> bool:
    return tree.cls(head) in ("weapon", "ammunition", "component") or tree.lexicon.evidence.get(tree.lemmas[head]) == "debris"


def is_a_variant(draft: Draft) -> bool:
    """A weapon is a variant, copy or version of a state's weapon: its origin or its likeness, and no supply."""
    tree, token = draft.tree, draft.tree.tokens[draft.index]
    over = _subjects(tree, token.head) if token.dep == "attr" else [token.head] if token.dep == "appos" else []
    things = [h for k in over for h in tree.with_conjuncts(tree.antecedent(k))]
    things = [h for h in things if _names_arms(tree, h) or (tree.cls(h) == "pronoun" and tree.speaks_of_arms(draft.index))]
    models = [h for h in tree.of(draft.index, "of", "from") if tree.arms(h)]
    origins = [*origins_of(tree, draft.index), *(k for m in models for k in origins_of(tree, m))]
    verb = token.head
    if _said_to_be_made(tree, draft.index) and tree.tokens[token.head].dep != "xcomp":
        return False
    if token.dep == "attr" and tree.lemmas[verb] not in ("be", "appear", "seem", "become", "remain"):
        return False
    if token.dep == "appos" and things:
        draft.core = bool(origins)
    draft.slots["items"], draft.slots["origin"] = things, origins or models
    return bool(things) and bool(origins or models) and tree.lemmas[draft.index] in _VARIANT


def is_of_a_state(draft: Draft) -> bool:
    """`the rockets were Iranian`, `it is a North Korean launcher`: what arms are, where the clause tells it."""
    tree, verb = draft.tree, draft.index
    if tree.kids(verb, "neg", "expl") or tree.tokens[verb].dep in ("acl",):
        return False
    things = [h for k in _subjects(tree, verb) for h in tree.with_conjuncts(tree.antecedent(k)) if _names_arms(tree, h)]
    things = [h for h in things if not origins_of(tree, h)]  # an Iranian drone is a Shahed: what kind, not whose
    told: list[int] = []
    for kid in tree.kids(verb, "attr", "acomp"):
        entry = tree.mentions[kid]
        if entry is not None and entry.cls == "people" and entry.country and tree.tokens[kid].tag not in ("NNS", "NNPS"):
            told.append(kid)
        elif tree.lemmas[kid] in _VARIANT or (_said_to_be_made(tree, kid) and tree.tokens[verb].dep != "xcomp"):
            continue  # other rules read them
        elif _names_arms(tree, kid) or any(_names_arms(tree, k) for k in tree.kids(kid, "appos")):
            told += origins_of(tree, kid)
    draft.slots["items"], draft.slots["origin"] = things, told
    return bool(things and told)


def _subjects(tree: Tree, be: int) -> list[int]:
    """What something is said of, also further up: `the launcher is believed to be a copy`."""
    above = tree.tokens[be].head
    bare = tree.tokens[be].dep == "xcomp" and not tree.kids(be, "nsubj") and tree.lemmas[above] in _TAKEN_FOR
    return tree.kids(above, "nsubj", "nsubjpass") if bare else tree.kids(be, "nsubj")


def _said_to_be_made(tree: Tree, head: int) -> bool:
    """`a Chinese-made copy`: the rule of what is made somewhere reads it."""
    return any(tree.lemmas[k] == "make" and tree.kids(k, "npadvmod", "compound", "amod") for k in tree.kids(head, "amod"))


def is_derived(draft: Draft) -> bool:
    """A weapon is derived from, based on or modelled on another: whose design it is."""
    tree = draft.tree
    things = [h for h in (*draft.of("items"), *draft.args.get("subj")) if _names_arms(tree, h)]
    models = [h for h in draft.of("origin") if tree.arms(h) and h not in things]
    draft.slots["items"] = things
    draft.slots["origin"] = [k for m in models for k in origins_of(tree, m)] or models
    active = tree.lemmas[draft.index] in ("derive", "descend", "evolve", "originate")
    return bool(things and models) and (draft.args.passive or active)


def is_identified(draft: Draft) -> bool:
    """A find is identified as a weapon of a state or a model, or as a part of it."""
    tree = draft.tree
    things = [h for h in draft.args.get("obj") if of_arms(tree, h) or (tree.cls(h) == "pronoun" and tree.speaks_of_arms(h))]
    told = [h for h in draft.args.get("as") for h in (h, *tree.of(h, "of", "from"))]
    arms = [h for h in told if tree.arms(h)]
    by_name = [h for h in arms if tree.tokens[h].pos == "PROPN" or any(tree.tokens[k].pos == "PROPN" for k in tree.under(h))]
    origins = [k for h in arms for k in origins_of(tree, h)]
    draft.slots["items"], draft.slots["origin"] = things, origins or by_name
    return draft.args.passive and bool(things) and bool(origins or by_name)


def features_are_shared(draft: Draft) -> bool:
    """`X shares design features with the Iranian Y`: likeness of two weapons; the parser may take the verb for a noun."""
    tree, index = draft.tree, draft.index
    token = tree.tokens[index]
    if token.tag not in ("NNS", "VBZ", "VBP", "VBD", "VB", "VBN"):
        return False
    sentence = tree.sentence(index)
    near = range(index + 1, min(index + 12, sentence.last))
    what = [k for k in near if tree.lemmas[k] in FEATURES and tree.tokens[k].pos == "NOUN"]
    with_ = [h for k in (index, *what) for h in tree.of(k, "with", "to") if of_arms(tree, h) or tree.arms(h)]
    if token.pos == "NOUN":
        ours = [k for k in range(max(sentence.first, index - 8), index) if _names_arms(tree, k) and tree.tokens[k].pos == "PROPN"]
    else:
        ours = [h for h in draft.args.get("subj") if of_arms(tree, h) or tree.cls(h) == "pronoun"]
    draft.slots["items"] = [*ours, *with_]
    draft.slots["mark"] = what[:1]
    return bool(ours and what and with_) and not any(tree.cls(h) == "technology" and h in ours for h in ours)


def reverse_engineered(draft: Draft) -> bool:
    """Arms are reverse-engineered, by somebody or from somebody's: know-how taken, whatever the parser makes of the hyphen."""
    tree = draft.tree
    back = any(tree.lows[k] == "reverse" for k in tree.kids(draft.index, "npadvmod", "compound", "advmod", "amod", "nmod", "dep"))
    back = back or (draft.index > 0 and "reverse" in tree.lows[max(0, draft.index - 2) : draft.index])
    over = tree.tokens[draft.index].head
    told = tree.tokens[draft.index].dep == "acl" and tree.tokens[over].dep == "attr" and origins_of(tree, over)
    if not back or told or tree.tokens[draft.index].dep == "amod":
        return False  # of `is an Iranian missile reverse-engineered from X` the clause tells the origin
    items = _made_of_it(tree, draft.index)
    items = items or [h for h in (*draft.of("items"), *draft.args.get("from")) if tree.arms(h)]
    items = items or [h for h in draft.of("items") if tree.speaks_of_arms(h) and tree.cls(h) in ("pronoun", "cargo", "number")]
    draft.slots["items"] = items
    draft.slots["supplier"] = [k for h in draft.args.get("from") for k in origins_of(tree, h)]
    draft.slots["recipient"] = [h for h in draft.of("recipient") if tree.party(h) and not tree.arms(h)]
    return bool(items)


def _made_of_it(tree: Tree, verb: int) -> list[int]:
    """`reverse-engineered and scaled up to create the X`: what came of it."""
    verbs = [verb, *tree.kids(verb, "conj")]
    ends = [k for v in verbs for k in tree.kids(v, "advcl", "xcomp") if tree.lemmas[k] in ("create", "make", "build", "produce")]
    return [h for v in ends for k in tree.kids(v, "dobj") for h in tree.with_conjuncts(k) if tree.arms(h)]
