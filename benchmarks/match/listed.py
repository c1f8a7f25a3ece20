"""Entities read from the public list files: one id each, every name, native writings, day of birth, country.

These readers are the benchmark's own and share no code with the tool that is measured.

A party that the UN and OFAC both list is joined to one id, or a right answer would be counted wrong half of the time: same
kind, and a shared name (any order of words), or names 85 % alike, or the same day of birth and names 70 % alike.
"""

from __future__ import annotations

import calendar
import csv
import gzip
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from defusedxml import ElementTree
from rapidfuzz import fuzz, process

OFAC_KIND = {"individual": "Person", "vessel": "Vessel", "aircraft": "Airplane"}
MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
SCRIPTS = (("ru", 0x400, 0x530), ("ar", 0x600, 0x780), ("ar", 0xFB50, 0xFF00), ("zh", 0x4E00, 0xA000), ("ko", 0xAC00, 0xD7B0),
           ("el", 0x370, 0x400))  # fmt: skip


@dataclass
class Entity:
    """One listed party. `names` are Latin, as a person would write them (given name first); `written` as the list has them."""

    id: str
    schema: str
    names: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    weak: set[str] = field(default_factory=set)
    natives: list[str] = field(default_factory=list)
    born: set[str] = field(default_factory=set)
    country: str = ""

    def add(self, written: str, *, weak: bool = False) -> None:
        """Take one name; native-script names go to `natives`, a name met before is not taken twice."""
        written = re.sub(r"\s+", " ", written).strip()
        if not written or written in self.written:
            return
        if script(written) != "la":
            if written not in self.natives:
                self.natives.append(written)
            return
        name = natural(written) if self.schema in ("Person", "LegalEntity") else written
        if key(name) and name not in self.names:
            self.names.append(name)
            self.written.append(written)
            if weak:
                self.weak.add(name)


def script(text: str) -> str:
    """`la`, `ru`, `ar`, `zh`, `ko` or `el`: the script of the first sign that is not Latin."""
    for sign in text:
        for code, low, high in SCRIPTS:
            if low <= ord(sign) < high:
                return code
    return "la"


def natural(name: str) -> str:
    """`MKRTYCHEV, Ashot` as `Ashot MKRTYCHEV`."""
    last, comma, first = name.partition(", ")
    return f"{first} {last}" if comma and "," not in first else name


def key(name: str) -> str:
    """Letters and figures without marks and case, words sorted: two names with one key are the same writing."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(sorted(re.findall(r"\w+", re.sub(r"['’‘`ʻʼ]", "", plain))))


def _rows(path: Path, *, tab: bool = False) -> Iterator[list[str]]:
    with gzip.open(path, "rt", encoding="utf-8", errors="replace", newline="") as text:
        yield from csv.reader(text, delimiter="\t" if tab else ",")


def _ofac(folder: Path) -> dict[str, Entity]:
    kinds, born = {}, defaultdict(set)
    for row in _rows(folder / "ofac_sdn_2021-07.csv.gz"):
        if len(row) > 11:
            kinds[row[0]] = OFAC_KIND.get(row[2].strip(), "Organization")
            for day, month, year in re.findall(r"DOB (\d\d) (\w{3}) (\d{4})", row[11]):
                born[row[0]].add(f"{year}-{MONTHS[month]:02}-{day}")
    for row in _rows(folder / "ofac_cons_prim_2019.csv.gz"):
        if len(row) > 11:
            kinds[row[0]] = OFAC_KIND.get(row[2].strip(), "Organization")
    found: dict[str, Entity] = {}
    typed: dict[str, str] = dict(kinds)
    rows = list(_rows(folder / "ofac_sdn_names_2025-10.csv.gz"))[1:]
    for _, source, uid, kind, _ in rows:
        if kind and source.startswith("SDN"):  # kinds of the consolidated list are wrong in this copy
            typed.setdefault(uid, OFAC_KIND[kind])
    for name, _, uid, _, country in rows:
        entity = found.setdefault(uid, Entity(f"ofac-{uid}", typed.get(uid, "Organization"), born=born[uid], country=country))
        entity.add(name)
    for row in _rows(folder / "ofac_alt_2025-12.csv.gz"):
        if len(row) > 3 and row[0] in found:
            found[row[0]].add(row[3])
    for row in _rows(folder / "ofac_cons_prim_2019.csv.gz"):
        if len(row) > 11 and row[0] not in found:
            found[row[0]] = Entity(f"ofac-{row[0]}", OFAC_KIND.get(row[2].strip(), "Organization"))
            found[row[0]].add(row[1])
    return {e.id: e for e in found.values()}


def _un(folder: Path) -> dict[str, Entity]:
    with gzip.open(folder / "un_consolidated_2026-02-27.xml.gz") as data:
        root = ElementTree.fromstring(data.read())
    found = {}
    for node in root.iter():
        if node.tag not in ("INDIVIDUAL", "ENTITY"):
            continue
        entity = Entity(f"un-{node.findtext('REFERENCE_NUMBER')}", "Person" if node.tag == "INDIVIDUAL" else "Organization")
        parts = [node.findtext(f"{n}_NAME") or "" for n in ("FIRST", "SECOND", "THIRD", "FOURTH")]
        entity.add(" ".join(p.strip() for p in parts if p.strip()))
        for alias in node.iter(f"{node.tag}_ALIAS"):
            entity.add(alias.findtext("ALIAS_NAME") or "", weak=alias.findtext("QUALITY") == "Low")
        for native in re.split(r"[;\n]", node.findtext("NAME_ORIGINAL_SCRIPT") or ""):
            entity.add(native)
        entity.born = {(d.findtext("DATE") or "")[:10] for d in node.iter("INDIVIDUAL_DATE_OF_BIRTH")} - {""}
        if entity.names:
            found[entity.id] = entity
    return found


def _bis(folder: Path) -> dict[str, Entity]:
    """Denied persons; rows whose names are 85 % alike are spellings of one party."""
    found: dict[str, Entity] = {}
    owners: dict[str, str] = {}
    for number, row in enumerate(list(_rows(folder / "bis_dpl_2021-07.txt.gz", tab=True))[1:]):
        if not row or not key(row[0]):
            continue
        same = process.extractOne(key(row[0]), owners.keys(), scorer=fuzz.ratio, score_cutoff=85)
        entity_id = owners[same[0]] if same else f"bis-{number}"
        owners[key(row[0])] = entity_id
        found.setdefault(entity_id, Entity(entity_id, "LegalEntity")).add(row[0])
    return {i: e for i, e in found.items() if e.names}


def _natives_of_cases(path: Path, entities: dict[str, Entity]) -> None:
    """Native writings that the table of cases gives, put to the listed entity that has the Latin name."""
    owners = owners_of(entities.values())
    with path.open(encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            names = [n.strip() for n in re.split(r"[;()]", f"{row['name']};{row['aliases']}") if n.strip()]
            natives = [re.sub(r"[A-Za-z]+", "", n).strip() for n in names if script(n) != "la"]
            ids = {i for n in names for i in owners.get(key(re.sub(r"[^\x00-\u036f]", "", n)), ())}
            if natives and len(ids) == 1:
                entity = entities[ids.pop()]
                entity.natives += [n for n in natives if n not in entity.natives]


def _join(ofac: dict[str, Entity], un: dict[str, Entity]) -> dict[str, Entity]:
    """UN entries put into the OFAC entry of the same party; the others stay."""
    kept = dict(ofac)
    for schema in ("Person", "Organization"):
        pairs = [(key(n), e.id) for e in ofac.values() if e.schema == schema for n in e.names if len(n) > 7]
        texts = [text for text, _ in pairs]
        for entity in [e for e in un.values() if e.schema == schema]:
            target, best = "", 0.0
            for name in entity.names:
                for _, alike, index in process.extract(key(name), texts, scorer=fuzz.ratio, score_cutoff=70, limit=8):
                    same_day = bool(entity.born & ofac[pairs[index][1]].born)
                    if ((alike >= 85 and len(name) > 7) or same_day) and alike + 20 * same_day > best:
                        target, best = pairs[index][1], alike + 20 * same_day
            if not target:
                kept[entity.id] = entity
                continue
            for written, name in zip(entity.written, entity.names, strict=True):
                kept[target].add(written, weak=name in entity.weak)
            kept[target].natives += entity.natives
    return kept


def owners_of(entities: Iterable[Entity]) -> dict[str, set[str]]:
    """Key of a name -> ids of the entities that have it."""
    owners: dict[str, set[str]] = defaultdict(set)
    for entity in entities:
        for name in entity.names:
            owners[key(name)].add(entity.id)
    return owners


def read(folder: Path, cases: Path | None) -> dict[str, Entity]:
    """All entities of the files in `folder`, by id, in a fixed order. `cases` is the table of cases (may be missing)."""
    entities = _join(_ofac(folder), _un(folder)) | _bis(folder)
    if cases and cases.exists():
        _natives_of_cases(cases, entities)
    return {i: entities[i] for i in sorted(entities)}
