"""Rules of cover: goods called something else, hidden loads, false papers, changed marks, ships without a name or a signal.
Docstrings are public."""

from __future__ import annotations

from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_CALLS_GOODS = words(
    "declare misdeclare mislabel label disguise misdescribe book invoice camouflage manifest masquerade relabel repackage pose "
    "bill misrepresent re-label clear re-export"
)
_SAID_OF_GOODS = frozenset(("civil", "component", "cargo", "other", "vehicle", "barter", "weapon", "people"))
_FAR = 3  # phrases within a phrase
_SIGNALS = words("transponder ais signal beacon system transmission position broadcast tracking")
_SECRETS = words(
    "identity origin ownership owner destination consignee user end-user nature involvement provenance source purpose "
    "trail track link role contents content name history movement activity whereabouts transaction payment"
)
_FALSELY = words("falsely fraudulently untruthfully knowingly misleadingly")
_OF_TRADE = words("consignee user end-user destination export exporter shipper customer value content origin use licence license")
_PLAIN = words("file paint cover change remove replace cut strip sand peel swap destroy scratch mask suppress")
_OFF = words("off out dark")


def cargo_is_disguised(draft: Draft) -> bool:
    """Goods are declared, described or labelled as something else. What they are called goes to `declared_as`, with no
    judgement."""
    tree = draft.tree
    written = _written_on(draft)
    things = [h for h in draft.of("items") if tree.cls(h) in ("cargo", "pronoun", "vessel") or tree.arms(h)]
    if not things and not draft.of("items"):
        things = [h for h in draft.of("actor") if tree.cls(h) == "cargo" or tree.arms(h)]
        draft.slots["actor"] = [h for h in draft.of("actor") if h not in things]
        draft.put("items", *things)
    names = [h for h in draft.of("declared_as") if tree.cls(h) not in ("time", "person", "state")]
    names += written
    draft.slots["declared_as"] = names
    if not any(tree.cls(h) in _SAID_OF_GOODS for h in names):
        return False
    return bool(things or draft.args.passive) and bool(names) and _goods_verb(tree, draft, things)


def falsely_told(draft: Draft) -> bool:
    """Papers or people falsely state what the goods are, to whom they go or what for: cover, told as such by the text."""
    tree = draft.tree
    falsely = any(tree.lows[k] in _FALSELY for k in tree.kids(draft.index, "advmod"))
    said = [k for clause in tree.kids(draft.index, "ccomp", "xcomp", "dobj", "prep") for k in (clause, *tree.under(clause))]
    traded = any(tree.arms(k) or tree.cls(k) == "cargo" or tree.lemmas[k] in _OF_TRADE for k in said)
    draft.put("declared_as", *[h for v in tree.kids(draft.index, "ccomp") for h in tree.kids(v, "attr", "pobj")])
    return falsely and traded


def _written_on(draft: Draft) -> list[int]:
    """`boxes labelled "gifts"`: goods named without `as`."""
    tree = draft.tree
    if tree.lemmas[draft.index] not in ("label", "mark", "mislabel", "stencil", "declare"):
        return []
    names = [h for kid in tree.kids(draft.index, "oprd", "dobj") for h in tree.with_conjuncts(kid)]
    quoted = [h for h in names if tree.document.text[tree.phrase(h)[0] - 1 : tree.phrase(h)[0]] in ('"', "“", "‘", "'")]
    found = [h for h in names if tree.cls(h) == "civil" or (h in quoted and tree.cls(h) == "other")]
    if found:
        draft.slots["items"] = [h for h in draft.of("items") if h not in names]
    return found


def _goods_verb(tree: Tree, draft: Draft, things: list[int]) -> bool:
    if tree.lemmas[draft.index] in _CALLS_GOODS:
        return bool(things) or tree.lemmas[draft.index] not in ("bill", "pose", "clear", "re-export", "label")
    papers = [h for name in ("on", "in") for h in draft.args.get(name)]
    if things and any(tree.lexicon.evidence.get(tree.lemmas[h]) == "document" for h in papers):
        return True  # `described them on the waybills as`
    return any(tree.cls(h) == "cargo" or tree.arms(h) for h in things) and any(
        tree.cls(h) in ("civil", "component", "cargo") for h in draft.of("declared_as")
    )


def cargo_is_hidden(draft: Draft) -> bool:
    """Arms or a cargo are hidden under other goods; or where they come from, who owns or gets them is kept out of sight."""
    tree = draft.tree
    things = draft.of("items")
    over = [h for name in ("under", "beneath", "behind", "among", "below") for h in draft.args.get(name)]
    over += [h for name in ("in", "inside") for h in draft.args.get(name) if _civil(tree, h)]
    stuff = ("other", "partitive", "cargo") if tree.lemmas[draft.index] == "screen" else ()
    over += [h for h in draft.of("actor") if _civil(tree, h) or tree.cls(h) in stuff]
    if tree.lemmas[draft.index] == "screen" and not over:
        return False
    if any(tree.arms(h) or tree.cls(h) in ("cargo", "mark") for h in things):
        draft.put("declared_as", *[h for h in over if tree.cls(h) not in ("place", "state", "city")])
        draft.slots["actor"] = [h for h in draft.of("actor") if h not in over]
        return True
    return any(tree.lemmas[h] in _SECRETS and _of_goods(tree, h, draft) for h in things)


def _civil(tree: Tree, head: int) -> bool:
    return tree.cls(head) == "civil" or any(tree.cls(k) == "civil" for k in tree.of(head, "of"))


def _of_goods(tree: Tree, head: int, draft: Draft) -> bool:
    """Whether a thing kept secret is one of trade: `the true origin of the parts`, `the ultimate consignee`."""
    if tree.lemmas[head] in ("consignee", "end-user", "user", "destination", "ownership", "provenance"):
        return True
    near = [k for h in (*draft.args.get("subj"), head) for k in tree.under(h)]
    return any(tree.cls(k) in ("cargo", "vessel", "vehicle", "firm", "civil", "barter") or tree.arms(k) for k in near)


def papers_or_marks_changed(draft: Draft) -> bool:
    """Marks are ground off, papers forged, ships renamed or put under another flag, transponders switched off."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    if lemma in ("switch", "turn", "shut"):  # `switched off its transponder off Oman`
        signals = [h for h in draft.drop("mark") if _signal(tree, h)]
        draft.put("items", *signals)
        if signals:
            return True
    marks = [h for h in draft.of("items") if tree.cls(h) == "mark"]
    draft.put("mark", *marks)
    if lemma in ("rename", "reflag", "repaint", "re-flag"):
        return any(tree.cls(h) in ("vessel", "vehicle", "pronoun") for h in (*draft.of("items"), *draft.of("vessel")))
    if any(_signal(tree, h) for h in draft.of("items")):
        return lemma not in ("switch", "turn", "shut", "go") or _away(tree, draft.index)
    if lemma in ("switch", "turn", "shut", "go", "stop", "cease"):
        return False
    if lemma in _PLAIN:  # to file a plan, to change a contract is nothing
        return bool(marks) or any(
            tree.lemmas[h] in ("consignee", "name", "registration", "flag", "label") for h in draft.of("items")
        )
    return any(tree.cls(h) == "mark" or _paper(tree, h) for h in draft.of("items"))


def _signal(tree: Tree, head: int) -> bool:
    """A transponder, or the automatic system that tells where a ship is."""
    near = {tree.lows[k] for k in (head, *tree.kids(head, "compound", "amod", "nmod"))}
    if tree.lemmas[head] in ("transponder", "ais", "beacon"):
        return True
    return tree.lemmas[head] in _SIGNALS and bool(near & {"ais", "identification", "tracking", "transponder", "gps", "position"})


def _away(tree: Tree, verb: int) -> bool:
    return any(tree.lows[k] in _OFF for k in tree.children[verb])


def signal_is_lost(draft: Draft) -> bool:
    """A ship or aircraft goes dark, or stops or falsifies the signal that tells where it is."""
    tree = draft.tree
    movers = [h for name in ("vessel", "vehicle") for h in draft.of(name)]
    if tree.lemmas[draft.index] == "go":
        return bool(movers) and any(tree.lows[k] in ("dark", "silent") for k in tree.kids(draft.index, "acomp", "oprd", "advmod"))
    told = [h for h in draft.of("items") if _signal(tree, h)]
    ends = tree.lemmas[tree.tokens[draft.index].head] in ("stop", "cease") and tree.tokens[draft.index].dep == "xcomp"
    return (ends and (bool(told) or bool(movers))) or any(
        is_false(tree, h) for h in (*told, *draft.of("items")) if _sent(tree, h)
    )


def _sent(tree: Tree, head: int) -> bool:
    return _signal(tree, head) or tree.lemmas[head] in ("identity", "position", "location", "name", "destination", "signal")


def sails_under_a_flag(draft: Draft) -> bool:
    """A ship sails under the flag of a state that need not be its owner's."""
    tree = draft.tree
    under = [h for name in ("under", "with") for h in draft.args.get(name)]
    flags = [h for h in under if tree.lemmas[h] in ("flag", "colour", "color", "colours")]
    flags += [h for h in draft.args.get("obj") if tree.lemmas[h] == "flag" and tree.lemmas[draft.index] == "fly"]
    ships = [h for h in (*draft.of("vessel"), *draft.of("actor")) if tree.cls(h) in ("vessel", "name", "pronoun")]
    draft.slots["declared_as"] = flags
    return bool(ships) and any(tree.country(h) for h in flags)


def is_false(tree: Tree, head: int) -> bool:
    """Whether a noun is called false, forged, fictitious."""
    return any(tree.lexicon.says("false", tree.lows[k]) for k in tree.kids(head, "amod", "compound", "nmod"))


def _paper(tree: Tree, head: int) -> bool:
    """A paper or a sign by which a cargo or ship is known; what a firm keeps in its books is not looked at."""
    return bool(tree.lexicon.says("paper", tree.lemmas[head]))


def papers_are_false(draft: Draft) -> bool:
    """False, forged or fictitious papers, names, flags or users are shown, used or filed."""
    tree = draft.tree
    shown = [h for name in ("items", "mark", "declared_as") for h in draft.of(name)]
    found = [h for top in shown for h in (top, *tree.kids(top, "appos", "conj"), *tree.of(top, "of")) if is_false(tree, h)]
    papers = [h for h in found if _paper(tree, h)]
    draft.slots["items"] = papers
    draft.drop("declared_as")
    return bool(papers)


def pictures_forbidden(draft: Draft) -> bool:
    """Photographs are forbidden, which is why their absence proves nothing. Kept apart from events."""
    tree = draft.tree
    draft.core = False
    return any(
        tree.lemmas[k].startswith(("photograph", "film", "picture", "camera")) for h in draft.of("items") for k in tree.under(h)
    )
