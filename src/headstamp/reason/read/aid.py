"""Rules of help: lessons, repairs, works, men lent, and what is made with somebody's help. A rule's docstring is public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_LESSONS = words("training course lesson instruction seminar class camp school programme program drill exercise workshop tuition")
_HELP = words("help assistance support aid advice guidance expertise cooperation collaboration backing assist supervision")
WORKS = words(
    "tunnel bunker factory plant base facility workshop complex site silo shelter arsenal shipyard network fortification"
)
_MAKING = words("produce make develop manufacture design assemble build test modernise modernize upgrade")
_JOBS = words(
    "work repair maintenance construction refurbishment overhaul upgrade servicing modernisation modernization renovation"
)
_RUNNING = words(
    "airworthy operational running flying serviceable working flightworthy seaworthy combat-ready operable functional"
)
_ARMED_GROUPS = words(
    "army force front police guard militia rebel insurgent guerrilla navy gendarmerie paramilitary fighter faction militant "
    "movement separatist commando marine sailor jihadist combatant junta regime gunman"
)


def fighting(tree: Tree, head: int) -> bool:
    """Whether a noun phrase names armed men or their state: no client, jury or workers."""
    entry = tree.mentions[head]
    if tree.cls(head) in ("force", "state", "capital", "people", "body"):
        return True
    if tree.cls(head) == "group":
        return tree.lemmas[head] in _ARMED_GROUPS or (entry is not None and entry.key.startswith("bodies/"))
    return tree.cls(head) == "name" and bool(tree.country(head))


def lessons_are_given(draft: Draft) -> bool:
    """Lessons, a course or a training camp are held by one party for the fighters, pilots or police of another."""
    tree = draft.tree
    lessons = [h for h in draft.of("items") if tree.lemmas[h] in _LESSONS]
    martial = any(
        tree.lows[k] in ("training", "military", "combat", "guerrilla", "weapons", "pilot", "tactical") or tree.arms(k)
        for h in lessons
        for k in (h, *tree.kids(h, "compound", "amod"), *tree.of(h, "in", "on"))
    )
    if not draft.of("recipient"):
        draft.put("recipient", *[k for h in lessons for k in tree.of(h, "for", "of", "to") if fighting(tree, k)])
    pupils = [h for h in draft.of("recipient") if fighting(tree, h)]
    taught = bool(pupils) and (martial or any(tree.cls(h) == "force" or tree.cls(h) == "group" for h in pupils))
    return bool(lessons) and taught and any(tree.party(h) or tree.cls(h) == "pronoun" for h in draft.of("supplier"))


def lessons_are_had(draft: Draft) -> bool:
    """Fighters, pilots or an army receive or undergo training, from somebody or abroad."""
    tree = draft.tree
    lessons = [h for h in draft.of("items") if tree.lemmas[h] in ("training", "instruction", "lesson", "course")]
    draft.slots["recipient"] = [h for h in draft.of("recipient") if fighting(tree, h)]
    givers = [h for h in draft.of("supplier") if fighting(tree, h) or tree.party(h)]
    draft.slots["supplier"] = givers
    return bool(lessons) and bool(draft.of("recipient")) and bool(givers or draft.of("place"))


def men_are_lent(draft: Draft) -> bool:
    """Trainers, crews or arms are made available to somebody."""
    tree = draft.tree
    ready = [k for k in tree.kids(draft.index, "ccomp", "oprd", "acomp") if tree.lows[k] == "available"]
    for at in ready:
        draft.put("items", *[h for k in tree.kids(at, "nsubj") for h in tree.with_conjuncts(k)])
        draft.put("recipient", *[h for h in tree.of(at, "to", "for") if tree.party(h)])
    items = draft.of("items")
    if any(tree.arms(h) for h in items):
        draft.kind = StatementKind.TECHNOLOGY if any(tree.cls(h) == "technology" for h in items) else StatementKind.TRANSFER
    elif not any(tree.cls(h) == "force" for h in items):
        return False
    return bool(ready) and bool(draft.of("recipient"))


def kept_running(draft: Draft) -> bool:
    """Mechanics of one party keep the aircraft, tanks or ships of another in working order."""
    tree = draft.tree
    told = [k for k in tree.kids(draft.index, "oprd", "acomp", "ccomp", "advcl") if tree.lows[k] in _RUNNING]
    items = [h for h in draft.of("items") if tree.arms(h)]
    draft.put("recipient", *owners(tree, items))
    return bool(told and items) and any(tree.party(h) for h in draft.of("supplier"))


def owners(tree: Tree, items: list[int]) -> list[int]:
    """Whose arms they are: `the navy's boats`, `the engines of the Angolan jets`."""
    found = [k for h in items for k in tree.kids(h, "poss") if tree.country(k) or fighting(tree, k)]
    near = [h for head in items for h in (head, *tree.of(head, "of"))]
    return found or [
        k for h in near for k in tree.kids(h, "amod") if (e := tree.mentions[k]) is not None and e.cls == "people" and e.country
    ]


def repairs_are_named(draft: Draft) -> bool:
    """The repair, refurbishment or maintenance of arms by one party for another, told by a noun."""
    tree = draft.tree
    items = [h for h in draft.of("items") if tree.arms(h) and h != draft.index]
    draft.put("recipient", *owners(tree, items))
    helpers = [h for h in draft.of("supplier") if tree.party(h) and h not in draft.of("recipient")]
    draft.slots["supplier"] = helpers
    return bool(items) and bool(helpers) and tree.tokens[draft.index].dep != "compound"


def work_is_done(draft: Draft) -> bool:
    """Repairs or construction are carried out at an arms plant, a base or on weapons."""
    tree = draft.tree
    jobs = [h for h in draft.of("items") if tree.lemmas[h] in _JOBS]
    about = [k for h in jobs for k in (*tree.kids(h, "compound"), *tree.of(h, "on", "of", "at", "in"))]
    sites = [*about, *draft.of("place"), *draft.args.get("on")]
    armed = any(tree.arms(k) or tree.lemmas[k] in ("base", "arsenal", "airbase", "barracks") for k in sites)
    return bool(jobs) and armed and any(tree.party(h) for h in draft.of("supplier"))


def made_with_help(draft: Draft) -> bool:
    """Arms, tunnels or plants are made by one party with the help of another."""
    tree = draft.tree
    helpers: list[int] = []
    for prep in tree.kids(draft.index, "prep"):
        if tree.lows[prep] not in ("with", "under", "through"):
            continue
        for noun in tree.kids(prep, "pobj"):
            if tree.lemmas[noun] in _HELP:
                helpers += [*tree.of(noun, "of", "from", "by"), *tree.kids(noun, "poss", "amod", "compound")]
    helpers = [k for k in helpers if tree.country(k) or tree.cls(k) == "force"]
    items = [h for h in draft.of("items") if tree.arms(h) or tree.lemmas[h] in WORKS]
    if not helpers or not items:
        return False
    draft.slots["items"] = items
    draft.slots["supplier"] = helpers
    if tree.lemmas[draft.index] in _MAKING and any(tree.arms(h) for h in items):
        draft.kind = StatementKind.TECHNOLOGY
    return True
