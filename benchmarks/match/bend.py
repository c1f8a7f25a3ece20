"""Ways in which papers bend a name. Each takes a name and a source of chance and gives the bent name, or an empty string."""

from __future__ import annotations

import random
import re

Chance = random.Random
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def pairs(text: str) -> dict[str, str]:
    """`a=b, c=d` as a table in this order; the value may be empty."""
    return dict(pair.strip().split("=") for pair in text.split(","))


SHORT = pairs("""
trading=trdg, company=co, communications=comm, communication=comm, international=intl, limited=ltd, corporation=corp,
group=grp, technology=tech, technologies=tech, development=dev, engineering=eng, electronics=elec, shipping=shpg,
industries=inds, industry=ind, industrial=indl, general=gen, management=mgmt, services=svcs, service=svc, manufacturing=mfg,
enterprises=ents, enterprise=ent, department=dept, national=natl, transport=trans, transportation=transp, import=imp,
export=exp, investment=inv, equipment=equip, aviation=avn, machinery=mach, chemical=chem, association=assn, institute=inst,
laboratory=lab, research=res, center=ctr, brothers=bros, exchange=exch, holding=hldg, holdings=hldgs, petroleum=petr,
construction=constr, and=&, university=univ, organization=org, foundation=fdn, maritime=mar""")
OTHER_FORMS = pairs("""
llc=ooo|ltd|limited liability company, ooo=llc|ltd|obshchestvo s ogranichennoi otvetstvennostyu, ltd=llc|limited|ooo,
limited=ltd|llc, jsc=ao|joint stock company, ao=jsc|joint stock company, pao=pjsc|public joint stock company, pjsc=pao,
oao=ojsc|jsc, ojsc=oao, zao=cjsc|jsc, cjsc=zao, gmbh=llc|ltd, inc=corp|ltd, corp=corporation|inc, corporation=corp|ltd,
sarl=llc|ltd, fze=llc|fzc, s.a.=ltd|sa de cv, co=company, company=co|co ltd, limited liability company=llc|ooo,
joint stock company=jsc|ao, public joint stock company=pao|pjsc""")
FORMS = {form: others.split("|") for form, others in OTHER_FORMS.items()}
EXTRA = ["branch", "holding", "office", "group", "head office", "export", "moscow", "dubai", "hong kong", "international",
         "general manager", "logistics"]  # fmt: skip
PERSON_EXTRA = ["mr", "general", "director", "passport", "eng.", "dr", "ali", "captain", "junior", "hajji"]
UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = dict(zip(["first", "second", "third", "fourth", "fifth", "seventh", "eighth", "tenth"],
                    ["1st", "2nd", "3rd", "4th", "5th", "7th", "8th", "10th"], strict=True))  # fmt: skip
LEGAL = set(FORMS) | {"s.a", "sa", "co", "the", "of", "and", "for", "de", "la", "al", "bank", "fzco", "pvt", "pte", "plc", "ag"}


def typo(name: str, chance: Chance, edits: int = 1) -> str:
    """So many of: two letters swapped, one left out, one put in, one replaced; never the first sign of the name."""
    text = name
    for _ in range(edits):
        spots = [i for i in range(1, len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
        if len(spots) < 4:
            return ""
        at, letter = chance.choice(spots), chance.choice(LETTERS)
        letter = letter.upper() if text[at].isupper() else letter
        kind = chance.choice(("swap", "delete", "insert", "replace"))
        this, following = text[at], text[at + 1]
        bent = {"swap": following + this, "delete": following, "insert": this + letter + following, "replace": letter + following}
        text = text[:at] + bent[kind] + text[at + 2 :]
    return text


def typo2(name: str, chance: Chance) -> str:
    """Two edits, in names of ten letters or more."""
    return typo(name, chance, 2) if len(name) >= 10 else ""


def order(name: str, chance: Chance) -> str:
    """The words in another order."""
    words = name.split()
    mixed = words[:]
    for _ in range(4):
        chance.shuffle(mixed)
        if mixed != words:
            return " ".join(mixed)
    return ""


def abbreviated(name: str, chance: Chance) -> str:
    """Trade words as customs forms shorten them: TRADING as TRDG."""
    words = [SHORT.get(w.casefold().strip(",."), "") for w in name.split()]
    spots = [i for i, w in enumerate(words) if w]
    chosen = set(chance.sample(spots, min(len(spots), 3)))
    out = [words[i].upper() if i in chosen else w for i, w in enumerate(name.split())]
    return " ".join(out) if chosen else ""


def form_swapped(name: str, chance: Chance) -> str:
    """A legal form as another country would write it, sometimes at the other end, sometimes left out."""
    for form in sorted(FORMS, key=len, reverse=True):
        found = re.search(rf"(^|[\s,]){re.escape(form)}\.?($|[\s,])", name, re.IGNORECASE)
        if found:
            rest = re.sub(r"\s+", " ", name[: found.start()] + " " + name[found.end() :]).strip(" ,")
            new = chance.choice([*FORMS[form], ""]).upper()
            return f"{rest} {new}".strip() if chance.random() < 0.6 else f"{new} {rest}".strip()
    return ""


def lengthened(name: str, chance: Chance, words: list[str]) -> str:
    """One word more, before, inside or after."""
    parts = name.split()
    parts.insert(chance.choice([0, len(parts), len(parts), len(parts) // 2]), chance.choice(words).upper())
    return " ".join(parts)


def truncated(name: str, _: Chance) -> str:
    """Cut at 35 signs, as in a field of a payment message."""
    return name[:35].strip() if len(name) > 37 else ""


def joined(name: str, chance: Chance) -> str:
    """Two neighbouring words written as one."""
    words = name.split()
    if len(words) < 2:
        return ""
    at = chance.randrange(len(words) - 1)
    return " ".join([*words[:at], words[at] + words[at + 1], *words[at + 2 :]])


def split(name: str, chance: Chance) -> str:
    """One long word written as two."""
    words = name.split()
    spots = [i for i, w in enumerate(words) if len(w) >= 7 and w.isalpha()]
    if not spots:
        return ""
    at = chance.choice(spots)
    cut = chance.randrange(3, len(words[at]) - 2)
    return " ".join([*words[:at], words[at][:cut], words[at][cut:], *words[at + 1 :]])


def initials(name: str, chance: Chance) -> str:
    """Given names of a person as initials: `A. V. PETROV`, `PETROV A.V.`."""
    words = name.split()
    if len(words) < 2 or len(words[-1]) < 3 or any(len(w) < 3 for w in words):
        return ""
    letters = [f"{w[0]}." for w in words[:-1]]
    return chance.choice([" ".join([*letters, words[-1]]), f"{words[-1]} {''.join(letters)}"])


def acronym(name: str, _: Chance) -> str:
    """First letters of three words or more, legal forms left out, where four letters or more remain."""
    words = [w.strip(",.'\"()") for w in name.split()]
    words = [w for w in words if w and w.casefold() not in LEGAL and w[0].isalpha()]
    letters = "".join(w[0] for w in words).upper()
    return letters if len(words) >= 3 and 4 <= len(letters) <= 7 else ""


def _in_words(number: int) -> str:
    if number < 13:
        return UNITS[number]
    if number < 20:
        return f"{ {3: 'thir', 5: 'fif', 8: 'eigh'}.get(number - 10, UNITS[number - 10]) }teen".strip()
    return (TENS[number // 10] + (f" {UNITS[number % 10]}" if number % 10 else "")) if number < 100 else ""


def numerals(name: str, _: Chance) -> str:
    """`BUREAU 39` as `BUREAU THIRTY NINE`, `SECOND` as `2ND`, `TWO` as `2`."""
    out, changed = [], False
    for word in name.split():
        low, new = word.casefold().strip(",.()"), ""
        if low.isdigit() and len(low) <= 2:
            new = _in_words(int(low)).upper()
        elif ordinal := re.fullmatch(r"(\d{1,2})(st|nd|rd|th)", low):
            new = next((w.upper() for w, o in ORDINALS.items() if o == ordinal[0]), "")
        else:
            new = ORDINALS.get(low, str(UNITS.index(low)) if low in UNITS[1:] else "").upper()
        changed |= bool(new)
        out.append(new or word)
    return " ".join(out) if changed else ""


def cased(name: str, chance: Chance) -> str:
    """Capitals, small letters or first letters capital, as papers differ."""
    return chance.choice([name.upper(), name.title(), name, name, name.lower()])
