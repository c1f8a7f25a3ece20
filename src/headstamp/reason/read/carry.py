"""Who a pronoun or `the country` stands for: the nearest fitting name before it, subjects first. What is taken so is marked
carried."""

from __future__ import annotations

from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

_PERSONS = frozenset(("he", "she", "him", "her", "his", "himself", "herself"))
_MANY = frozenset(("it", "they", "them", "its", "their", "itself", "themselves", "we", "us", "our", "i"))
_DEFINITE = words("country regime state nation firm company entity vessel ship side")
_OWN = words("country government nation state firm company side")
_HUMAN = words(
    "minister president official spokesman spokeswoman general ambassador dealer broker captain officer diplomat agent"
)
_NO_PERSONS = words("group panel committee commission council court ministry office agency team company trading bank")
_NEWS = words("newspaper broadcaster newswire daily weekly magazine")
_SENTENCES_BACK = 3


def stands_for(tree: Tree, head: int, want: frozenset[str], besides: frozenset[int] = frozenset()) -> int | None:
    """The token that a pronoun or a bare definite noun stands for, or None.

    `want` = classes that may stand there, `besides` = tokens that may not, such as the other parties of the deed. First
    persons stand for nobody here: they are the voice of the text."""
    low = tree.lows[head]
    if low in ("we", "us", "our", "i", "you", "your", "my"):
        return None
    if low in _PERSONS:
        persons = frozenset(("person", "name", "force"))
        subject = _back(tree, head, persons, besides, subjects_only=True) if _is_subject(tree, head) else None
        return subject if subject is not None else _back(tree, head, persons, besides, subjects_only=False)
    if low in _MANY:
        if (party := _speakers_party(tree, head, want)) is not None:
            return party
        things = want - {"person"} or want
        subject = _back(tree, head, things, besides, subjects_only=True) if _is_subject(tree, head) else None
        return subject if subject is not None else _back(tree, head, things, besides, subjects_only=False)
    if tree.lemmas[head] in _OWN and any(tree.lows[k] in ("his", "her", "its", "their") for k in tree.kids(head, "poss")):
        return _speakers_party(tree, head, want)  # `the ambassador of X said his country had sold nothing`
    if (
        tree.lemmas[head] in _DEFINITE
        and tree.tokens[head].tag in ("NN", "NNP")
        and any(tree.lows[k] in ("the", "this", "that") for k in tree.kids(head, "det"))
    ):
        kinds = {"vessel": ("vessel",), "ship": ("vessel",), "firm": ("firm",), "company": ("firm",), "entity": ("firm",)}
        allowed = frozenset(kinds.get(tree.lemmas[head], ("state", "capital")))
        if tree.own_country(head):
            return None
        if allowed == {"vessel"} and (ship := _named_ship(tree, head)) is not None:
            return ship
        subject = _back(tree, head, allowed, besides, subjects_only=True)
        return subject if subject is not None else _back(tree, head, allowed, besides, subjects_only=False)
    return None


def _named_ship(tree: Tree, head: int) -> int | None:
    """The last ship that was named, to which `the ship` goes back."""
    first = tree.parsed.sentences[max(0, tree.sentence_of[head] - _SENTENCES_BACK)].first
    for at in range(head - 1, first - 1, -1):
        if tree.cls(at) == "vessel" and tree.tokens[at].pos in ("NOUN", "PROPN") and tree.tokens[at].dep != "compound":
            name = ship_name(tree, at)
            if tree.tokens[name].pos == "PROPN":
                return name
    return None


def ship_behind(tree: Tree, head: int) -> int | None:
    """The ship, train or aircraft for which `it` or `she` stands at a verb of sailing: subjects first."""
    carriers = frozenset(("vessel", "vehicle"))
    subject = _back(tree, head, carriers, frozenset(), subjects_only=True)
    return subject if subject is not None else _back(tree, head, carriers, frozenset(), subjects_only=False)


def ship_name(tree: Tree, head: int) -> int:
    """The name of a ship beside the word for it: `the ship, the Mu Du Bong`, `a ship called Bana`, `Grigorio-1, a freighter`."""
    if tree.tokens[head].pos == "PROPN":
        return head
    near = [*tree.kids(head, "appos"), *(h for kid in tree.kids(head, "acl") if tree.lemmas[kid] in ("call", "name", "dub")
            for h in tree.kids(kid, "oprd", "dobj"))]  # fmt: skip
    if tree.tokens[head].dep == "appos":
        near.append(tree.tokens[head].head)
    for kid in near:
        if tree.tokens[kid].pos == "PROPN" and tree.cls(kid) in ("vessel", "name", "place", "person", "firm"):
            return kid
    return head


def _speakers_party(tree: Tree, head: int, want: frozenset[str]) -> int | None:
    """`A spokesman for the insurgents said they ...`: those for whom is spoken."""
    verb = tree.tokens[head].head
    noun = tree.tokens[verb].head
    if tree.tokens[verb].dep in ("acl", "ccomp") and tree.tokens[noun].pos == "NOUN" and tree.tokens[noun].dep != "appos":
        for owner in tree.kids(noun, "poss"):  # `its neighbour's assurance that it arms nobody`
            if tree.cls(owner) in want and tree.cls(owner) != "pronoun":
                return owner
    for _ in range(6):
        above = tree.tokens[verb].head
        says = tree.lexicon.says("say", tree.lemmas[above]) or tree.lexicon.says("denial", tree.lemmas[above])
        speakers = tree.kids(above, "nsubj") if tree.tokens[verb].dep == "ccomp" and says else []
        if tree.tokens[verb].dep in ("acl", "relcl") and tree.lexicon.says("claimnoun", tree.lemmas[above]):
            speakers = _of_a_claim(tree, above)
        if speakers:
            for speaker in speakers:
                for behind in (*tree.of(speaker, "for", "of"), *tree.kids(speaker, "poss"), speaker):
                    if tree.cls(behind) in want and tree.cls(behind) != "pronoun" and not _tells_news(tree, behind):
                        return behind
        if above == verb:
            return None
        verb = above
    return None


def _of_a_claim(tree: Tree, claim: int) -> list[int]:
    """`Pyongyang's assurances that it`, `Rwanda refutes claims that its army`: whose word it is, or who throws it back."""
    verb = tree.tokens[claim].head
    if tree.tokens[claim].dep == "pobj":
        verb = tree.tokens[verb].head
    denied = tree.lexicon.says("denial", tree.lemmas[verb]) or tree.lexicon.says("scorn", tree.lemmas[verb])
    return tree.kids(verb, "nsubj") if denied else tree.kids(claim, "poss")


def _back(tree: Tree, head: int, want: frozenset[str], besides: frozenset[int], *, subjects_only: bool) -> int | None:
    sentence = tree.sentence_of[head]
    low = tree.lows[head]
    neuter = low in ("it", "its", "itself")
    first = tree.parsed.sentences[max(0, sentence - _SENTENCES_BACK)].first
    for at in range(head - 1, first - 1, -1):
        token = tree.tokens[at]
        if at in besides or token.pos not in ("NOUN", "PROPN") or token.dep == "compound":
            continue
        if tree.parsed.sentences[tree.sentence_of[at]].kind != "text":
            continue
        if tree.cls(at) not in want or token.dep in ("amod", "nmod"):
            continue
        if low in _PERSONS and tree.lemmas[at] in _NO_PERSONS:
            continue
        if _tells_news(tree, at) or (neuter and tree.lemmas[at] in _HUMAN):
            continue
        if tree.lows[head] in _PERSONS and token.tag in ("NNS", "NNPS"):
            continue
        if token.dep == "appos" and token.pos == "NOUN" and tree.cls(token.head) in want:
            continue  # `the captain, a citizen of X`: he is the captain
        if subjects_only and not _is_subject(tree, at):
            continue
        return _by_name(tree, at) if low in _PERSONS else at
    return None


def _tells_news(tree: Tree, at: int) -> bool:
    """`the state news agency`: who reports is never the one that `it` or `its arms` means beside a deed."""
    return tree.lemmas[at] in _NEWS or any(tree.lows[k] == "news" for k in tree.kids(at, "compound", "amod"))


def _is_subject(tree: Tree, at: int) -> bool:
    for _ in range(4):
        dep = tree.tokens[at].dep
        if dep in ("nsubj", "nsubjpass", "agent"):
            return True
        if dep == "poss":  # `the state's clients`: the sentence is about the state
            at = tree.tokens[at].head
            continue
        if dep not in ("conj", "pobj") or (dep == "pobj" and tree.lows[tree.tokens[at].head] != "by"):
            return False
        at = tree.tokens[at].head
    return False


def _by_name(tree: Tree, at: int) -> int:
    """`its director, Lau Sik-hing`: the name in apposition, where the office stands first."""
    for kid in tree.kids(at, "appos") if tree.tokens[at].pos == "NOUN" else ():
        if any(tree.tokens[k].pos == "PROPN" for k in (kid, *tree.kids(kid, "compound"))):
            return kid
    return at
