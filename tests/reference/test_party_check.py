"""`packs check` on packs of parties: a reference that leads nowhere is named, with its table and row."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.reference.check import check_pack

TAIL = "standing,certainty,source_ids,note"
GOOD = {
    "sources.csv": "id,title\np1,A page\n",
    "authorities.csv": f"authority,title,jurisdiction,effect,person_effect,{TAIL}\n"
    "UN,UN list,UN,Assets are frozen.,,sourced,1,p1,\n",
    "parties.csv": f"party,kind,countries,born,birth_places,identifiers,addresses,why,{TAIL}\n"
    "acme,organisation,KP,,,,,a front,sourced,1,p1,\nkim,person,KP,,,,,its head,sourced,1,p1,\n",
    "names.csv": f"party,text,kind,found,{TAIL}\n"
    "acme,Acme Trading,primary,UN 1,sourced,1,p1,\nkim,Kim A,primary,UN 2,sourced,1,p1,\n",
    "listings.csv": f"id,party,authority,ref,programmes,listed_on,delisted_on,edition,{TAIL}\n"
    "un-1,acme,UN,1,,2010-01-01,,2026-01-01,sourced,1,p1,\nun-2,kim,UN,2,,2010-01-01,,2026-01-01,sourced,1,p1,\n",
    "ties.csv": f"id,subject,relation,object,detail,{TAIL}\nt1,kim,owns,acme,,sourced,1,p1,\n",
}  # fmt: skip


def pack(folder: Path, file: str = "", old: str = "", new: str = "") -> Path:
    head = 'id = "agency"\ntitle = "Parties"\nversion = "1"\nlicence = "CC0-1.0"\nstanding = "sourced"\n'
    (folder / "pack.toml").write_text(head, "utf-8")
    for name, text in GOOD.items():
        (folder / name).write_text(text.replace(old, new) if name == file else text, "utf-8")
    return folder


def test_a_pack_whose_references_lead_somewhere_holds_together(tmp_path: Path) -> None:
    assert check_pack(pack(tmp_path)) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("listings.csv", "un-1,acme,", "un-1,acmee,", "listings.csv, row un-1: party 'acmee' is no row of parties.csv"),
        ("listings.csv", "acme,UN,", "acme,UNN,", "listings.csv, row un-1: authority 'UNN' is no row of authorities.csv"),
        ("ties.csv", "t1,kim", "t1,kimm", "ties.csv, row t1: subject 'kimm' is no row"),
        ("ties.csv", "owns,acme", "owns,akme", "ties.csv, row t1: object 'akme' is no row"),
        ("names.csv", "\nkim,", "\nkimm,", "names.csv, row kimm: party 'kimm' is no row"),
        ("names.csv", "Kim A,primary", "Kim A,alias", "parties.csv, row kim: has 0 primary names"),
        ("names.csv", "kim,Kim A", "acme,Acme Trading", "row acme: has 2 primary names"),
        ("listings.csv", "\nun-2,kim,", "\nun-2,acme,", "parties.csv, row kim: stands on no list"),
        ("listings.csv", "2010-01-01,,", "2010-01-01,2009-01-01,", "delisted on 2009-01-01, before 2010-01-01"),
        ("parties.csv", "\nkim,", "\nacme,", "parties.csv, row acme: stands 2 times"),
    ],
)  # fmt: skip
def test_every_reference_that_leads_nowhere_is_named(tmp_path: Path, file: str, old: str, new: str, said: str) -> None:
    """A typing slip in a key would leave a listed party unasked, or end the first look-up with an error."""
    assert said in " | ".join(map(str, check_pack(pack(tmp_path, file, old, new))))
