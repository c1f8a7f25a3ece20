"""Legal forms by rigour's table of organisation types (MIT), for the words that our own pack does not know."""

from __future__ import annotations

from importlib.metadata import version as _installed

from rigour.names import extract_org_types

_GENERIC = {"llc": "company-limited", "jsc": "joint-stock", "lp": "partnership", "llp": "partnership", "sp": "sole-trader"}

_SHORTEST = (
    4  # of a Latin form by rigour: its two and three letters (yu, in, ong) are syllables of names too; ours come from the pack
)


def version() -> str:
    """The release of rigour whose table is used; part of the lexicon's hash."""
    return _installed("rigour")


def legal(token: str) -> tuple[str, str]:
    """(concept, "legal") where the whole token is a legal form, else two empty texts.

    >>> legal("sarl"), legal("versor")
    (('company-limited', 'legal'), ('', ''))
    """
    if len(token) > 60 or (token.isascii() and len(token) < _SHORTEST):
        return "", ""
    found = extract_org_types(token, generic=True)
    if len(found) != 1 or found[0][0] != token:
        return "", ""
    return _GENERIC.get(found[0][1], f"legal-{found[0][1].strip('.')}"), "legal"
