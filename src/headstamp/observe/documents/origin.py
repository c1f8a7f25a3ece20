"""Where a document comes from, as its keeper wrote it down: `report.meta.json` beside `report.pdf`.

id, title, publisher, url    words
published                    a date as `When.parse` reads it
lang or language             ISO 639-1
kind_of_source               a kind of voice (official, un-panel, court, ngo, academic, media, state-media, party, field)
genre                        words, from which the kind of voice is taken where no kind_of_source stands
sha256                       of the file, to be compared with it
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from headstamp.core.document import VoiceKind
from headstamp.core.errors import InputError
from headstamp.core.when import When

MOST_BYTES = 2**20
KINDS: tuple[tuple[VoiceKind, str], ...] = (
    (VoiceKind.UN_PANEL, r"\bun\b.*\b(?:panel|monitoring group)|panel of experts|security council"),
    (VoiceKind.STATE_MEDIA, r"state[- ](?:media|news|radio|television|agency)"),
    (VoiceKind.COURT, r"court|judge?ment|indictment|verdict|affidavit"),
    (VoiceKind.FIELD, r"field (?:dispatch|report|mission|note)|documentation mission"),
    (VoiceKind.ACADEMIC, r"academic|journal|thesis|seminar|paper of a university"),
    (VoiceKind.NGO, r"\bngo\b|think[- ]tank|non-governmental|research institute|analysis"),
    (VoiceKind.OFFICIAL, r"official|government|ministry|military|customs|sanctions notice|press release|briefing|white house"),
    (VoiceKind.MEDIA, r"media|news|wire|press|radio|paper|magazine|broadcast"),
)
"""Words of a genre -> the kind of voice, the first that fits."""


class Origin(NamedTuple):
    """What is known of the origin of a document; `published` is not known where the keeper does not say."""

    id: str = ""
    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    voice: VoiceKind = VoiceKind.UNKNOWN
    published: When = When()
    sha256: str = ""
    remarks: tuple[str, ...] = ()


def beside(path: Path) -> Path | None:
    """The file that tells the origin of this one: `x.meta.json` or `x.pdf.meta.json` beside `x.pdf`."""
    for name in (f"{path.stem}.meta.json", f"{path.name}.meta.json"):
        if (meta := path.with_name(name)).is_file():
            return meta
    return None


def origin_of(meta: Path | Mapping[str, Any]) -> Origin:
    """The origin that a file or mapping tells. Raises InputError where the file cannot be read as an object of JSON."""
    held = _read(meta) if isinstance(meta, Path) else meta
    remarks: list[str] = []
    words = {name: " ".join(held[name].split())[:500] for name in held if isinstance(held[name], str)}
    published = _when(words.get("published", ""), remarks)
    language = (words.get("lang") or words.get("language") or "").lower()[:2]
    kind = words.get("kind_of_source", "").casefold()
    voice = VoiceKind(kind) if kind in list(VoiceKind) else voice_of(words.get("genre", "") or kind)
    return Origin(
        words.get("id", ""), words.get("title", ""), words.get("publisher") or words.get("origin", ""), words.get("url", ""),
        language, voice, published, words.get("sha256", "").lower(), tuple(remarks),
    )  # fmt: skip


def voice_of(genre: str) -> VoiceKind:
    """The kind of voice that a genre names.

    >>> voice_of("UN Panel of Experts (style)").value, voice_of("state-media statement").value
    ('un-panel', 'state-media')
    """
    return next((kind for kind, words in KINDS if re.search(words, genre.casefold())), VoiceKind.UNKNOWN)


def _read(path: Path) -> Mapping[str, Any]:
    hint = 'it is one JSON object, such as {"published": "2023-03-30"}'
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"larger than the {MOST_BYTES:,} bytes that such a file may have", hint=hint, file=path)
        held = json.loads(path.read_bytes())
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", hint="check who may read it", file=path) from error
    except (ValueError, RecursionError) as error:
        raise InputError("not JSON", hint=hint, file=path) from error
    if not isinstance(held, dict):
        raise InputError("not a JSON object", hint=hint, file=path)
    return held


def _when(text: str, remarks: list[str]) -> When:
    try:
        return When.parse(text)
    except ValueError:
        remarks.append(f"its day of publication cannot be read: {text[:40]!r}")
        return When(text=text[:40])
