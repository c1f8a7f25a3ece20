"""From an open case to the views that `tell` shows: everything is redacted on the way."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from headstamp.cli.case_kinds import KINDS
from headstamp.core.errors import UsageError
from headstamp.core.redact import WITHHELD, Profile
from headstamp.tell.case_model import (
    CaseView,
    EntryLine,
    FieldLine,
    FoundView,
    HitLine,
    ObjectLine,
    ObjectView,
    PageView,
    VersionLine,
    WorkerLine,
    changed,
    field_lines,
    key_paths,
    object_line,
)
from headstamp.tell.shown import visible

if TYPE_CHECKING:
    from headstamp.case import Case, Entry, Stored
    from headstamp.core.claim import Source
    from headstamp.core.finding import Finding

LAST = 8  # entries that an overview shows
OPEN = 10  # requests that it shows
VERSIONS = 20  # versions whose differences are told


def overview(case: Case, profile: Profile) -> CaseView:
    """The case at a glance."""
    from headstamp.case import overview as look
    from headstamp.case.redacted import entry_shown, shown

    first, head = next(look_first(case)), case.head()
    about = shown(case, case.get("case", "case"), profile)
    counts = look.counts(case)
    requests = [each for each in look.page(case, "request", "", 10_000).objects if not _ended(case, each)]
    open_ = _lines(case, requests, profile)
    files = [case.body(stored) for stored in look.page(case, "file", "", 1_000_000).objects] if counts.get("file") else []
    return CaseView(
        title=visible(str(about.get("title", ""))), made=str(about.get("made", "")),
        by=visible(entry_shown(case, first, profile).who),
        path=visible(case.path.name), profile=profile, locked=case.locked, entries=head.seq if head else 0,
        head=head.sha256 if head else "",
        kinds=tuple((k, counts[k]) for k in KINDS if k != "case" and counts.get(k) and _sees(k, profile)),
        workers=_workers(case, profile), last=tuple(_entry(case, each, profile) for each in look.latest(case, LAST)),
        requests=tuple(open_[:OPEN]), more_requests=max(0, len(open_) - OPEN),
        files=len(files), file_bytes=sum(int(each.get("bytes") or 0) for each in files if not each.get("withheld")),
    )  # fmt: skip


def look_first(case: Case) -> Any:
    """The first entry, as an iterator."""
    from headstamp.case.overview import entries

    return iter(entries(case, 0, 1)[0])


def ledger(case: Case, after: int, limit: int, profile: Profile) -> PageView:
    """Entries behind number `after`, and behind the last one those of merged ledgers."""
    from headstamp.case.overview import entries, merged_entries

    found, more = entries(case, after, limit)
    theirs, left = ([], 0) if more else merged_entries(case, limit)
    lines = (*(_entry(case, each, profile) for each in found), *(_entry(case, each, profile, came) for each, came in theirs))
    after_ = str(found[-1].seq) if found and more else ""
    return PageView("ledger", profile, entries=lines, more=more, after=after_, more_merged=left)


def page(case: Case, kind: str, after: str, limit: int, profile: Profile) -> PageView:
    """Objects of a kind behind the id `after`."""
    from headstamp.case import overview as look
    from headstamp.case.redacted import own_id, shown_id

    found = look.page(case, kind, own_id(case, after, profile), limit)
    last = shown_id(case, found.objects[-1].id, profile) if found.objects and found.more else ""
    return PageView(kind, profile, objects=tuple(_lines(case, found.objects, profile)), more=found.more, after=visible(last))


def parted(case: Case, wanted: str, profile: Profile = Profile.CONFIDENTIAL) -> tuple[str, str]:
    """Kind and id of `KIND/ID`, by the id that the profile sees; of a file the first signs of its hash will do. Raises UsageError
    with what is near: an id that holds a closed value is as one that is nowhere."""
    from headstamp.case.overview import beginning_with
    from headstamp.case.redacted import own_id, shown_id

    kind, sign, name = wanted.rstrip("…").partition("/")
    if not sign or kind not in KINDS or not name:
        hint = f"such as record/crate-1; kinds are {', '.join(KINDS)}"
        raise UsageError(f"{wanted[:80]!r} is no KIND/ID", hint=hint)
    own = own_id(case, name, profile)
    if case.find(kind, own) is not None and (own != name or shown_id(case, own, profile) == own):
        return kind, own
    near = [each for each in beginning_with(case, kind, name, 20) if shown_id(case, each, profile) == each][:3]
    if kind in ("file", "finding") and len(near) == 1 and len(name) >= 4:
        return kind, near[0]
    hint = f"did you mean {' or '.join(f'{kind}/{each}' for each in near)}?" if near else f"`--kind {kind}` lists what there is"
    raise UsageError(f"no {kind} {name[:80]!r} in this case", hint=hint)


def one(case: Case, kind: str, name: str, version: int | None, limit: int, profile: Profile) -> ObjectView:
    """An object with every field, every version and what rests on it."""
    from headstamp.case import overview as look
    from headstamp.case.redacted import shown, shown_id

    stored = case.get(kind, name, version)
    body = shown(case, stored, profile)
    rests, more = look.resting(case, kind, name, limit)
    head = object_line(kind, shown_id(case, name, profile), stored.version, body)
    return ObjectView(
        kind=kind, id=head.id, version=stored.version, title=head.title, profile=profile, fields=_fields(case, stored, body),
        versions=_versions(case, kind, name, profile),
        resting=tuple(_lines(case, [s for s, _ in rests], profile, dict(_how(rests)))),
        more_resting=more, brought=tuple(look.brought(case, name).items()) if kind == "file" else (),
        finding=_finding(body), body=body, lines=_said_of(case, body, rests, profile) if kind == "file" else (),
    )  # fmt: skip


def _said_of(case: Case, body: Mapping[str, Any], rests: Sequence[tuple[Stored, str]], profile: Profile) -> tuple[str, ...]:
    from headstamp.case.redacted import may_see, shown
    from headstamp.tell.evidence_view import file_lines

    if "sha256" not in body:
        return ()
    claims = [shown(case, s, profile) for s, how in rests if s.kind == "claim" and how == "subject" and may_see(case, s, profile)]
    return (
        tuple(file_lines(body, claims)) if claims or body.get("media_type", "").startswith(("image/", "application/pdf")) else ()
    )


def _how(rests: Sequence[tuple[Stored, str]]) -> list[tuple[tuple[str, str], str]]:
    return [((stored.kind, stored.id), how) for stored, how in rests]


def found(case: Case, query: str, kinds: Sequence[str], limit: int, profile: Profile) -> FoundView:
    """What a search finds in what the profile may see. Raises UsageError, LimitError."""
    from headstamp.case.redacted import search_shown, shown, shown_id

    answer = search_shown(case, query, profile, kinds=kinds, limit=limit)
    hits = []
    for hit in answer.hits:
        stored = case.find(hit.kind, hit.id, hit.version)
        title = object_line(hit.kind, hit.id, hit.version, shown(case, stored, profile)).title if stored else ""
        hits.append(HitLine(hit.kind, visible(shown_id(case, hit.id, profile)), hit.version, title, visible(hit.snippet)))
    return FoundView(visible(query), profile, tuple(hits), answer.more, answer.ranked)


def sources(case: Case, view: ObjectView, profile: Profile) -> Mapping[str, Source]:
    """The pages that a Finding cites: of the packs, of the lists, and files of this case."""
    if view.finding is None:
        return {}
    from headstamp.case.redacted import shown
    from headstamp.cli import asking, common
    from headstamp.core.claim import Source

    known: dict[str, Source] = dict(asking.sources_of([view.finding]))
    known |= {i: source for i, source in common.open_shelf((), False).sources.items() if i in known}
    for each in [i for i in known if i.startswith("file:")]:
        stored = case.find("file", each.removeprefix("file:"))
        name = str(shown(case, stored, profile).get("name") or "") if stored else "not in this case"
        known[each] = Source(id=each, title=f"a file of this case: {name}")
    return known


def _finding(body: Mapping[str, Any]) -> Finding | None:
    if not isinstance(body.get("finding"), Mapping):
        return None
    from pydantic import ValidationError

    from headstamp.core.finding import Finding

    try:
        found = Finding.model_validate(body["finding"])
    except ValidationError:
        return None  # of another version: its fields are shown
    return found if found.hypotheses else None


def _fields(case: Case, stored: Stored, body: Mapping[str, Any]) -> tuple[FieldLine, ...]:
    from headstamp.case.overview import levels
    from headstamp.case.personal import MARK

    if set(body) == {"withheld"}:
        return ()
    return field_lines(case.body(stored), body, levels(case, stored), key_paths(json.loads(stored.body), MARK))


def _versions(case: Case, kind: str, name: str, profile: Profile) -> tuple[VersionLine, ...]:
    from headstamp.case.overview import versions
    from headstamp.case.redacted import shown

    all_ = versions(case, kind, name)
    told = [_fields(case, each.stored, shown(case, each.stored, profile)) for each in all_[-VERSIONS:]]
    was = [()] * (len(all_) - len(told)) + [changed(a, b) for a, b in pairwise(told)] + [()]
    out = []
    for each, differs in zip(all_, was, strict=True):
        entry = _entry(case, each.entry, profile, each.merged.seq if each.merged else 0) if each.entry else None
        out.append(VersionLine(each.stored.version, _hash(each.stored.sha256, profile), entry, differs))
    return tuple(out)


def _lines(
    case: Case, objects: Sequence[Stored], profile: Profile, how: Mapping[tuple[str, str], str] | None = None
) -> list[ObjectLine]:
    """What the profile may not see as a whole is left out."""
    from headstamp.case.redacted import may_see, shown, shown_id

    return [
        object_line(
            s.kind, shown_id(case, s.id, profile), s.version, shown(case, s, profile), (how or {}).get((s.kind, s.id), "")
        )
        for s in objects
        if may_see(case, s, profile)
    ]


def _entry(case: Case, entry: Entry, profile: Profile, merged: int = 0) -> EntryLine:
    from headstamp.case.redacted import entry_shown

    seen = entry_shown(case, entry, profile)
    if not _sees(seen.kind, profile):
        seen = seen._replace(id=WITHHELD, verb="write", note="")
    name = f"{seen.kind}/{seen.id}" if seen.kind != seen.id else seen.kind
    who, verb, note = visible(seen.who), visible(seen.verb), visible(seen.note)
    return EntryLine(entry.seq, entry.at, who, verb, visible(name), entry.version, note, _hash(entry.sha256, profile), merged)


def _hash(sha256: str, profile: Profile) -> str:
    """For the case team alone: on a hash of what holds a closed value, a guess at that value can be tried."""
    return sha256 if profile is Profile.CONFIDENTIAL else ""


def _workers(case: Case, profile: Profile) -> tuple[WorkerLine, ...]:
    from headstamp.case.overview import workers
    from headstamp.case.redacted import may_see_who, shown_text

    everybody = workers(case)
    names = [each.who if may_see_who(profile) else shown_text(case, each.who, profile) for each in everybody]
    return tuple(WorkerLine(visible(n), w.entries, w.first[:10], w.last[:10]) for n, w in zip(names, everybody, strict=True))


def _ended(case: Case, stored: Stored) -> bool:
    from headstamp.case.requests import WAITING

    return str(case.body(stored).get("state", "")) not in {*WAITING, "drafted"}


def _sees(kind: str, profile: Profile) -> bool:
    from headstamp.case.redacted.rules import WHOLE_TO_PARTNERS

    return profile is not Profile.PUBLIC or kind not in WHOLE_TO_PARTNERS
