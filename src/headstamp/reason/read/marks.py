"""Rules of marks and makers: what was read on a thing, what it was compared with, where it was made. Docstrings are public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_PUT_ON = words(
    "stamp engrave stencil inscribe number mark emboss etch paint print label imprint incise date handwrite stencil scrawl"
)
_CONTAINS = words("contain include incorporate comprise hold use have reveal show feature")
_BEARERS = words(
    "lid box case plate base receiver body tube hull surface weapon item example specimen barrel stock side back engine"
)
_LOOKS = words("examination analysis inspection dismantling study")
_LIKE = words("like similar same identical comparable matching")
_TYPICAL = words("consistent characteristic typical indicative unique peculiar exclusive distinctive representative suggestive")
_MADE = words("manufacture production origin make provenance fabrication")


def marks_are_read(draft: Draft) -> bool:
    """A mark as it was read: stamps, lettering, serial numbers, plates, colours. What it means is not said."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    if lemma in _PUT_ON and _put_on(draft):
        return True
    if lemma in ("find", "see", "note"):  # `labels were found on the crates`
        signs = [h for h in draft.args.get("obj") if tree.cls(h) == "mark"]
        things = [h for h in draft.args.get("on") if _bears(tree, h) or tree.lemmas[h] in _BEARERS]
        draft.slots["mark"], draft.slots["items"] = signs, things
        return draft.args.passive and bool(signs and things)
    if lemma == "appear":  # `a star appears on the receiver`
        signs = [h for h in draft.args.get("subj") if tree.cls(h) == "mark"]
        things = [h for h in draft.args.get("on") if _bears(tree, h) or tree.lemmas[h] in _BEARERS]
        draft.slots["mark"], draft.slots["items"] = signs, things
        return bool(signs and things) and tree.speaks_of_arms(draft.index)
    if _mark_tells(draft):
        return True
    marks = [h for h in draft.of("mark") if tree.cls(h) == "mark"]
    things = [h for h in (*draft.of("items"), *draft.args.get("obj")) if _bears(tree, h) and tree.cls(h) != "mark"]
    for head in draft.args.get("obj") if lemma in _CONTAINS else ():
        if tree.arms(head) and (found := [h for h in tree.of(head, "with") if tree.cls(h) == "mark"]):
            draft.slots["items"], draft.slots["mark"] = [head], found
            return True
    if lemma in ("show", "reveal", "display") and _shown(draft):
        return True
    if lemma == "show" and (through := _shows_through(draft)):
        draft.slots["mark"] = through
        return True
    if lemma in ("reveal", "contain", "include", "hold", "identify", "begin", "give", "indicate", "record"):
        return False
    if any(tree.lows[k] in _LIKE for h in marks for k in tree.children[h]):
        draft.kind = StatementKind.MARK_MATCH
    if marks and not things and lemma == "bear" and tree.speaks_of_arms(draft.index):
        things = [h for h in draft.of("items") if tree.cls(h) in ("other", "pronoun", "number")]  # its tail, each, 12 of them
    draft.slots["mark"] = marks
    return bool(marks and things)


def _bears(tree: Tree, head: int) -> bool:
    debris = tree.lexicon.evidence.get(tree.lemmas[head]) == "debris"
    if tree.arms(head) or tree.cls(head) == "cargo" or debris:
        return True
    return tree.cls(head) in ("partitive", "number", "other") and any(
        tree.arms(h) or tree.cls(h) == "cargo" for h in tree.of(head, "of")
    )


def _put_on(draft: Draft) -> bool:
    """`tins marked lot 14-03`, `the number 313 is engraved on the receiver`, `crates labelled in Spanish`."""
    tree = draft.tree
    under = [k for k in tree.under(draft.index) if k > draft.index]
    whole = draft.args.get("obj") or draft.of("items")
    own = [h for h in whole if tree.cls(h) == "mark"]
    on = [h for name in ("on", "into", "in", "inside") for h in draft.args.get(name)]
    things = [h for h in (*draft.of("items"), *whole) if _bears(tree, h) and h not in own]
    if draft.args.passive and own and not things:
        things = [h for h in on if tree.cls(h) not in ("time", "number", "place")]
        things = things or [h for m in own for h in tree.of(m, "of", "on")] or [k for m in own for k in tree.kids(m, "poss")]
        draft.slots["items"], draft.slots["mark"] = things, own
        return any(_bears(tree, h) or tree.lemmas[h] in _BEARERS or tree.speaks_of_arms(h) for h in things)
    written = _written(tree, draft.index, under)
    draft.slots["items"] = [h for h in draft.of("items") if h not in written]
    things = [h for h in things if h not in written]
    tongue = [h for h in draft.args.get("in") if tree.cls(h) == "people" or tree.lemmas[h] in ("hangul", "cyrillic", "farsi")]
    if draft.args.passive and (written or tongue):
        draft.slots["mark"] = [*written[:2], *tongue][:2]
    elif (
        things
        and not (tree.lemmas[draft.index] == "mark" and _marks_an_event(draft))
        and (tree.lemmas[draft.index] in ("stamp", "engrave", "stencil", "inscribe", "number", "mark", "emboss", "etch"))
    ):
        draft.slots["mark"] = written[:2] or [draft.index]
    else:
        return False
    draft.slots["items"] = things or draft.of("items")
    struck = tree.lemmas[draft.index] in ("stamp", "engrave", "stencil", "emboss", "etch") and bool(draft.of("items"))
    return bool(things) or (struck and tree.speaks_of_arms(draft.index))


def _marks_an_event(draft: Draft) -> bool:
    """`marked the first public display of missiles`."""
    tree = draft.tree
    return not draft.args.passive and any(tree.mentions[h] is None for h in tree.kids(draft.index, "dobj"))


def _written(tree: Tree, verb: int, under: list[int]) -> list[int]:
    """What is put on: quoted words, the code right behind the verb (`stamped 313`, `marked lot 14-03`), a word for a mark, a
    figure."""
    objects = [*tree.kids(verb, "oprd", "dobj"), *(k for k in under if tree.tokens[k].head == verb)]
    if quoted := [h for h in objects if tree.document.text[tree.tokens[h].start - 1] in "\"“‘'"]:
        return quoted
    after = verb + 1
    if after in under and (tree.tokens[after].pos in ("NUM", "X") or tree.cls(after) == "mark"):
        return [after]
    return [k for k in under if tree.cls(k) == "mark"] or [
        k for k in under if tree.tokens[k].pos == "NUM" and tree.cls(k) == "number" and tree.tokens[k].dep != "nummod"
    ]


def _mark_tells(draft: Draft) -> bool:
    """`the headstamps read 811_04`, `the data plate gives the year 2015`, `a label on the crate reads "Made in ..."`."""
    tree = draft.tree
    heads = [h for h in draft.args.get("subj") if tree.cls(h) == "mark" or tree.lemmas[h] in ("plate", "nameplate")]
    if (
        draft.args.passive
        or not heads
        or tree.lemmas[draft.index] not in ("read", "give", "show", "identify", "begin", "say", "indicate", "record")
    ):
        return False
    told = [h for h in draft.args.get("obj") if tree.cls(h) in ("mark", "number", "time", "name") or tree.tokens[h].pos == "NUM"]
    after = tree.lows[draft.index + 1 : draft.index + 3]
    quoted = tree.lemmas[draft.index] == "read" and any(sign in ('"', "“", "'", "‘", ":") for sign in after)
    things = [h for m in heads for h in (*tree.of(m, "on", "of", "from", "in"), *tree.kids(m, "poss"))]
    named = tree.lemmas[draft.index] == "identify" and any(_bears(tree, h) for h in (*things, *draft.args.get("obj")))
    draft.slots["mark"] = [*heads, *told]
    draft.slots["items"] = [h for h in things if _bears(tree, h) or tree.lemmas[h] in _BEARERS or tree.cls(h) == "partitive"]
    return bool(told) or quoted or named


def _shown(draft: Draft) -> bool:
    """`photographs of the wreckage show Korean characters on the tail`."""
    tree = draft.tree
    shows = [h for h in draft.args.get("subj") if tree.lexicon.evidence.get(tree.lemmas[h]) or tree.lemmas[h] in _LOOKS]
    marks = [h for h in draft.args.get("obj") if tree.cls(h) == "mark"]
    things = [h for s in (*shows, *marks) for h in tree.of(s, "of", "on") if _bears(tree, h)]
    draft.slots["mark"], draft.slots["items"] = marks, things
    return bool(shows and marks)


def _shows_through(draft: Draft) -> list[int]:
    """`under the paint the letters 254 showed through`: marks that show, and show nothing else."""
    tree = draft.tree
    if draft.args.passive or tree.kids(draft.index, "dobj", "ccomp") or not tree.speaks_of_arms(draft.index):
        return []
    return [h for h in draft.args.get("subj") if tree.cls(h) == "mark"]


def mark_is_visible(draft: Draft) -> bool:
    """A number, stamp or lettering is visible, legible or present on a thing."""
    tree = draft.tree
    up = tree.tokens[draft.index].head
    marks = [h for kid in tree.kids(up, "nsubj") for h in tree.with_conjuncts(kid) if tree.cls(h) == "mark"]
    things = [*draft.args.get("on"), *(h for m in marks for h in tree.of(m, "on"))]
    draft.slots["mark"], draft.slots["items"] = marks, things
    return bool(marks and things)


def marks_are_compared(draft: Draft) -> bool:
    """Marks, seals, fuzes or features of one find match those of another; or are typical of what a state or maker makes, which
    tells of an origin."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    token = tree.tokens[draft.index]
    heads = draft.args.get("subj")
    if token.pos == "ADJ":
        heads = [h for kid in tree.kids(token.head, "nsubj") for h in tree.with_conjuncts(kid)] if token.dep == "acomp" else []
        if token.dep in ("amod", "acl") and tree.cls(token.head) == "mark" and token.head < draft.index:
            heads = [token.head]  # `bears markings consistent with Iranian manufacture`
        draft.slots["items"] = [*heads, *(h for h in draft.of("items") if h not in heads)]
    elif token.pos == "NOUN":  # the verb `match` is often taken for the noun
        sentence = tree.sentence(draft.index)
        heads = [k for k in range(sentence.first, draft.index) if tree.tokens[k].tag == "NNS"][:1]
        draft.slots["items"] = heads
    ours = [h for h in heads if of_arms(tree, h)]
    signs = [h for h in heads if tree.cls(h) == "mark"]
    draft.put("mark", *signs)
    draft.slots["items"] = [k for h in signs for k in tree.of(h, "on", "of")] + [h for h in draft.of("items") if h not in signs]
    with_ = [h for name in ("to", "with", "of", "obj") for h in draft.args.get(name)]
    theirs = [h for h in with_ if of_arms(tree, h) or any(tree.arms(k) for k in tree.under(h))]
    if lemma in _TYPICAL:
        return bool(ours) and _typical(draft, heads, with_, theirs)
    if lemma == "share":
        return (
            bool(ours)
            and any(tree.cls(h) == "mark" or tree.arms(h) for h in draft.args.get("obj"))
            and bool(draft.args.get("with"))
        )
    if lemma in ("run", "continue", "follow"):
        marked = any(tree.cls(h) == "mark" for h in heads)
        return marked and (
            bool(draft.args.get("with")) or any(tree.lows[k] in ("consecutively", "on") for k in tree.children[draft.index])
        )
    pronoun = any(tree.cls(h) == "pronoun" for h in heads) and any(tree.arms(h) or tree.cls(h) == "mark" for h in theirs)
    loose = any(tree.cls(h) == "other" for h in heads) and any(tree.arms(k) for h in with_ for k in (h, *tree.of(h, "of", "on")))
    return bool(ours) or pronoun or (loose and token.pos == "VERB")


def of_arms(tree: Tree, head: int) -> bool:
    """Arms, marks or a cargo; or a feature of them."""
    if tree.arms(head) or tree.cls(head) in ("mark", "cargo"):
        return True
    return any(tree.arms(k) for k in tree.kids(head, "poss")) or tree.lexicon.evidence.get(tree.lemmas[head]) == "debris"


def _typical(draft: Draft, heads: list[int], with_: list[int], theirs: list[int]) -> bool:
    tree = draft.tree
    made = [h for h in with_ if tree.lemmas[h] in _MADE or tree.arms(h) or tree.cls(h) in ("mark", "pronoun", "other")]
    origins = [
        k for h in made for k in (*tree.kids(h, "amod", "compound", "poss"), *tree.of(h, "in", "by", "of")) if tree.country(k)
    ]
    draft.slots["items"] = heads
    if origins and not any(tree.tokens[k].dep == "acl" for h in made for k in tree.children[h]):
        draft.kind = StatementKind.ORIGIN
        draft.put("origin", *origins)
        return True
    draft.put("items", *theirs)
    return bool(theirs)
