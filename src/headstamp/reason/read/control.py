"""Whose a deed is where the words above it say so: whose plan, whose help, who has it done."""

from __future__ import annotations

from headstamp.core.statement import StatementKind
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.words import words

OBJECT_CONTROL = words("ask instruct order help allow enable expect want force lead cause get permit urge hire contract")
TARGETED = words(
    "accuse suspect designate list sanction blacklist blame condemn arrest charge convict thank criticise criticize "
    "fine indict detain apprehend praise stop prevent redesignate relist blame impose slap levy"
)
LAID_ON = words("impose slap levy put place")
TAKES_PART = words("involve engage participate succeed fail assist implicate")
FOILS = words("foil thwart prevent disrupt block frustrate stop avert abort halt detect uncover expose reveal investigate")
WATCHES = words(
    "ban prohibit forbid condemn criticise criticize denounce oppose monitor track watch allege report document describe"
)
_HELPS = words("help assistance aid support role part hand involvement participation complicity")
_MOST_HOPS = 5


def phrasal(tree: Tree, name: str, head: int) -> tuple[str, int] | None:
    """`by way of`, `on behalf of`, `in exchange for` and `in return for` as one preposition, with its noun."""
    table = {
        ("by", "way"): "by way of",
        ("on", "behalf"): "on behalf of",
        ("in", "exchange"): "in exchange for",
        ("in", "return"): "in return for",
    }
    word = table.get((name, tree.lemmas[head]))
    return (word, head) if word else None


def by_preposition(tree: Tree, verb: int, above: int) -> bool:
    """Whether a gerund hangs on the verb above by `of`, `for` or `from`: `accused X of selling`."""
    here = verb
    for _ in range(_MOST_HOPS):
        up = tree.tokens[here].head
        if up == above or tree.lows[up] == "pursuant":
            return tree.tokens[here].dep == "prep" and tree.lows[here] in ("of", "for", "from", "over", "with")
        if up == here:
            return False
        here = up
    return False


def made_done(tree: Tree, verb: int) -> bool:
    """`had them flown to X`, `got the crates shipped`: a participle below `have` or `get` tells what is done to its subject."""
    token = tree.tokens[verb]
    below = token.dep in ("ccomp", "xcomp") and token.tag in ("VBN", "VBD") and tree.lemmas[token.head] in ("have", "get")
    return below and token.head < verb and bool(tree.kids(verb, "nsubj")) and not tree.kids(verb, "dobj", "aux", "mark")


def who_helps(tree: Tree, prep: int) -> list[int]:
    """`thanked X for its help in training the police`, `X's role in shipping arms`: whose help or part it is does the deed."""
    noun = tree.tokens[prep].head
    helps = tree.lows[prep] in ("in", "with") and tree.lemmas[noun] in _HELPS
    return tree.kids(noun, "poss") if helps and tree.tokens[prep].pos == "ADP" else []


def supplies(tree: Tree, verb: int) -> bool:
    """Whether the tables read a verb as a supply."""
    return any(row.kind is StatementKind.TRANSFER for row in tree.lexicon.predicates.get((tree.lemmas[verb], "VERB"), ()))
