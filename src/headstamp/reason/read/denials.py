"""Rules of denials: a claim denied, called a lie, said to be false, and a part in it disowned. A rule's docstring is public."""

from __future__ import annotations

from headstamp.core.document import VoiceKind
from headstamp.reason.read.draft import Draft
from headstamp.reason.read.told import Context, above
from headstamp.reason.read.tree import Tree
from headstamp.reason.read.voice import who_says_so
from headstamp.reason.read.words import words

_OWN_PAPERS = frozenset((VoiceKind.PARTY, VoiceKind.STATE_MEDIA))
_DENIED_OTHERS = words(
    "access right entry revenue use permission visa licence license bail request motion appeal application petition asylum "
    "service landing overflight passage clearance funding resource victory parole boarding admission opportunity chance haven "
    "sanctuary port space territory ability capability means"
)  # what is withheld, not gainsaid
_REFUSES = words("reject dismiss")  # also an offer, a minister: only what is claimed makes a denial
_LEFT_OUT = frozenset(("false", "rumour", "rumor"))
_AWAY = words("brush wave shrug laugh play")
_PART = words(
    "knowledge awareness involvement role part link connection contact dealing dealings relationship tie ties cooperation "
    "co-operation hand trade business plan intention contract deal agreement transaction shipment sale"
)
_COMES_ABOUT = words("exist occur sign conclude make happen")
_NONE = words("no never nothing neither nor not n't")


def _claimed(tree: Tree, head: int) -> bool:
    """Whether a noun is what somebody claims: an allegation, a report, a link, or a pronoun for it."""
    return tree.lemmas[head] in tree.lexicon.cues.get("claimnoun", {}) or tree.lows[head] in ("it", "this", "that", "them", "all")


def somebody_denies(draft: Draft) -> bool:
    """A party denies, rejects or calls false what is said of it. To deny somebody revenue, access or rights is no denial: it
    has two objects. Not to deny is no denial either, nor is it one to reject an offer."""
    tree = draft.tree
    objects = tree.kids(draft.index, "dobj", "dative")
    if len(objects) > 1 or draft.args.get("iobj"):
        return False
    if any(tree.cls(h) in ("money",) or tree.lemmas[h] in _DENIED_OTHERS for h in draft.of("items")):
        return False
    clause = bool(tree.kids(draft.index, "xcomp")) or any(_claims_in(tree, k) for k in tree.kids(draft.index, "ccomp"))
    lies = any(tree.lemmas[h] in tree.lexicon.cues.get("denialnoun", {}) for h in draft.args.get("as"))
    lies = lies or any(tree.lemmas[k] in tree.lexicon.cues.get("denialnoun", {}) for k in tree.under(draft.index))
    if tree.lemmas[draft.index] in _REFUSES and not (clause or lies or any(_claimed(tree, h) for h in draft.of("items"))):
        return False
    return bool(draft.of("actor"))


def _claims_in(tree: Tree, clause: int) -> bool:
    """`rejected what it called the accusations of X`, and any clause beside: what is rejected is a claim."""
    called = any(tree.lows[k] == "what" for k in tree.kids(clause, "dobj", "nsubj"))
    return not called or any(_claimed(tree, k) for k in tree.under(clause) if k > clause)


def claim_brushed_aside(draft: Draft) -> bool:
    """A claim is brushed aside, waved away or laughed off; a party pleads not guilty or maintains its innocence."""
    tree, lemma = draft.tree, draft.tree.lemmas[draft.index]
    near = {tree.lows[k] for k in tree.under(draft.index)}
    if lemma == "plead":
        return bool({"not", "innocent"} & near and {"guilty", "innocent", "innocence"} & near and draft.of("actor"))
    if lemma in ("maintain", "protest", "assert", "proclaim"):
        return any(tree.lemmas[h] == "innocence" for h in draft.of("items")) and bool(draft.of("actor"))
    if lemma in _AWAY and not near & {"aside", "off", "away"}:
        return False
    if lemma == "pour" and "water" not in near:
        return False
    heads = [*draft.of("items"), *draft.args.get("at"), *draft.args.get("on"), *draft.args.get("off")]
    return bool(draft.of("actor")) and any(_claimed(tree, h) for h in heads)


def denial_issued(draft: Draft) -> bool:
    """A denial, rebuttal or disclaimer is issued, made or repeated by somebody."""
    tree = draft.tree
    verb = tree.tokens[draft.index].head
    if tree.tokens[draft.index].dep != "dobj" or tree.lemmas[verb] not in ("issue", "make", "repeat", "publish", "release"):
        return False
    return bool(draft.of("actor"))


def called_a_lie(draft: Draft) -> bool:
    """What is said is called a lie, baseless or a fabrication: a denial."""
    tree = draft.tree
    lies = set(tree.lexicon.cues.get("denialnoun", {})) - _LEFT_OUT
    around = tree.kids(draft.index, "oprd", "ccomp", "dobj", "xcomp", "prep")
    found = {tree.lemmas[k] for kid in around for k in (kid, *_two_below(tree, kid))}
    found |= {tree.lows[k] for kid in around for k in (kid, *_two_below(tree, kid))}
    if any(tree.lows[h] == "what" for h in draft.of("items")):
        return False  # `what he called a campaign`: a name for it in passing
    return bool(draft.of("actor")) and bool(found & lies) and bool(around)


def _two_below(tree: Tree, word: int) -> list[int]:
    return [*tree.children[word], *(p for c in tree.children[word] for p in tree.children[c])]


def said_to_be_false(draft: Draft) -> bool:
    """Somebody says that a claim, story or report is false, groundless or a fabrication: a denial by whoever says so."""
    tree = draft.tree
    at = _predicated(tree, draft.index)
    if at is None:
        return False
    subjects = tree.kids(at, "nsubj", "nsubjpass")
    told = Context(chain=above(tree, at))
    who_says_so(tree, at, told)
    if tree.lemmas[draft.index] != "impostor" and not any(_claimed(tree, h) or _talked_of(tree, h) for h in subjects):
        return False
    if told.voice is None:
        return tree.document.voice in _OWN_PAPERS
    draft.put("actor", told.voice)
    return True


def _predicated(tree: Tree, word: int) -> int | None:
    """The `be` of `is a lie`, `is a pack of lies`, `is without foundation`."""
    for _ in range(3):
        token = tree.tokens[word]
        if token.dep in ("attr", "acomp") and tree.lemmas[token.head] == "be":
            return token.head
        if token.dep == "prep" and tree.lemmas[token.head] == "be" and tree.lows[word] in ("without", "devoid", "of"):
            return token.head
        if token.dep not in ("pobj", "prep", "conj"):
            return None
        word = token.head
    return None


def _talked_of(tree: Tree, head: int) -> bool:
    """`the so-called arms trade`, `the talk about advisers`: what others say, in the words of who denies it."""
    near = {tree.lows[k] for k in tree.under(head)}
    return tree.lemmas[head] in ("talk", "tale", "theory", "propaganda", "news") or "called" in near or "alleged" in near


def disowns_a_part(draft: Draft) -> bool:
    """Whoever speaks has no knowledge of it, no part, link or dealings: a denial without a verb of denial."""
    tree = draft.tree
    token, verb = tree.tokens[draft.index], tree.tokens[draft.index].head
    if tree.lemmas[draft.index] == "know":
        return _knows_nothing(draft)
    exists = token.dep in ("nsubj", "nsubjpass") and tree.lemmas[verb] in _COMES_ABOUT
    if not exists and (
        token.dep not in ("dobj", "attr", "acomp") or tree.lemmas[verb] not in ("have", "be", "know", "take", "play")
    ):
        return False
    told = Context(chain=above(tree, verb))
    who_says_so(tree, verb, told)
    own = tree.document.voice in _OWN_PAPERS
    if told.voice is None and not own and not any(tree.lows[h] in ("we", "i") for h in tree.kids(verb, "nsubj")):
        return False
    if not (exists or _about_arms(tree, draft.index) or tree.lemmas[draft.index] in ("knowledge", "aware", "unaware", "nothing")):
        return False
    subjects = tree.kids(verb, "nsubj")
    negated = {tree.lows[k] for h in (verb, draft.index, *subjects) for k in tree.children[h]} & _NONE
    if not negated and tree.lemmas[draft.index] not in ("unaware", "ignorant", "nothing"):
        return False
    if told.voice is not None:
        draft.put("actor", told.voice)
    elif subjects:
        draft.put("actor", *subjects)
    return True


def _knows_nothing(draft: Draft) -> bool:
    """`his client knew nothing of any weapons`, told by somebody."""
    tree = draft.tree
    told = Context(chain=above(tree, draft.index))
    who_says_so(tree, draft.index, told)
    nothing = any(tree.lows[k] == "nothing" for k in tree.kids(draft.index, "dobj"))
    if not nothing or told.voice is None:
        return False
    draft.slots["actor"] = [told.voice]
    return True


def _about_arms(tree: Tree, noun: int) -> bool:
    around = [noun, *tree.children[noun], *(h for h in tree.under(noun) if h > noun)]
    return any(tree.arms(k) or tree.lows[k] in ("military", "arms", "arming", "defence", "weapons", "diversion") for k in around)
