"""The lexicon of party names: what each word of a name is, and how else it is written. Words: the pack `party-names`."""

from headstamp.reference.lexicon.lexicon import Lexicon
from headstamp.reference.lexicon.model import FORMS_MAX, ROLES, Part

__all__ = ["FORMS_MAX", "ROLES", "Lexicon", "Part"]
