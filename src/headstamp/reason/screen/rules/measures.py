"""Mass, value and packages against what was weighed and what is usual."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from headstamp.reason.screen.given import Given
from headstamp.reason.screen.rule import rule
from headstamp.reason.screen.say import Line, amount, mass, named, one_in

TARE_MOST = 5_000.0  # kg of an empty container: a 45 ft or refrigerated one
FULL = 5_000.0  # kg declared in a container that is not shared, as a rule
HEAVIEST = 36_000.0  # kg of a loaded container: more than any standard size may weigh (ISO 668)


def _says_vgm(c: Line) -> str:
    boxes = f" in {c['all_containers']} containers" if c["all_containers"] > 1 else ""
    return f"{mass(c['all_vgm'])} verified against {mass(c['all_gross'])} declared{boxes} (an empty container weighs 2 to 5 t)"


@rule(group="measures", level="consignment", says=_says_vgm)
def vgm_against_declared(given: Given) -> pl.Expr:
    """The verified gross mass of the containers (SOLAS VI/2) and the declared gross mass do not fit: less was weighed than
    declared, by more than the threshold (a share of the declared mass); or more, after up to 5 t for each empty container,
    where the declared load fills the container (5 t or more in each), since a container that is shared weighs more for that
    reason alone; or more than any container may weigh (36 t). Indicator DEC-WEIGHT-DENSITY. Source: adv-cw."""
    share = given.threshold("vgm_against_declared", 0.1)
    boxes, gross, weighed = pl.col("all_containers").cast(pl.Float64), pl.col("all_gross"), pl.col("all_vgm")
    heavy = (weighed > gross * (1 + share) + TARE_MOST * boxes) & (gross >= FULL * boxes)
    asked = (weighed > 0) & (gross > 0) & (boxes > 0)
    return pl.when(asked).then(heavy | (weighed < gross * (1 - share)) | (weighed > HEAVIEST * boxes))


def _far(line: Line, name: str, what: str, told: Callable[[float], str] = amount) -> str:
    side = "above" if (line[f"{name}_z"] or 0.0) > 0 else "below"
    usual = line.get(f"{name}_usual")
    beside = f" (usually {told(usual)})" if usual is not None else ""
    return (
        f"{what} is far {side} what is usual for {named(line, 'goods')}{beside}: robust z {line[f'{name}_z']:+.1f}, "
        f"so far out are {one_in(line[f'{name}_tail'])} lines of the history"
    )


def _says_value(line: Line) -> str:
    kg = line["net_kg"] or line["gross_kg"]
    unit = f" of {amount(line['value'] / kg)} {line['currency'] or ''} per kg".rstrip() if line["value"] and kg else ""
    return _far(line, "value", f"The value{unit}")


@rule(group="measures", kind="tail", says=_says_value)
def unit_value(_given: Given) -> pl.Expr:
    """Value per kg against the history of the heading and origin: a robust z on a log scale (median and MAD; Iglewicz and
    Hoaglin 1993), given as the share of the history that lies at least so far out. Silent under 30 observations. Indicator
    DEC-BULK-COVER. Sources: indep-ccg, ann-klos; the measure is our own."""
    return pl.col("value_tail")


def _says_package(line: Line) -> str:
    kg, packages = line["gross_kg"], line["packages"]
    each = f" of {mass(kg / packages)} a package" if kg and packages else " per package"
    return _far(line, "kgpkg", f"The mass{each}", mass)


@rule(group="measures", kind="tail", says=_says_package)
def kg_per_package(_given: Given) -> pl.Expr:
    """Mass per package against the history of the heading and kind of package, as `unit_value`. Indicators DEC-HS-MISMATCH,
    DEC-AUTO-COVER. Sources: adv-eports, mex-carparts; the measure is our own."""
    return pl.col("kgpkg_tail")


def _says_per_container(line: Line) -> str:
    own = line.get("kgcont_own")
    return _far(line, "kgcont", f"The mass of {mass(own)} a container" if own else "The mass per container", mass)


@rule(group="measures", kind="tail", says=_says_per_container)
def kg_per_container(_given: Given) -> pl.Expr:
    """Mass per container against the history of the heading, as `unit_value`. Indicator DEC-WEIGHT-DENSITY. Source: adv-cw; the
    measure is our own."""
    return pl.col("kgcont_tail")


def _says_container(line: Line) -> str:
    wrong, count = line["containers_wrong"], line["containers_count"]
    which = "The container number" if count == 1 else f"{wrong} of {count} container numbers"
    return f"{which} {'has' if wrong == 1 else 'have'} a wrong check digit"


@rule(group="measures", says=_says_container)
def container_number_wrong(_given: Given) -> pl.Expr:
    """A container number fails its check digit (ISO 6346). Mostly a slip of the pen; the box on the quay settles it. Source:
    adv-eports says that identities are falsified; for containers that is our own reading."""
    return pl.col("containers_wrong") > 0
