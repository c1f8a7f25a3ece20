"""The remarks of an OFAC entry: one text of parts with `;` between them, in OFAC's fixed wording.

Source: OFAC, "SDN data format specification", remarks field; wording as observed in the list of July 2021.
"""

from __future__ import annotations

import re

from headstamp.core.party import NameKind
from headstamp.reference.watchlist.days import iso
from headstamp.reference.watchlist.draft import Draft

_AKA = re.compile(r"""([afn])\.k\.a\. (?:'(.+?)'|"(.+?)")(?=\s*(?:;|\.?\s*$))""")
_NATIONS = ("nationality ", "citizen ", "Vessel Flag ")
_PART = re.compile(r"\s*;\s*")
_ALT = re.compile(r"^(?:alt\. )+", re.I)
_NUMBER = re.compile(
    r"^(Vessel Registration Identification|MMSI|Aircraft Tail Number|Aircraft Manufacturer'?s? Serial Number(?: \(MSN\))?|"
    r"Passport|Diplomatic Passport|Stateless Person Passport|National ID No\.|Tax ID No\.|Cedula No\.|"
    r"Registration Number|Registration ID|"
    r"Identification Number|Company Number|Commercial Registry Number|Business Registration Number|"
    r"Business Registration Document #|Trade License No\.|C\.R\. No\.|Government Gazette Number|Folio Mercantil No\.|"
    r"Matricula Mercantil No|V\.A\.T\. Number|Legal Entity Number|D-U-N-S Number|SWIFT/BIC|Italian Fiscal Code|"
    r"R\.F\.C\.|C\.U\.R\.P\.|NIT #|RIF #|RUC #|D\.N\.I\.|SSN|Personal ID Card|Electoral Registry No\.|"
    r"Unified Social Credit Code \(USCC\)|Enterprise Number|Economic Register Number \(CBLS\)|Chamber of Commerce Number|"
    r"License|Phone Number|Telephone|Fax|Email Address|Website|"
    r"National Foreign ID Number|Turkish Identification Number|Birth Certificate Number|Driver'?s License No\.|Residency Number|"
    r"Tax ID|Central Registration Number|Public Registration Number|Vessel Call Sign|UK Company Number|File Number)"
    r":? (.+?)(?: \(([^()]+)\))?(?: (?:issued|expires|expiry|effective) .*)?\.?$"
)


def read_remarks(text: str, draft: Draft) -> None:
    """Put what the remarks say into `draft`: names in quotation marks are weak aliases (OFAC's own term), `f.k.a.` former
    ones; births, countries and numbers go to their fields. The whole text stays in the remarks.
    """
    draft.say(draft.remarks, text)
    for letter, single, double in _AKA.findall(text):
        draft.name(single or double, NameKind.FORMER if letter == "f" else NameKind.WEAK)
    for raw in _PART.split(_AKA.sub("", text)):
        part = _ALT.sub("", raw.strip())
        if part.startswith("DOB "):
            draft.say(draft.born, iso(part[4:].rstrip(".")))
        elif part.startswith("POB "):
            draft.say(draft.birth_places, part[4:].rstrip("."))
        elif start := next((word for word in _NATIONS if part.startswith(word)), ""):
            draft.country(part[len(start) :].rstrip("."))
        elif m := _NUMBER.match(part):
            draft.number(m[1], m[2], m[3])
