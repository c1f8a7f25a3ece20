"""Who does what to whom in a clause, by the parse alone: passives turned, relative clauses followed, lists opened.

An argument is a name (`subj`, `obj`, `iobj`, a preposition in small letters) and the heads of its noun phrases. The subject
that a conjoined, infinitive or participle verb shares with the verb above it is found by the control rules of English
(Quirk et al., A Comprehensive Grammar of the English Language, 1985, ch. 14-16), in their plainest form.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from headstamp.reason.read import control, lost
from headstamp.reason.read.control import by_preposition, made_done, phrasal, supplies, who_helps
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.whose import infinitive, whose
from headstamp.reason.read.words import words

_CAUSES = words("cause have get order")
_CHARGED = words("responsible accountable answerable")
_FINDS = words("find discover uncover recover seize see spot")
_DEP = {"subj": "nsubj", "obj": "dobj"}
_MOST_HOPS = 5


@dataclass
class Arguments:
    """The arguments of one predicate. `passive`: its grammatical subject is what it is done to."""

    passive: bool = False
    found: dict[str, list[int]] = field(default_factory=dict)
    shared: bool = False  # the subject stands with another verb

    def add(self, name: str, heads: list[int]) -> None:
        """Add noun heads to an argument, each once."""
        here = self.found.setdefault(name, [])
        here.extend(head for head in heads if head not in here)

    def get(self, name: str) -> list[int]:
        """The noun heads of an argument, none where it has none."""
        return self.found.get(name, [])


def arguments(tree: Tree, index: int) -> Arguments:
    """The arguments of a verb or noun that states something."""
    if tree.tokens[index].pos in ("NOUN", "PROPN", "ADJ"):
        return _of_noun(tree, index)
    return _of_verb(tree, index)


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in the passive, a bare participle after a noun included."""
    for _ in range(_MOST_HOPS):
        token = tree.tokens[verb]
        if tree.kids(verb, "auxpass", "nsubjpass") or made_done(tree, verb):
            return True
        if token.tag == "VBD" and tree.kids(verb, "agent") and not tree.kids(verb, "dobj"):
            return True  # `arms delivered by X found their way`: the parser takes the participle for the verb
        if token.tag == "VBD" and token.dep == "acl" and not tree.kids(verb, "dobj", "nsubj"):
            return True  # `flies jets bought from X`
        joined = token.tag == "VBD" and token.dep == "conj" and not tree.kids(verb, "dobj")  # `were bought and shipped to X`
        if (token.tag != "VBN" and not joined) or any(tree.lemmas[kid] == "have" for kid in tree.kids(verb, "aux")):
            return False
        if token.dep != "conj":
            return token.dep in ("acl", "amod", "advcl", "oprd") and not tree.kids(verb, "dobj")
        if tree.kids(verb, "nsubj", "dobj") or tree.tokens[token.head].pos not in ("VERB", "AUX"):
            return False
        verb = token.head
    return False


def _of_verb(tree: Tree, verb: int) -> Arguments:
    if (have := lost.lost_perfect(tree, verb)) is not None:
        return Arguments(found={name: _nouns(tree, k) for name in ("subj", "obj") for k in tree.kids(have, _DEP[name])})
    out = Arguments(is_passive(tree, verb))
    for kid in tree.children[verb]:
        dep = tree.tokens[kid].dep
        if dep in ("nsubj", "csubj"):
            out.add("obj" if out.passive else "subj", _nouns(tree, kid))
        elif dep == "nsubjpass":
            out.add("obj", _nouns(tree, kid))
        elif dep in ("dobj", "attr", "oprd"):
            if dep == "dobj" and lost.after_off(tree, kid):
                out.add("off", _nouns(tree, kid))
                continue
            # `he sold the front rockets` may come out as two objects: the first is who gets them
            if dep == "dobj" and out.get("obj") and not out.passive and not tree.kids(verb, "dative"):
                out.found["iobj"] = out.found.pop("obj")
            if tree.lows[kid] in ("nothing", "anything", "something", "everything"):  # `gave the front nothing`
                out.add("iobj", tree.kids(kid, "compound", "nmod"))
            out.add("attr" if dep == "attr" else "obj", _nouns(tree, kid))
        elif dep == "dative":
            if tree.tokens[kid].pos == "ADP":
                out.add(tree.lows[kid], _objects(tree, kid))
            else:
                out.add("iobj", _nouns(tree, kid))
        elif dep == "agent":
            out.add("by", _objects(tree, kid))
            for head in _objects(tree, kid):
                if tree.cls(head) in ("vehicle", "vessel"):  # `moved by train from X to Y`
                    for inner in tree.kids(head, "prep"):
                        _preposition(tree, inner, out)
        elif dep == "prep" and lost.up_to(tree, kid):  # `could hold up to 300 shells`
            out.add("obj", _objects(tree, kid))
        elif dep in ("prep", "advmod", "prt"):
            _preposition(tree, kid, out)
        elif dep == "xcomp" and tree.tokens[kid].pos == "PROPN" and tree.lows[kid - 1] == "to":
            out.add("to", _nouns(tree, kid))  # `sent arms to UNITA`: a name that the parser takes for a verb
            for late in tree.kids(kid, "prep"):
                _preposition(tree, late, out)
    _objects_of_clauses(tree, verb, out)
    _agents_and_subjects(tree, verb, out)
    _share_subject(tree, verb, out)
    _share_object(tree, verb, out)
    lost.list_after(tree, out.found)
    return out


def _objects_of_clauses(tree: Tree, verb: int, out: Arguments) -> None:
    """Objects that the parser made a clause of, and whom a relative clause behind the goods hid."""
    if tree.lemmas[verb] in _FINDS and not out.get("obj"):  # `found 450 crates declared as pipes` may come out as a clause
        for clause in tree.kids(verb, "ccomp"):
            if not tree.kids(clause, "mark"):
                out.add("obj", [h for kid in tree.kids(clause, "nsubj", "nsubjpass") for h in _nouns(tree, kid)])
    for clause in tree.kids(verb, "ccomp"):  # `designating X pursuant to an order` may come out as a clause about X
        if tree.lows[clause] == "pursuant" and not out.get("obj"):
            out.add("obj", [h for kid in tree.kids(clause, "nsubj") for h in _nouns(tree, kid)])
    if not out.passive and out.get("obj") and not (out.get("to") or out.get("iobj")) and supplies(tree, verb):
        out.add("to", lost.behind_relative(tree, verb))


def _agents_and_subjects(tree: Tree, verb: int, out: Arguments) -> None:
    """Who does it, where the parser hung the agent or subject elsewhere."""
    if out.get("beside") and out.get("subj") and not out.passive:
        out.add("subj", out.get("beside"))
    if out.passive and not out.get("by") and supplies(tree, verb):  # `armed and paid by X`: the agent stands with the last
        agents = [h for kid in tree.kids(verb, "conj") if not tree.kids(kid, "nsubj", "nsubjpass") for h in _agents(tree, kid)]
        out.add("by", agents or [h for k in tree.kids(verb, "dobj") for h in tree.of(k, "by")])
    if out.passive and not out.get("by"):
        out.add("by", lost.agent_further_in(tree, verb))
    if not out.get("subj") and not out.passive:
        out.add("subj", lost.after_a_year(tree, verb))
    if out.passive and out.get("by"):
        out.add("subj", [head for head in out.get("by") if tree.party(head) or tree.cls(head) == "pronoun"])
    above = tree.tokens[verb].head
    if out.passive and not out.get("subj") and tree.tokens[verb].dep in ("ccomp", "xcomp") and tree.lemmas[above] in _CAUSES:
        out.add("subj", _own(tree, above))  # `caused parts to be exported`, `had them flown to X`: whoever has it done


def _nouns(tree: Tree, head: int) -> list[int]:
    real = tree.antecedent(head)
    for owner in tree.kids(head, "poss"):
        if tree.tokens[owner].tag == "WP$":  # `X, through whose territory the goods passed`
            real = tree.antecedent(owner)
    if tree.tokens[real].pos not in ("VERB", "AUX"):
        return tree.with_conjuncts(real)
    # `the rockets found on the ship were made in X` may come out with `found` as the subject
    return [inner for kid in tree.kids(real, "nsubj", "nsubjpass") for inner in tree.with_conjuncts(kid)]


def _objects(tree: Tree, prep: int) -> list[int]:
    objects = tree.kids(prep, "pobj")
    objects = [kid for kid in objects if not lost.year_before(tree, kid)]
    real = [kid for kid in objects if tree.tokens[kid].pos != "ADJ" or tree.mentions[kid] is not None]
    return [head for kid in real or objects for head in _nouns(tree, kid)]


def _agents(tree: Tree, verb: int) -> list[int]:
    return [h for kid in tree.kids(verb, "agent") for h in _objects(tree, kid)]


def _preposition(tree: Tree, kid: int, out: Arguments, depth: int = 0) -> None:
    """A preposition with its nouns, `from X to Y` and `back to X` unchained, `out of` and `by way of` as one word."""
    if depth > _MOST_HOPS:
        return
    name = tree.lows[kid]
    if name == "according":
        # what hangs on the speaker after `according to` belongs to the deed: `sold, according to an officer, to dealers`
        for to in tree.kids(kid, "prep"):
            for speaker in tree.kids(to, "pobj"):
                for verb in tree.kids(speaker, "relcl"):
                    for late in tree.kids(verb, "prep"):
                        if tree.lows[late] in ("to", "from") and tree.lows[late - 1] == ",":
                            out.add(tree.lows[late], _objects(tree, late))
        return
    heads = _objects(tree, kid)
    joint = tree.kids(kid, "advmod") if name == "with" else []
    if name == "alongside" or any(tree.lows[k] in ("together", "along", "jointly") for k in joint):
        out.add("beside", [h for h in heads if tree.party(h)])  # `together with X, Y has sent`: both of them
        return
    if name == "in" and heads and tree.lemmas[heads[0]] == "part":  # `paid in part with copper`
        for inner in tree.kids(heads[0], "prep"):
            _preposition(tree, inner, out, depth + 1)
        return
    for inner in tree.kids(kid, "prep"):
        word = f"{name} {tree.lows[inner]}" if (name, tree.lows[inner]) == ("out", "of") else tree.lows[inner]
        out.add(word, _objects(tree, inner))
    if name == "as" and heads and tree.lemmas[heads[0]] in ("gift", "donation", "present", "aid", "grant", "loan"):
        for inner in tree.kids(heads[0], "prep"):  # `as a gift from X`
            out.add(tree.lows[inner], _objects(tree, inner))
        return
    if name == "for" and heads and tree.lemmas[heads[0]] in ("use", "employment", "delivery", "transfer", "shipment", "issue"):
        out.add("to", [h for h in tree.of(heads[0], "by", "to") if tree.party(h)])  # `for use by X`: who is to have it
    if heads and (phrase := phrasal(tree, name, heads[0])):
        word, noun = phrase
        of = tree.of(noun, "of", "for") if word != "on behalf of" else [*tree.of(noun, "of"), *tree.kids(noun, "poss")]
        out.add(word, of)
        return
    if heads and tree.tokens[kid].dep in ("prep", "advmod", "prt"):
        out.add(name, heads)
        for head in heads:
            for inner in tree.kids(head, "prep"):
                if tree.lows[inner] in ("to", "into", "via", "through") and name in ("from", "to", "via", "through", "on", "in"):
                    out.add(tree.lows[inner], _objects(tree, inner))
    for conj in tree.kids(kid, "conj"):
        if tree.tokens[conj].pos == "ADP":
            _preposition(tree, conj, out, depth + 1)


def _share_subject(tree: Tree, verb: int, out: Arguments) -> None:
    """The subject of a verb that has none of its own."""
    token = tree.tokens[verb]
    name = "obj" if out.passive else "subj"
    if out.get(name):
        return
    head = token.head
    if token.dep in ("acl", "relcl"):
        if token.dep == "relcl" and out.passive is False and tree.kids(verb, "nsubj"):
            return
        if token.tag in ("VB",):  # `plan to export`: whoever has the plan
            owners = whose(tree, head)
            if tree.tokens[head].dep == "dobj" and tree.lemmas[tree.tokens[head].head] in control.FOILS:
                out.add(name, owners)
                return
            out.add(name, owners or _subject_of_governor(tree, head) or tree.kids(head, "poss"))
        elif tree.is_noun(head):
            out.add(name, _described(tree, head) if token.tag == "VBG" else [head])
        out.shared = True
        return
    if token.dep == "amod" and out.passive:
        out.add("obj", [head])
        return
    if token.dep == "pcomp" and (helper := who_helps(tree, head)):
        out.add(name, helper)
        out.shared = True
        return
    if token.dep == "conj" and infinitive(tree, verb) and not infinitive(tree, head):
        head = tree.tokens[head].head  # `is thought to have helped X dig and to have given it rockets`
    for _ in range(_MOST_HOPS):
        if tree.tokens[head].pos in ("VERB", "AUX"):
            above = _own(tree, head)
            if tree.lemmas[head] in control.TARGETED and by_preposition(tree, verb, head) and not is_passive(tree, head):
                above = _done_to(tree, head) or above
            controlled = tree.lemmas[head] in control.OBJECT_CONTROL and token.dep in ("xcomp", "ccomp", "advcl")
            if controlled and tree.kids(head, "dobj") and not is_passive(tree, head):
                above = [h for kid in tree.kids(head, "dobj") for h in _nouns(tree, kid)]
            if above:
                out.add(name, above)
                out.shared = True
                return
            if tree.tokens[head].dep in ("acl", "relcl") and tree.is_noun(tree.tokens[head].head):
                out.add(name, _described(tree, tree.tokens[head].head))
                out.shared = True
                return
        if tree.tokens[head].head == head or (
            tree.tokens[head].dep in ("ccomp", "parataxis") and tree.tokens[head].pos == "VERB"
        ):
            return
        head = tree.tokens[head].head


def _done_to(tree: Tree, verb: int) -> list[int]:
    """Whom a listing, an arrest or sanctions are about."""
    named = tree.kids(verb, "dobj")
    if tree.lemmas[verb] in control.LAID_ON:
        return tree.of(verb, "on", "against") or [h for kid in named for h in tree.of(kid, "on", "against")]
    named = named or [
        k for clause in tree.kids(verb, "ccomp") if tree.lows[clause] == "pursuant" for k in tree.kids(clause, "nsubj")
    ]
    return [h for kid in named for h in _nouns(tree, kid)]


def _described(tree: Tree, noun: int) -> list[int]:
    """Who does what a participle after a noun tells: the noun, but in `was caught on ten occasions trying` whoever was caught."""
    if tree.tokens[noun].dep == "pobj" and tree.cls(noun) in ("other", "time", "number"):
        return _own(tree, tree.tokens[tree.tokens[noun].head].head) or [noun]
    return [noun]


def _own(tree: Tree, verb: int) -> list[int]:
    """The grammatical subject of a verb as it stands; for a verb that makes another do it, still the subject."""
    return [head for kid in tree.kids(verb, "nsubj", "nsubjpass") for head in _nouns(tree, kid)]


def _subject_of_governor(tree: Tree, noun: int) -> list[int]:
    head = tree.tokens[noun].head
    if tree.lemmas[tree.tokens[head].head] in control.TAKES_PART and tree.tokens[head].pos == "ADP":
        return _own(tree, tree.tokens[head].head)  # `was involved in attempts to buy`
    return _own_or_shared(tree, head) if tree.tokens[head].pos in ("VERB", "AUX") else []


def _share_object(tree: Tree, verb: int, out: Arguments) -> None:
    """`the helmets they received`, `carried, or would carry, weapons`: an object that stands before, or with the other verb."""
    token = tree.tokens[verb]
    if out.passive or out.get("obj"):
        return
    if token.dep == "relcl" and tree.kids(verb, "nsubj") and tree.is_noun(token.head):
        subject = tree.kids(verb, "nsubj")[0]
        if tree.antecedent(subject) != token.head:
            out.add("obj", tree.with_conjuncts(token.head))
    elif token.dep != "conj" or tree.kids(verb, "prep"):
        for conj in tree.kids(verb, "conj"):
            if tree.tokens[conj].pos == "VERB" and not tree.kids(conj, "nsubj"):
                out.add("obj", [h for kid in tree.kids(conj, "dobj") for h in _nouns(tree, kid)])
                return


def _of_noun(tree: Tree, noun: int) -> Arguments:
    """A noun that names a deed: `Iran's sale of rifles to Yemen`, `arms shipment from X`, also under a light verb."""
    out = Arguments()
    for kid in tree.children[noun]:
        token = tree.tokens[kid]
        entry = tree.mentions[kid]
        if token.dep == "poss":
            out.add("poss", [kid])
        elif token.dep in ("compound", "amod", "nmod"):
            if entry is not None and entry.country and entry.cls in ("state", "people", "body", "group", "firm"):
                out.add("poss", [kid])
            elif tree.cls(kid) not in ("other", "number", "name", "time"):
                out.add("obj", [kid])
        elif token.dep in ("prep", "agent"):
            _preposition(tree, kid, out)
        elif token.dep == "acl" and tree.lemmas[kid] in ("intend", "destine", "bind", "mean", "send", "make"):
            for prep in tree.kids(kid, "prep", "agent"):
                _preposition(tree, prep, out)
        elif token.dep == "appos" and tree.is_noun(kid):
            out.add("attr", tree.with_conjuncts(kid))
    if tree.tokens[noun].pos == "ADJ" and tree.tokens[noun].dep == "acomp":  # `the rebels are armed and paid by X`
        out.add("subj", _own(tree, tree.tokens[noun].head))
        out.add("by", [h for kid in tree.kids(noun, "conj") for h in _agents(tree, kid)])
    _right_after(tree, noun, out)
    head = tree.tokens[noun].head
    if tree.tokens[noun].dep in ("dobj", "nsubjpass", "attr", "pobj", "nsubj") and tree.tokens[head].pos in (
        "VERB",
        "AUX",
        "ADP",
    ):
        verb = head if tree.tokens[head].pos != "ADP" else tree.tokens[head].head
        if tree.lemmas[verb] in _CHARGED and tree.tokens[verb].dep in ("acomp", "amod", "acl"):  # `is responsible for the sale`
            up = tree.tokens[verb].head
            out.add("subj", _own(tree, up) if tree.tokens[verb].dep == "acomp" else [up])
        named = any(tree.party(h) for h in out.get("poss"))  # `alluding to Iran's shipments`: whose they are is told
        named = named or (tree.tokens[noun].dep == "dobj" and tree.lemmas[verb] in (control.FOILS | control.WATCHES))
        if tree.tokens[noun].dep != "nsubj" and tree.tokens[verb].pos in ("VERB", "AUX") and not named:
            out.add("subj", [h for h in _own_or_shared(tree, verb) if h != noun])
        if tree.tokens[noun].dep in ("dobj", "nsubjpass", "nsubj", "attr"):
            for kid in tree.kids(verb, "prep", "agent", "dative"):
                if tree.lows[kid] in ("to", "from", "between", "with", "for", "by", "via", "through", "of", "in"):
                    _preposition(tree, kid, out)
        if tree.tokens[noun].dep == "nsubj" and tree.lemmas[verb] in ("be", "involve", "include", "remain", "become", "comprise"):
            out.add("attr", [h for kid in tree.kids(verb, "attr", "dobj") for h in tree.with_conjuncts(kid)])
    if tree.tokens[noun].dep == "appos" and tree.is_noun(head):
        out.add("subj", [head])
    lost.list_after(tree, out.found)
    return out


def _right_after(tree: Tree, noun: int, out: Arguments) -> None:
    """`the supply of missiles to Tanzania`, where the parser hung `to Tanzania` on a verb further up."""
    after = tree.under(noun)[-1] + 1
    last = tree.sentence(noun).last
    while after < last and tree.lows[after] in ("to", "from", "by") and tree.tokens[after].dep in ("prep", "agent", "dative"):
        heads = [h for h in _objects(tree, after) if tree.party(h)]
        if not heads or out.get(tree.lows[after]):
            return
        out.add(tree.lows[after], heads)
        after = tree.under(after)[-1] + 1


def _own_or_shared(tree: Tree, verb: int) -> list[int]:
    got = Arguments(is_passive(tree, verb))
    if got.passive:
        return [h for kid in tree.kids(verb, "agent") for h in _objects(tree, kid)]
    own = _own(tree, verb)
    if not own:
        _share_subject(tree, verb, got)
        own = got.get("subj")
    return own
