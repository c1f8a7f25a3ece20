"""The Finding of a match: which listed party this may be, on which lists, since when, and what each word and fact was worth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from headstamp.core.claim import Citation
from headstamp.core.finding import Basis, Finding, Hypothesis, HypothesisKind, Proposal, Reason, likelihood_word
from headstamp.core.party import Listing, NameKind, Party, PartyKind
from headstamp.core.version import __version__
from headstamp.reason.match.about import Candidate, candidates, nearest_name, read_party
from headstamp.reason.match.batch import Asked
from headstamp.reason.match.compared import WordPair
from headstamp.reason.match.facts import facts, imo_valid
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.rules import fact_beside_name, listed_as, name_as_a_whole, word_against_word
from headstamp.reason.match.signs import MAX_SIGNS
from headstamp.reason.match.words import MOST_WORDS
from headstamp.reason.weigh import LINK_SCENARIOS, PRIOR_LOOKED_UP, listed_probability

LONGEST_SHOWN = 300  # signs of a name within a sentence
NOT_A_VERDICT = "A match is a reason to look, not a verdict: names are shared, and only the papers of the party settle who it is."
THRESHOLD = 0.3  # log10 LR of one look-up: twice as likely if it is the listed party, against names that look like it
THRESHOLD_IN_BULK = 1.0  # of a mass of papers, where each alert costs somebody an hour


def match(
    party: Party, matcher: Matcher, *, prior: float = PRIOR_LOOKED_UP, threshold: float = THRESHOLD, top: int = 5
) -> Finding:
    """Which listed party `party` may be. `prior`: one party in how many is listed, as a share; `threshold`: log10 LR."""
    asked = read_party(party, matcher)
    found = candidates(party, matcher, top=top, floor=threshold, asked=asked)
    same = _same_party(found, matcher)
    hypotheses = [_hypothesis(group, matcher, prior) for group in same]
    reasons = [r for group in same for c in group for r in _reasons(c, group[0], matcher)]
    best = hypotheses[0].probability if hypotheses else 0.0
    hypotheses.append(_none(1 - best, prior))
    return Finding(
        question=f"Is {_shown(party.name)} a listed party?",
        subject=party.id,
        answer=_answer(party, same, matcher, hypotheses, asked),
        basis=_basis(same),
        hypotheses=tuple(sorted(hypotheses, key=lambda h: -h.probability)) if best > 0.5 else tuple(hypotheses),
        reasons=tuple(reasons),
        unexplained=_lone_words(same),
        would_change=_would_change(party, same, matcher),
        limits=_limits(party, matcher, prior, threshold, asked),
        shelf_hash=matcher.sha256,
        tool_version=__version__,
    )


def why_not(
    party: Party, entity: str, matcher: Matcher, *, prior: float = PRIOR_LOOKED_UP, threshold: float = THRESHOLD
) -> Finding:
    """Why a listed party was not an answer: its nearest name, word by word. `entity`: `list/entry`, party id or a listed name.

    Raises KeyError where no listing has that key, id or name."""
    listed = find_party(entity, matcher)
    asked = read_party(party, matcher)
    text, row, compared = nearest_name(party, listed, matcher)
    beside = facts(party, matcher.parties[listed])
    total = compared.log_lr + sum(f.weight for f in beside)
    candidate = Candidate(listed, row, text, compared, beside, round(total, 3))
    group = (candidate,)
    name = matcher.parties[listed].name
    verdict = "reaches" if total >= threshold else "stays below"
    answer = (
        f"{name}: the nearest of its names is {matcher.names[row]!r}, with a log10 likelihood ratio of "
        f"{total:.2f}, which {verdict} the threshold of {threshold:.2f}."
    )
    return Finding(
        question=f"Why is {_shown(party.name)} {'' if total >= threshold else 'not '}taken for {name!r}?",
        subject=party.id,
        answer=answer,
        basis=Basis.CONSISTENT if total >= threshold else Basis.NO_BASIS,
        hypotheses=(_hypothesis(group, matcher, prior), _none(1 - listed_probability(total, prior), prior)),
        reasons=tuple(_reasons(candidate, candidate, matcher)),
        unexplained=_lone_words([group]),
        would_change=_would_change(party, [group], matcher),
        limits=_limits(party, matcher, prior, threshold, asked),
        shelf_hash=matcher.sha256,
        tool_version=__version__,
    )


def find_party(entity: str, matcher: Matcher) -> int:
    """The party with this listing key, entry id, party id or name; raises KeyError for none."""
    wanted = entity.strip().casefold()
    for at, held in enumerate(matcher.listings_of):
        keys = {matcher.parties[at].id.casefold()}
        for i in held:
            keys |= {matcher.listings[i].key.casefold(), matcher.listings[i].entry_id.casefold()}
        if wanted in keys:
            return at
    for row, name in enumerate(matcher.names):
        if name.casefold() == wanted:
            return int(matcher.index.columns.entity[row])
    raise KeyError(entity)


def _same_party(found: Sequence[Candidate], matcher: Matcher) -> list[tuple[Candidate, ...]]:
    """Entries of several lists that are one party: an equal name and nothing against it. The best of each group comes first."""
    groups: list[list[Candidate]] = []
    for c in found:
        mine = matcher.parties[c.party]
        for group in groups:
            other = matcher.parties[group[0].party]
            if mine.kind is not other.kind or not _share_a_name(mine, other):
                continue
            if sum(f.weight for f in facts(mine, other)) > -0.5:
                group.append(c)
                break
        else:
            groups.append([c])
    return [tuple(g) for g in groups]


def _share_a_name(a: Party, b: Party) -> bool:
    return bool({_bag(n.text) for n in a.names} & {_bag(n.text) for n in b.names})


@lru_cache(maxsize=65536)
def _bag(text: str) -> tuple[str, ...]:
    return tuple(sorted("".join(c if c.isalnum() else " " for c in text.casefold()).split()))


def _hypothesis(group: Sequence[Candidate], matcher: Matcher, prior: float) -> Hypothesis:
    best = group[0]
    party = matcher.parties[best.party]
    p = listed_probability(best.log_lr, prior)
    span = [listed_probability(best.log_lr, min(0.5, prior * scale)) for scale in LINK_SCENARIOS]
    lists = "; ".join(dict.fromkeys(_short(matcher.listings[i]) for c in group for i in matcher.listings_of[c.party]))
    return Hypothesis(
        id=matcher.listings[matcher.listings_of[best.party][0]].key,
        kind=HypothesisKind.PARTY,
        label=f"{party.name} ({lists})",
        probability=round(p, 4),
        low=round(min(p, *span), 4),
        high=round(max(p, *span), 4),
        word=likelihood_word(round(p, 4)),
        country="/".join(party.countries) if all(len(c) == 2 for c in party.countries) else "",
    )


def _none(p: float, prior: float) -> Hypothesis:
    p = round(min(1.0, max(0.0, p)), 4)
    return Hypothesis(
        id="none", kind=HypothesisKind.NONE_KNOWN, label="none of the parties on the lists that were asked",
        probability=p, low=round(p * max(0.0, 1 - 10 * prior), 4), high=p, word=likelihood_word(p),
    )  # fmt: skip


def _short(listing: Listing) -> str:
    where = listing.programmes[0] if listing.list_id == "builtin" and listing.programmes else listing.list_id
    return f"{where}, since {listing.listed_on}" if listing.listed_on else where


def _reasons(c: Candidate, head: Candidate, matcher: Matcher) -> list[Reason]:
    key = matcher.listings[matcher.listings_of[head.party][0]].key
    held = [matcher.listings[i] for i in matcher.listings_of[c.party]]
    cited = _citation(c, matcher)
    out = [listed_as(listing, key) for listing in held]
    out += [word_against_word(pair, c.asked, matcher.names[c.row], key, cited) for pair in c.compared.pairs]
    out.append(name_as_a_whole(c.compared.rest, c.asked, matcher.names[c.row], key, cited))
    out += [fact_beside_name(fact, key, (held[0].citation,)) for fact in c.facts]
    return out


def _citation(c: Candidate, matcher: Matcher) -> tuple[Citation, ...]:
    party = matcher.parties[c.party]
    first = matcher.listings[matcher.listings_of[c.party][0]].citation
    return tuple(n.citation or first for n in party.names if n.text == matcher.names[c.row])[:1] or (first,)


def _lone_words(groups: Sequence[Sequence[Candidate]]) -> tuple[str, ...]:
    if not groups:
        return ()
    return tuple(f"{' '.join(p.query)!r} of the name asked" for p in groups[0][0].compared.pairs if _lone(p) and p.query)


def _lone(pair: WordPair) -> bool:
    return not pair.query or not pair.name


def _shown(name: str) -> str:
    """A name in quotation marks within a sentence, where one of 100,000 signs would bury the answer."""
    return repr(name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…")


def _basis(groups: Sequence[Sequence[Candidate]]) -> Basis:
    if not groups:
        return Basis.NO_BASIS
    if len(groups) > 1 and groups[1][0].log_lr > groups[0][0].log_lr - 0.3:
        return Basis.CANNOT_DISTINGUISH
    return Basis.STRONG if groups[0][0].log_lr >= 4 else Basis.CONSISTENT


def _answer(
    party: Party, groups: Sequence[Sequence[Candidate]], matcher: Matcher, hypotheses: Sequence[Hypothesis], asked: Asked
) -> str:
    if not groups and not asked.read.words.size:
        return f"{_shown(party.name)} has no letter that can be compared; nothing was asked of the lists."
    if not groups:
        return f"No listed party comes near {_shown(party.name)}: silence of these lists, not a clearance."
    best = groups[0][0]
    weak = any(n.kind is NameKind.WEAK and n.text == matcher.names[best.row] for n in matcher.parties[best.party].names)
    noun = ", an alias that the list itself calls weak" if weak else ""
    others = f"; {len(groups) - 1} other parties come near too" if len(groups) > 1 else ""
    number = "".join(f"; {fact.sentence}" for fact in best.facts if fact.what == "identifier" and fact.weight > 0)
    times = 10**best.log_lr
    likelier = f"{times:,.{0 if times >= 2 else 1}f} times likelier"  # a number may show a name that speaks against it
    return (
        f"{_shown(party.name)} is {likelier} if it is {hypotheses[0].label} than if it is not "
        f"(its name {matcher.names[best.row]!r}{noun}{number}){others}."
    )


def _would_change(party: Party, groups: Sequence[Sequence[Candidate]], matcher: Matcher) -> tuple[Proposal, ...]:
    if not groups:
        return ()
    listed = matcher.parties[groups[0][0].party]
    kinds = {i.kind for i in party.identifiers}
    out = []
    if listed.kind is PartyKind.PERSON and listed.born and not party.born:
        out.append(Proposal(observation="the date of birth", why=f"the list gives {', '.join(listed.born[:2])}", gain=1.0))
    for kind in dict.fromkeys(i.kind for i in listed.identifiers):
        if kind not in kinds:
            value = next(i.value for i in listed.identifiers if i.kind == kind)
            out.append(Proposal(observation=f"the {kind} number", why=f"the list gives {value}", gain=1.5))
    if listed.countries and not party.countries:
        out.append(Proposal(observation="the country", why=f"the list gives {', '.join(listed.countries)}", gain=0.4))
    return tuple(out[:4])


def _limits(party: Party, matcher: Matcher, prior: float, threshold: float, asked: Asked) -> tuple[str, ...]:
    editions = matcher.editions
    out = [
        NOT_A_VERDICT,
        f"Probability under a prior of one listed party in {1 / prior:,.0f} names that come near; "
        f"names below a log10 likelihood ratio of {threshold:g} are not shown.",
    ]
    shown = editions[:6]
    more = f" and {len(editions) - 6} more" if len(editions) > 6 else ""
    names, parties = f"{len(matcher.names):,} name", f"{len(matcher.parties):,} part"
    names += "s" if len(matcher.names) != 1 else ""
    parties += "ies" if len(matcher.parties) != 1 else "y"
    out.append(f"Lists asked: {', '.join(shown)}{more}; {names} of {parties}.")
    if asked.read.cut.any():
        out.append(f"A name is longer than {MAX_SIGNS} signs or {MOST_WORDS} words; what comes after was not compared.")
    out += [
        f"The IMO number {i.value} has a wrong check digit."
        for i in party.identifiers
        if i.kind == "imo" and not imo_valid(i.value)
    ]
    return tuple(out)
