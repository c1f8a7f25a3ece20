"""A file of a case and the claims about it, in plain lines; pictures that look alike, for people and as JSON.

Takes bodies of objects as a profile may see them; nothing here opens a case.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from headstamp.core.redact import Profile
from headstamp.tell.shown import cut, visible

LONGEST = 200  # signs of a value in a line
MOST_GROUPS = 100  # shown to people; --json holds all
WORDS = {
    "taken_at": "taken", "digitised_at": "made or digitised", "modified_at": "changed", "taken_near": "taken near",
    "coordinates": "coordinates", "device": "device", "software": "written by", "lens": "lens", "host": "computer",
    "artist": "artist", "owner": "owner", "author": "author", "rights": "rights", "camera_serial": "serial number of the camera",
    "lens_serial": "serial number of the lens", "image_id": "number of the image", "described_as": "described as",
    "title": "title", "shown": "to be shown", "camera_pointed": "camera pointed to", "has_pages": "pages",
}  # fmt: skip
"""What a file says of itself, in the order in which it is shown."""


def file_lines(body: Mapping[str, Any], claims: Iterable[Mapping[str, Any]] = ()) -> list[str]:
    """Lines about a file: `body` of the object `file`, and the bodies of the claims whose subject it is (`{"claim": ...}` or the
    claim alone). What it says of itself stands apart from what others say of it."""
    told = [claim.get("claim", claim) for claim in claims]
    own = [claim for claim in told if _of_itself(claim)]
    order = list(WORDS)
    own.sort(key=lambda claim: order.index(claim["predicate"]) if claim["predicate"] in order else len(order))
    lines = [_what(body)]
    if own:
        lines.append("the file says of itself (such fields are easily changed):")
        lines += [f"  {_said(claim)}" for claim in own]
    else:
        lines.append("it says nothing of itself that was read")
    others = [claim for claim in told if not _of_itself(claim)]
    if others:
        lines.append("others say of it:")
        lines += [f"  {sentence(claim)}" for claim in others]
    return [visible(line) for line in lines]


def sentence(claim: Mapping[str, Any]) -> str:
    """A claim as one line: what is said, who says so and where, how good it is."""
    if _of_itself(claim) and claim.get("predicate") in WORDS:
        return visible(f"{_short(claim['subject'])} says of itself: {_said(claim)}")
    verb = str(claim.get("predicate") or "").replace("_", " ")
    said = f"{_short(claim.get('subject'))} {verb} {_short(claim.get('value'))}"
    if claim.get("polarity") == "denied":
        said = f"it is denied that {said}"
    elif claim.get("polarity") == "unknown":
        said = f"it is left open whether {said}"
    cited, grade = claim.get("citation") or {}, claim.get("grade") or {}
    where = ", ".join(filter(None, (_short(cited.get("source_id")), cut(str(cited.get("locator") or ""), LONGEST))))
    parts = [f"{said} ({where}; grade {grade.get('reliability', 'F')}{grade.get('credibility', 6)}"]
    if why := grade.get("why"):
        parts.append(f": {cut(str(why), LONGEST)}")
    hedge = f"; {cut(str(claim['hedge']), LONGEST)}" if claim.get("hedge") else ""
    return visible("".join(parts) + hedge + ")")


def size_words(count: int) -> str:
    """Bytes for people.

    >>> size_words(512), size_words(2_310_000)
    ('512 bytes', '2.3 MB')
    """
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if count >= size:
            return f"{count / size:.1f} {unit}"
    return f"{count} bytes"


def alike_json(groups: Sequence[Mapping[str, Any]], profile: Profile, *, of: int, bits: int) -> str:
    """`groups` = [{"first": file, "others": [file + distance, words]}] of `of` pictures, under the profile named in it."""
    return json.dumps(
        {"profile": profile.value, "pictures": of, "bits": bits, "groups": list(groups)}, ensure_ascii=False, indent=1
    )


def alike_lines(groups: Sequence[Mapping[str, Any]], *, of: int, bits: int, asked: bool) -> list[str]:
    """The same for people."""
    if not groups:
        return [f"none of {_pictures(of)} looks like it" if asked else f"{_pictures(of)}, none there twice"]
    lines = []
    for group in groups[:MOST_GROUPS]:
        lines.append(_file(group["first"]))
        lines += [f"  {each['words']}: {_file(each)}, {each['distance']} of {bits} bits differ" for each in group["others"]]
    if len(groups) > MOST_GROUPS:
        lines.append(f"… and {len(groups) - MOST_GROUPS:,} more groups; --json has them all")
    there = "one is" if len(groups) == 1 else f"{len(groups):,} are"
    what = f"looked at {_pictures(of)}" if asked else f"of {_pictures(of)}, {there} there more than once"
    lines.append(f"{what}; near in look is a reason to compare them by eye, not a proof")
    return [visible(line) for line in lines]


def _pictures(count: int) -> str:
    return "1 picture" if count == 1 else f"{count:,} pictures"


def _file(file: Mapping[str, Any]) -> str:
    size = f", {file['width']:,} x {file['height']:,}" if file.get("width") else ""
    if not file.get("sha256"):
        return f"{file['name']}{size}"
    name = f"file/{str(file['sha256'])[:12]}"
    return f"{file['name']} ({name}{size})" if file.get("name") else f"{name}{size}"


def _of_itself(claim: Mapping[str, Any]) -> bool:
    return str((claim.get("citation") or {}).get("source_id")) == str(claim.get("subject")) and str(
        claim.get("id") or "file:"
    ).startswith("file:")


def _what(body: Mapping[str, Any]) -> str:
    parts = [str(body.get("media_type") or "a file of no known kind")]
    if body.get("width"):
        parts.append(f"{body['width']:,} x {body['height']:,} pixels")
    if pages := body.get("pages"):
        parts.append(f"{pages:,} page{'s' if pages > 1 else ''}")
    if body.get("bytes") is not None:
        parts.append(size_words(int(body["bytes"])))
    name = f", as {cut(str(body['name']), LONGEST)}" if body.get("name") else ""
    return ", ".join(parts) + name


def _said(claim: Mapping[str, Any]) -> str:
    predicate = str(claim["predicate"])
    note = "; ".join(str(claim.get("hedge") or "").split("; ")[2:])  # the first two parts stand above all of them
    where = str((claim.get("citation") or {}).get("locator") or "")
    value = cut(str(claim.get("value") or "[erased]"), LONGEST)
    return f"{WORDS.get(predicate, predicate.replace('_', ' '))}: {value} ({where}{'; ' + note if note else ''})"


def _short(value: Any) -> str:
    """A file is named by twelve signs of its hash; other words are cut where they are long."""
    text = str(value or "[erased]")
    kind, sign, rest = text.partition(":")
    return f"file/{rest[:12]}" if kind == "file" and sign and len(rest) == 64 else cut(text, LONGEST)
