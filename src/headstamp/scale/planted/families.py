"""Families of cases: the network or region that sends and the region that receives. Whole families are tuned on or reported on.

The half is the parity of a hash of the family's name: nobody chose it, and a case added to a family goes where the family is.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

from headstamp.core.errors import InputError
from headstamp.scale.planted.casefile import Case
from headstamp.scale.planted.stated import places
from headstamp.scale.planted.world import world

TUNE, REPORT = "tune", "report"
_CONTINENT = {"MEA": "mideast", "NAF": "africa", "WAF": "africa", "EAF": "africa", "SAF": "africa", "EAS": "asia", "SEA": "asia",
              "SAS": "asia", "CAS": "asia", "NAM": "america", "CAM": "america", "SAM": "america", "OCE": "oceania"}  # fmt: skip


@dataclass(frozen=True)
class Family:
    """The family of a case and its half; `same_as` is the id of the case that tells the same event more fully."""

    name: str
    half: str
    same_as: str = ""


def family_of(case: Case) -> str:
    """Name of the family by rule: who sends (the DPRK, Iran, else the first country of origin) and the region that receives.

    Iran is one family whoever receives: its cases of the Levant and the Red Sea are one network of supply.
    """
    origins, goals = places(case.texts["origin"]), places(case.texts["destination"])
    if "IR" in origins[:1]:
        return "IR"
    linked = case.dprk_linked or "KP" in origins or "KP" in goals
    who = "KP" if linked else (origins or ("unknown",))[0]
    here = world()
    region = here.regions[here.region[here.country[goals[0]]]] if goals else ""
    return f"{who}-{_CONTINENT.get(region, 'europe' if region else 'unknown')}"


def half_of(family: str) -> str:
    """`tune` or `report`, by the parity of the last digit of the SHA-256 of the name."""
    return REPORT if int(hashlib.sha256(family.encode()).hexdigest()[-1], 16) % 2 else TUNE


def read_families(path: str | Path) -> dict[str, Family]:
    """The table `case_id,family,half,same_as`; raises InputError where it cannot be read or a half is neither tune nor report."""
    file = Path(path)
    try:
        rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
        found = {row["case_id"]: Family(row["family"], row["half"], row.get("same_as") or "") for row in rows}
    except (OSError, UnicodeDecodeError, KeyError) as error:
        raise InputError(
            f"no table of families: {error}", file=file.name, hint="Its columns are case_id,family,half,same_as."
        ) from None
    for number, row in enumerate(rows, 2):
        if row["half"] not in (TUNE, REPORT):
            raise InputError(f"half {row['half']!r}", file=file.name, row=number, column="half", hint="tune or report.")
    return found


def families(cases: tuple[Case, ...], table: dict[str, Family] | None = None) -> dict[str, Family]:
    """The family of every case: from the table where it has the case, else by rule."""
    out = {}
    for case in cases:
        name = family_of(case)
        out[case.case_id] = (table or {}).get(case.case_id) or Family(name, half_of(name))
    return out
