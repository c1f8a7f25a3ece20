"""What the parser lost or hung elsewhere: members of a list, an agent, a subject behind a year."""

from __future__ import annotations

from headstamp.reason.read.tree import Tree


def list_after(tree: Tree, found: dict[str, list[int]]) -> None:
    """Lists of parties that the parser lost: after `to Eritrea` the words `, the Republic of the Congo and a firm in Guinea`."""
    for name, heads in list(found.items()):
        if not heads or name not in ("to", "for", "obj", "attr", "from", "like", "from"):
            continue
        last = heads[-1]
        if not tree.party(last) or tree.cls(last) in ("name", "person"):
            continue
        while (after := _next_of_list(tree, last)) is not None and after not in heads:
            heads.append(after)
            last = after


def _next_of_list(tree: Tree, head: int) -> int | None:
    bound = tree.bounds[head]
    at = head + 1
    while at < len(tree.tokens) and bound is not None and tree.tokens[at].start < bound[1]:
        at += 1
    joined = False
    while at < len(tree.tokens) and (
        tree.lows[at] in (",", "and", "or", "the", "a", "an", ";") or (tree.lows[at] == "of" and joined)
    ):
        joined = joined or tree.lows[at] in (",", "and", "or")
        at += 1
    if not joined or at >= len(tree.tokens) or tree.sentence_of[at] != tree.sentence_of[head]:
        return None
    for candidate in range(at, min(at + 6, len(tree.tokens))):
        token = tree.tokens[candidate]
        if token.pos in ("VERB", "AUX", "SCONJ", "PRON"):
            return None
        if (
            token.dep in ("conj", "pobj", "appos", "dobj")
            and tree.party(candidate)
            and tree.cls(candidate) not in ("name", "person")
            and tree.lows[candidate + 1 : candidate + 2] not in (("'s",), ("’s",))
        ):
            if token.dep == "pobj" and tree.lows[token.head] not in ("of", "to", "for"):
                return None
            return candidate
    return None


def agent_further_in(tree: Tree, verb: int) -> list[int]:
    """`equipped with pistols by the DPRK`: who does it, where the parser hung `by` on the thing before."""
    preps = [k for k in tree.kids(verb, "prep", "dative") if k > verb and tree.lows[k] != "for"]  # `for use by X`: who gets it
    inner = [h for prep in preps for h in tree.kids(prep, "pobj")]
    return [h for noun in inner for h in tree.of(noun, "by") if tree.country(h)]


def lost_perfect(tree: Tree, verb: int) -> int | None:
    """`has long armed, trained and financed the front`: the verb `have` where the parser takes the participles for adjectives of
    the object."""
    if tree.tokens[verb].tag != "VBN":
        return None
    first = tree.tokens[verb].head if tree.tokens[verb].dep == "conj" else verb
    noun = tree.tokens[first].head
    have = tree.tokens[noun].head
    if tree.tokens[first].dep != "amod" or tree.tokens[noun].dep != "dobj" or tree.lemmas[have] != "have" or noun < verb:
        return None
    between = [k for k in range(have + 1, noun) if tree.tokens[k].tag not in ("VBN", "CC", ",", "RB")]
    said = [k for k in range(have + 1, noun) if tree.tokens[k].tag == "VBN"]
    return have if not between and len(said) > 1 and any(tree.tokens[k].tag == "CC" for k in range(have, noun)) else None


def behind_relative(tree: Tree, verb: int) -> list[int]:
    """`sold X, which is used in Y, to a Syrian firm`: who gets it, where the parser hung `to` on the clause between."""
    last = tree.sentence(verb).last
    for at in range(verb + 1, last):
        token = tree.tokens[at]
        between = tree.lows[at] == "to" and token.dep in ("prep", "dative") and tree.lows[at - 1] == ","
        clause = range(verb + 1, token.head) if tree.lemmas[token.head] in ("be", "have") else ()
        if between and any(tree.lows[k] in ("which", "that") for k in clause):
            return [h for h in tree.kids(at, "pobj") if tree.party(h)]
    return []


def up_to(tree: Tree, prep: int) -> bool:
    """`up to 300 shells`: a bound of the number, where the parser takes `up` for a part of the verb."""
    goods = tree.kids(prep, "pobj")
    return tree.lows[prep - 1 : prep + 1] == ("up", "to") and any(tree.kids(h, "nummod") for h in goods)


def year_before(tree: Tree, head: int) -> bool:
    """`to 2010 British companies sold`: the year is no number of companies."""
    year = next((k for k in tree.kids(head, "nummod") if len(tree.lows[k]) == 4 and tree.lows[k][:2] in ("19", "20")), 0)
    return bool(year) and tree.lows[year - 1] in ("to", "in", "from", "since", "until", "by") and tree.lows[year].isdigit()


def after_a_year(tree: Tree, verb: int) -> list[int]:
    """The subject that the parser joined to the date before it: `in 2010 British companies sold`."""
    prep = [k for k in tree.kids(verb, "prep") if k < verb]
    return [
        h for k in (*prep, *(i for p in prep for i in tree.kids(p, "prep"))) for h in tree.kids(k, "pobj") if year_before(tree, h)
    ]


def after_off(tree: Tree, head: int) -> bool:
    """`boarded off Cyprus`: a place after `off` that the parser takes for the object of a phrasal verb."""
    first = head
    while first > 0 and tree.tokens[first - 1].head == head:
        first -= 1
    before = first - 1
    return before >= 0 and tree.lows[before] == "off" and tree.tokens[before].dep == "prt" and tree.tokens[head].pos == "PROPN"
