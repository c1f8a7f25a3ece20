"""Rules of persons and help: advisers, troops, training, maintenance, works. A rule's docstring is public."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.aid import WORKS, fighting, owners
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.tree import ARMS, Tree


def force_is_there(draft: Draft) -> bool:
    """Advisers, instructors, units or troops are stationed or sent: persons, not goods."""
    tree = draft.tree
    if tree.lemmas[draft.index] == "base" and tree.tokens[draft.index].dep == "acl" and _one_agent(draft):
        return False
    people = [
        h
        for h in draft.of("actor")
        if tree.cls(h) in ("force", "people")
        or tree.lemmas[h] in ("person", "group", "unit", "man", "national", "pilot")
        or _members(tree, h)
        or _agents(tree, h)
    ]
    if not people and tree.lemmas[draft.index] in ("deploy", "station") and draft.of("place"):
        people = [h for h in draft.of("actor") if tree.cls(h) in ("name", "firm", "person")]
    draft.slots["actor"] = people or draft.of("actor")
    for head in list(draft.of("place")):
        if tree.cls(head) in ("state", "body", "group"):
            draft.put("recipient", head)
    sent = draft.args.get("by") or (draft.args.passive and any(tree.country(h) for h in people))
    return bool(people) and bool(draft.of("place") or draft.of("supplier") or draft.of("recipient") or sent)


def _one_agent(draft: Draft) -> bool:
    """`a procurement agent based in the port`: where somebody lives, told beside something else."""
    return all(draft.tree.tokens[h].tag in ("NN", "NNP") for h in draft.of("actor"))


def _members(tree: Tree, head: int) -> bool:
    """`members of the guard corps`, `elements of the militia`."""
    return tree.lemmas[head] in ("member", "element", "officer", "part") and any(
        tree.cls(k) in ("body", "group", "force") and fighting(tree, k) for k in tree.of(head, "of", "from")
    )


def _agents(tree: Tree, head: int) -> bool:
    """`two KOMID representatives`, `Pyongyang's arms dealers`: whose they are is told by a name."""
    if tree.lemmas[head] not in ("representative", "agent", "operative", "dealer", "trader", "envoy", "broker"):
        return False
    near = tree.kids(head, "compound", "nmod", "poss", "amod")
    return any((e := tree.mentions[k]) is not None and e.country and e.cls in ("firm", "body", "group", "capital") for k in near)


def force_is_trained(draft: Draft) -> bool:
    """Soldiers, police or technicians of one party are trained, taught or advised by another."""
    tree = draft.tree
    noun = tree.tokens[draft.index].pos == "NOUN"
    if tree.lemmas[draft.index] == "instruct" and tree.kids(draft.index, "xcomp"):
        return False  # an order, no lesson
    trainees = [
        h for h in draft.of("recipient") if tree.cls(h) in ("force", "group", "state", "body", "people", "pronoun", "name")
    ]
    for head in draft.args.get("obj") if not trainees and tree.lemmas[draft.index] in ("teach", "give") else []:
        # `taught the police hand-to-hand combat` may come out as one object
        trainees += [k for k in tree.kids(head, "compound", "nmod") if fighting(tree, k) and tree.cls(k) != "people"][-1:]
    military = any(tree.lows[k] in ("military", "guerrilla", "combat") for k in tree.children[draft.index])
    draft.slots["recipient"] = trainees
    if tree.lemmas[draft.index] in ("advise", "coach", "teach", "instruct", "school", "tutor", "mentor"):
        return _lesson_of_arms(draft, trainees)
    if noun:
        draft.put("items", draft.index)
        abroad = any(tree.cls(h) in ("state", "capital") for h in draft.args.get("in"))
        pupils = bool(trainees) and (bool(draft.of("supplier")) or (abroad and any(tree.cls(h) == "force" for h in trainees)))
        return pupils or (military and bool(draft.of("supplier") or trainees))
    return bool(trainees) and bool(draft.of("supplier") or draft.args.passive)


def _lesson_of_arms(draft: Draft, trainees: list[int]) -> bool:
    """A lawyer advises his client, a judge instructs a jury: one side must bear arms."""
    tree = draft.tree
    givers = draft.of("supplier")
    armed = any(fighting(tree, h) for h in trainees) or (
        bool(trainees) and any(tree.cls(h) in ("force", "people", "state") and tree.country(h) for h in givers)
    )
    return armed and bool(givers or draft.args.passive)


def arms_are_serviced(draft: Draft) -> bool:
    """Weapons are repaired, overhauled or modernised by somebody for somebody."""
    tree = draft.tree
    _helper(draft)
    items = [h for h in draft.of("items") if tree.arms(h)]
    draft.put("recipient", *owners(tree, items))
    if tree.lemmas[draft.index] in ("modernise", "modernize", "upgrade", "retrofit"):
        draft.kind = StatementKind.TECHNOLOGY
    return bool(items) and bool(draft.of("supplier"))


def _helper(draft: Draft) -> None:
    """`X helped Y build it`: X gives the help, Y gets it."""
    tree = draft.tree
    token = tree.tokens[draft.index]
    if token.dep not in ("ccomp", "xcomp") or tree.lemmas[token.head] not in ("help", "assist", "aid"):
        return
    helpers = [h for kid in tree.kids(token.head, "nsubj") for h in tree.with_conjuncts(kid)]
    draft.put("recipient", *draft.drop("supplier"))
    draft.put("supplier", *helpers)


def works_are_built(draft: Draft) -> bool:
    """Arms plants, bases, tunnels or radar sites are built by one state for another."""
    tree = draft.tree
    _helper(draft)
    built = any(tree.lemmas[k] in WORKS for k in draft.of("items"))
    armed = any(tree.arms(h) for h in draft.of("items"))
    if tree.lemmas[draft.index] == "put" and not any(tree.lows[k] == "up" for k in tree.kids(draft.index, "prt")):
        return False
    draft.put("recipient", *[h for h in draft.args.get("in") if tree.cls(h) in ("state", "capital")])
    civil = any(tree.lemmas[k] in ("factory", "plant", "workshop", "line") for k in draft.of("items")) and not armed
    if civil and not any((e := tree.mentions[k]) is not None and e.cls in ARMS for k in tree.under(draft.index)):
        return False
    armed = armed or any((e := tree.mentions[k]) is not None and e.cls in ARMS for h in draft.of("items") for k in tree.under(h))
    return built and any(tree.country(h) or (armed and tree.cls(h) in ("firm", "name")) for h in draft.of("supplier"))


def service_is_given(draft: Draft) -> bool:
    """Training, consultancy, maintenance or engineers are given, which is help and no cargo."""
    tree = draft.tree
    words = ("training", "consultancy", "assistance", "maintenance", "instruction", "advice", "corps", "support", "service")
    services = [h for h in draft.of("items") if tree.lemmas[h] in words or tree.cls(h) == "force"]
    if not services or (tree.cls(services[0]) == "force" and tree.lemmas[draft.index] in ("send",)):
        return False
    military = any(
        tree.lows[k] in ("military", "technical", "combat", "engineering", "logistical", "security") or tree.arms(k)
        for h in services
        for k in tree.under(h)
    )
    trainees = [k for h in services for k in tree.of(h, "of", "for", "to") if tree.cls(k) in ("force", "group", "state", "body")]
    if not draft.of("recipient"):
        draft.put("recipient", *trainees)
    lent = any(tree.cls(h) == "force" for h in (*services, *draft.of("supplier")))
    return (military or bool(trainees) or lent) and bool(draft.of("supplier") or draft.of("recipient"))
