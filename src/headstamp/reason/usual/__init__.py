"""What is usual: goods on a flow, values and weights of a heading, parties seen before; learnt from a user's own history."""

from headstamp.reason.usual.history import Usual, learn
from headstamp.reason.usual.lookup import ADDED, UsualLookup, add

__all__ = ["ADDED", "Usual", "UsualLookup", "add", "learn"]
