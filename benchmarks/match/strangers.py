"""Names that are on no list: real parties held out, other people's names put together, made-up companies, invented people."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable

from listed import Entity, key, script

LATIN = ["en_US", "en_GB", "en_IN", "de_DE", "fr_FR", "es_MX", "es_ES", "it_IT", "pt_BR", "pl_PL", "tr_TR", "nl_NL", "ro_RO",
         "cs_CZ", "hr_HR", "id_ID", "vi_VN", "fi_FI", "sv_SE", "en_PK", "es_CO", "hu_HU"]  # fmt: skip
NATIVE = {"ar": ["ar_SA", "ar_EG", "fa_IR"], "ru": ["ru_RU", "uk_UA", "bg_BG"], "ko": ["ko_KR"], "zh": ["zh_CN", "zh_TW"],
          "el": ["el_GR"]}  # fmt: skip
PLACES = ["Asia", "Gulf", "Pacific", "Global", "Golden", "United", "Eastern", "Northern", "Royal", "National", "Star",
          "Orient", "Delta", "Arab", "Baltic", "Caspian", "Black", "Sea", "Euro", "Trans", "Universal", "Modern"]  # fmt: skip
TRADES = ["Trading", "Marine", "Shipping", "Logistics", "Electronics", "Technology", "Engineering", "Petroleum", "Energy",
          "Import", "Export", "Machinery", "Industries", "Metals", "Aviation", "Chemicals"]  # fmt: skip
ENDS = ["LLC", "Ltd", "Co. Ltd", "FZE", "JSC", "OOO", "Limited", "Corporation", "Company", "S.A.", "GmbH", "Group",
        "Pvt Ltd", "Inc."]  # fmt: skip
KINDS = ["General Trading", "Marine Services", "Shipping Agency", "Import and Export", "Oil and Gas Services",
         "Industrial Supplies", "Freight Forwarding"]  # fmt: skip


def made_companies(count: int, chance: random.Random) -> list[str]:
    """Companies of common trade words only, such as `Golden Gulf General Trading LLC`."""
    out = []
    for _ in range(count):
        words = chance.sample(PLACES, chance.choice([1, 1, 2]))
        words.append(chance.choice(KINDS) if chance.random() < 0.4 else " ".join(chance.sample(TRADES, chance.choice([1, 1, 2]))))
        out.append(" ".join([*words, chance.choice(ENDS)]))
    return out


def recombined(persons: Iterable[Entity], count: int, chance: random.Random) -> list[str]:
    """Given name of one listed person with the family name of another of the same country."""
    by_country: dict[str, list[list[str]]] = defaultdict(list)
    for person in persons:
        words = person.names[0].split()
        if 2 <= len(words) <= 4:
            by_country[person.country].append(words)
    countries = [c for c in sorted(by_country) if len(by_country[c]) >= 20]
    weights = [len(by_country[c]) ** 0.5 for c in countries]
    out = []
    for country in chance.choices(countries, weights, k=count):
        one, other = chance.sample(by_country[country], 2)
        out.append(" ".join([*one[:-1], other[-1]]))
    return out


def invented(count: int, seed: int) -> dict[str, list[str]]:
    """Set name -> names of invented people and companies, Latin of many countries and five native scripts."""
    import faker  # here, so that the rest of the module can be used and tested without it

    out: dict[str, list[str]] = {"neg_invented": [], "neg_invented_firm": []}
    for number, locale in enumerate(LATIN):
        maker = faker.Faker(locale)
        maker.seed_instance(seed + number)
        share = count // len(LATIN) + 1
        out["neg_invented"] += [f"{maker.first_name()} {maker.last_name()}" for _ in range(share)]
        out["neg_invented_firm"] += [maker.company() for _ in range(share)]
    for code, locales in NATIVE.items():
        names = []
        for number, locale in enumerate(locales):
            maker = faker.Faker(locale)
            maker.seed_instance(seed + 100 + number)
            made = [maker.name() for _ in range(count // 3 // len(locales))]
            names += [n for n in made if script(n) == code and "(" not in n]
        out[f"neg_native_{code}"] = names
    return out


def adjacent(names: list[str], listed: set[str], common: set[str], seed: int) -> dict[str, list[str]]:
    """The three negative classes of sanctions-screening-benchmark: set name -> names.

    Two of them replace a word, one puts two words together. Where one of these is in `common` (a legal form, COMPANY, BANK) the
    rest still names the listed party, and to call it a stranger would be wrong: those are left out.
    """
    from ssb import negatives as ssb_negatives  # here for the same reason

    out: dict[str, list[str]] = defaultdict(list)
    for made in ssb_negatives.generate(names, seed, listed_index=listed):
        words, before = set(key(made.text).split()), set(key(made.derived_from[0]).split())
        telling = words if made.negative_class == ssb_negatives.CROSS_PAIR else before - words
        if telling and not telling & common:
            out[f"neg_ssb_{made.negative_class}"].append(made.text)
    return dict(out)
