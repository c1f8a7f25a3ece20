"""Memory: one SQLite file a case, an append-only ledger whose entries hold the hash of the one before, and a vault beside it."""

from headstamp.case.diff import Change, diff, moment
from headstamp.case.ledger import Entry, Trouble
from headstamp.case.merge import Merged, merge
from headstamp.case.personal import Destroyed, destroy_key, key_of
from headstamp.case.seal import Seal, seal
from headstamp.case.search import Answer, Hit, rebuild, search
from headstamp.case.store import Case, Draft, Stored
from headstamp.case.vault import Vault
from headstamp.case.verify import Verdict, verify

__all__ = [
    "Answer", "Case", "Change", "Destroyed", "Draft", "Entry", "Hit", "Merged", "Seal", "Stored", "Trouble", "Vault", "Verdict",
    "destroy_key", "diff", "key_of", "merge", "moment", "rebuild", "seal", "search", "verify",
]  # fmt: skip
