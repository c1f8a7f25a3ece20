"""Words that tell whether a phrase names a speaker, and by what: parts played, common openers, nouns that take up a body."""

from __future__ import annotations


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


OPENERS = _words("the a an this these those his her its their our one two three several some mr mrs ms")
COMMON = _words(
    "western eastern european african asian arab gulf nordic baltic balkan latin middle sahelian central allied regional",
    "port customs harbour harbor police army navy air force coast guard military government ministry defence defense state",
    "security intelligence foreign local prison airport court tribal rebel rebels opposition union senior former retired top",
    "federal residents villagers fishermen witnesses sources diplomats officials authorities prosecutors investigators experts",
    "media reports armed captured two three several other another unnamed unidentified shipping",
)
"""Words that open the name of a body or person with a capital and name nobody."""
ROLES = _words(
    "official officials officer officers authority authorities spokesman spokeswoman spokesperson spokespeople representative",
    "representatives minister deputy vice head chief director secretary president commander general colonel major captain",
    "administration department office agency service services bureau for of in at from and",
)
"""Words for the part a person or body plays: `port officials in Berbera` and `the port authority of Berbera` are one."""
BACK = _words(
    "group organisation organization institute agency centre center panel command bureau office watchdog monitor monitors",
    "researchers investigators report study authors newspaper paper daily broadcaster outlet website statement ministry",
    "department military committee commission court university company firm movement network",
)
"""Words that take up a body named before: `according to the group`."""
CALENDAR = _words(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept",
    "oct nov dec monday tuesday wednesday thursday friday saturday sunday",
)
TOLD = (
    r"\b(?:according to|citing|cited|quot(?:ed|ing)|said|says|saying|told|reported(?:ly)?|announced|stated)\b",
    r"\breports? (?:by|in|of|from|that)\b",
    r"\b(?:puts? the|estimate[sd] that|confirm(?:s|ed)|disclosed|revealed|noted|conclude[sd]|warned|believe[sd]?)\b",
    r"\b(?:accus\w+|alleg\w+|claim(?:s|ed)|per)\b",
    r"\((?:see )?[A-Z][^()]{2,60} (?:19|20)\d\d\)",
    r"по (?:данным|словам|сообщени|информации)|сообщи|заяви|утвержда|передал|со ссылкой",
    r"밝혔|전했|보도|주장|말했|따르면|[据說说称]|报道|表示",
)
"""Patterns of sentences that say that somebody said so."""
