"""The words of forms: kinds, legibility, states, blank and unread. Data; the readers are in `values`."""

from __future__ import annotations

from headstamp.core.record import ItemKind, MarkRole, MarkState

KINDS: dict[ItemKind, tuple[str, ...]] = {
    ItemKind.WEAPON: ("weapon", "firearm", "rifle", "assault rifle", "carbine", "pistol", "revolver", "handgun",
                      "gun", "machine gun", "machinegun", "submachine gun", "lmg", "gpmg", "hmg", "smg", "launcher",
                      "rocket launcher", "grenade launcher", "missile launcher", "recoilless rifle", "mortar",
                      "mortar tube", "small arm", "light weapon", "shotgun", "cannon", "howitzer",
                      "manpads launcher", "launch tube", "launching tube", "weapon part", "receiver", "barrel",
                      "rpg launcher", "atgm launcher", "small arms"),
    ItemKind.CARTRIDGE: ("cartridge", "round", "ammunition", "ammo", "bullet", "live round", "small arms ammunition",
                         "small-arms ammunition", "saa", "small calibre ammunition", "small caliber ammunition"),
    ItemKind.CASE: ("case", "cartridge case", "casing", "cartridge casing", "shell casing", "spent case",
                    "fired case", "spent cartridge", "fired cartridge", "fired cartridge case", "spent casing",
                    "empty case", "brass", "spent cartridge case", "shell case"),
    ItemKind.ROCKET: ("rocket", "artillery rocket", "rpg", "rpg round", "rpg rocket", "rpg warhead", "warhead",
                      "rocket propelled grenade", "rocket-propelled grenade", "rocket round", "grad rocket",
                      "rocket motor", "rocket projectile", "rocket body", "rocket warhead", "rocket artillery",
                      "mlrs rocket", "rocket ammunition"),
    ItemKind.MORTAR_BOMB: ("mortar bomb", "mortar shell", "mortar round", "mortar ammunition", "mortar projectile",
                           "mortar grenade", "mortar munition", "mine (mortar)", "mortarbomb"),
    ItemKind.SHELL: ("shell", "artillery shell", "artillery projectile", "projectile", "artillery round",
                     "tank round", "artillery ammunition", "howitzer shell", "artillery munition",
                     "recoilless round"),
    ItemKind.GRENADE: ("grenade", "hand grenade", "rifle grenade", "fragmentation grenade", "smoke grenade",
                       "40 mm grenade", "handgrenade"),
    ItemKind.FUZE: ("fuze", "fuse", "detonator", "igniter", "point detonating fuze", "fuzes"),
    ItemKind.MISSILE_PART: ("missile part", "missile component", "missile", "missile body", "missile debris",
                            "missile motor", "missile engine", "guided missile", "ballistic missile",
                            "missile wreckage", "manpads", "manpads missile", "missile warhead", "atgm",
                            "missile electronics", "missile fuze"),
    ItemKind.MINE: ("mine", "landmine", "land mine", "anti personnel mine", "anti-personnel mine", "anti tank mine",
                    "anti-tank mine", "anti vehicle mine", "naval mine", "sea mine"),
    ItemKind.SUBMUNITION: ("submunition", "bomblet", "cluster submunition", "sub munition", "cluster bomblet"),
    ItemKind.PACKAGING: ("packaging", "crate", "box", "tin", "packet", "ammunition box", "ammunition crate",
                         "ammo box", "ammo crate", "carton", "can", "ammo can", "wooden box", "wooden crate",
                         "label", "sack", "drum", "container", "packing", "packing case", "wooden case",
                         "transport case", "shipping container", "spam can", "ammunition tin", "packing list",
                         "pallet", "wrapper", "tube (packing)"),
    ItemKind.OTHER: ("other", "unknown", "unidentified", "component", "part", "misc", "magazine"),
}  # fmt: skip

NOT_GIVEN = frozenset({"", "-", "--", "n/a", "na", "n.a.", "null", "~", "nil", "not recorded", "not given",
                       "not stated", "not applicable", "not known", "unknown", "tbd", "nan", "none given",
                       "not noted"})  # fmt: skip
"""Cells that say nothing was recorded. In a mark column they give no mark at all."""

BLANK = frozenset({"blank", "none", "no headstamp", "unmarked", "no marks", "no mark", "no markings", "no marking",
                   "plain", "blank head", "blank headstamp", "no head stamp", "not marked", "without headstamp",
                   "(blank)", "[blank]"})  # fmt: skip
"""What a headstamp cell says of a head that was looked at and bears nothing: a mark with empty text."""

UNREAD = frozenset({"illegible", "unreadable", "not legible", "worn", "worn off", "corroded", "beyond reading",
                    "unclear", "cannot be read", "not readable", "eroded", "rusted", "too worn",
                    "worn beyond reading"})  # fmt: skip
"""A mark is there and nothing of it can be read: text `…`, legibility 0."""

STATE_STEMS: tuple[tuple[MarkState, tuple[str, ...]], ...] = (
    (MarkState.OVERSTAMPED, ("overstamp", "over-stamp", "over stamp", "restamp", "re-stamp", "struck over",
                             "double struck")),
    (MarkState.REMOVED, ("remov", "ground", "grind", "filed", "defac", "obliterat", "erased", "scratched out",
                         "drilled", "peened", "sanded", "milled off", "polished off")),
    (MarkState.REPAINTED, ("repaint", "painted over", "overpaint", "paint over")),
    (MarkState.IMPORT, ("import",)),
    (MarkState.SUSPECTED_FALSE, ("suspected false", "false", "fake", "forg", "counterfeit", "spurious", "suspect")),
    (MarkState.AS_MADE, ("as made", "original", "intact", "unaltered", "factory", "normal", "good", "unmodified",
                         "as-made", "as_made")),
)  # fmt: skip
"""First stem found in the cell wins."""

LEGIBILITY: dict[str, float] = {
    "clear": 1.0, "full": 1.0, "legible": 1.0, "good": 1.0, "complete": 1.0, "yes": 1.0, "high": 0.9, "fair": 0.7,
    "medium": 0.6, "moderate": 0.6, "worn": 0.6, "partly": 0.5, "partial": 0.5, "partially legible": 0.5,
    "partly legible": 0.5, "faint": 0.4, "poor": 0.4, "low": 0.3, "bad": 0.3, "very poor": 0.2, "very worn": 0.2,
    "barely": 0.2, "illegible": 0.0, "unreadable": 0.0, "none": 0.0, "no": 0.0, "beyond reading": 0.0,
    "worn beyond reading": 0.0, "not legible": 0.0,
}  # fmt: skip

YES = frozenset({"yes", "y", "true", "1", "sealed", "closed", "x", "unopened", "ja", "oui", "да", "так", "예"})
NO = frozenset({"no", "n", "false", "0", "opened", "open", "unsealed", "broken", "nein", "non", "нет", "ні", "아니오"})

ROLE_OF_FIELD: dict[str, MarkRole] = {
    "headstamp": MarkRole.HEADSTAMP, "mark": MarkRole.MARK, "serial": MarkRole.SERIAL, "lot": MarkRole.LOT,
    "selector": MarkRole.SELECTOR, "packaging_text": MarkRole.PACKAGING, "date_mark": MarkRole.DATE,
    "import_mark": MarkRole.IMPORT,
}  # fmt: skip

SENSITIVE = ("how", "recovered", "documented", "place", "coordinates", "holder", "recorder", "photos", "note", "marks",
             "calibre", "model", "features", "colours", "quantity", *(role.value for role in MarkRole))  # fmt: skip
"""Fields that a redaction profile knows by name."""
