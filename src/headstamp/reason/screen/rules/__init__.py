"""The rules of the screen, by what they look at. Importing this package registers all of them in `SCREEN_RULES`."""

from headstamp.reason.screen.rule import SCREEN_RULES
from headstamp.reason.screen.rules import documents, flow, goods, legal, measures, parties, regime, vessel

__all__ = ["SCREEN_RULES", "documents", "flow", "goods", "legal", "measures", "parties", "regime", "vessel"]
