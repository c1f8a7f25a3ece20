"""A case as a profile may see it: one object for a screen, or the whole as a new case that holds nothing else.

    shown(case, stored, profile)            the body of an object; `{"withheld": ...}` where it is closed as a whole
    may_see(case, stored, profile)          False for such an object: leave it out of a list
    may_see_who(profile)                    True where names of those who worked on the case may be shown
    shown_id(case, name, profile)           what an id is called in the output; other than `name` where it holds a closed value
    own_id(case, name, profile)             the id in the case of what such an output calls `name`
    shown_text(case, text, profile)         any other free text: a title, a note
    entry_shown(case, entry, profile)       an entry of the ledger: who as `worker 2`, the note scrubbed
    search_shown(case, query, profile)      as `search`, without objects that are found by a closed value alone
    snippet_safe(case, hit, profile, query) the text around, as the profile may see it; empty: leave the hit out
    redact_case(case, to, profile, whom=)   a new case that holds nothing else; `redact_document`: one document of it
What is closed, and what stands for it, is in docs/redaction.md and `rules`.
"""

from __future__ import annotations

from headstamp.case.redacted.copying import Redacted, redact_case, redact_document
from headstamp.case.redacted.look import (
    entry_shown,
    may_see,
    may_see_who,
    own_id,
    search_shown,
    shown,
    shown_id,
    shown_text,
    snippet_safe,
)

__all__ = [
    "Redacted", "entry_shown", "may_see", "may_see_who", "own_id", "redact_case", "redact_document", "search_shown", "shown",
    "shown_id", "shown_text", "snippet_safe",
]  # fmt: skip
