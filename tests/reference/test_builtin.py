"""The built-in list: the essay's parties stand where their authorities put them; merged parties are one, namesakes are two."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from headstamp.core.claim import Standing
from headstamp.core.errors import PackError
from headstamp.core.party import Listing, NameKind, PartyKind
from headstamp.reference.builtin import builtin_listings, builtin_sources, listings_of, ties_of
from headstamp.reference.listing_rows import thing
from headstamp.reference.pack import load_pack, shipped

SHARED = Path(__file__).resolve().parents[3] / "shared" / "cases" / "entities.csv"
PAGE = Path(__file__).resolve().parents[2] / "docs" / "builtin-list.md"
PACK = next(path for path in shipped() if path.name == "dprk-network")
TOML = 'id = "own"\ntitle = "Own list"\nversion = "1"\nlicence = "internal"\nstanding = "sourced"\n'
END = "standing,certainty,source_ids,note\n"
OWN = {
    "sources": "id,title\ns1,Page\n",
    "authorities": f"authority,title,jurisdiction,effect,person_effect,{END}A,Authority A,ZZ,Frozen.,No entry.,sourced,0.9,s1,\n",
    "parties": f"party,kind,countries,born,birth_places,identifiers,addresses,why,{END}"
    'ann,person,ZZ,1970,,passport:P1@ZZ,"1 Quay, Ibelle||2 Quay, Ibelle",brokers,sourced,0.9,s1,\n',
    "names": f"party,text,kind,found,{END}ann,ANN OTHER,primary,A 1,sourced,0.9,s1,\nann,앤,other spelling,,unverified,0.5,,\n",
    "listings": f"id,party,authority,ref,programmes,listed_on,delisted_on,edition,{END}"
    "a-1,ann,A,1,ARMS,2020-01-02,,2026,sourced,0.9,s1,\n",
}


def own(folder: Path, **change: str) -> Path:
    (folder / "pack.toml").write_text(TOML, "utf-8")
    for table, text in (OWN | change).items():
        (folder / f"{table}.csv").write_text(text, "utf-8")
    return folder


def of(party: str) -> dict[str, Listing]:
    return {listing.entry_id: listing for listing in builtin_listings() if listing.party.id == party}


@pytest.mark.parametrize(
    ("party", "entry", "since", "country"),
    [
        ("ashot-mkrtychev", "ofac-41736", "2023-03-30", "SK"),
        ("ashot-mkrtychev", "uk-ashot-mkrtychev", "2023-08-08", "SK"),
        ("verus", "ofac-44544", "2023-08-16", "RU"),
        ("defense-engineering", "ofac-44578", "2023-08-16", "KZ"),
        ("versor", "ofac-44579", "2023-08-16", "SK"),
        ("komid", "un-kpe001", "2009-04-24", "KP"),
        ("komid", "ofac-9345", "2005-06-29", "KP"),
    ],
)
def test_the_parties_of_the_essay_stand_on_their_lists(party: str, entry: str, since: str, country: str) -> None:
    """A date of one authority under the entry of another would misinform a court."""
    listing = of(party)[entry]
    assert listing.listed_on == since
    assert country in listing.party.countries
    assert listing.remarks
    assert listing.legal_effect
    assert listing.citation.source_id in builtin_sources()


def test_one_party_on_two_lists_is_one_party() -> None:
    """Were each row a party of its own, a name would be counted as two hits."""
    listings = list(of("komid").values())
    assert len(listings) == 2
    assert listings[0].party is listings[1].party
    assert {"KOMID", "조선광업개발무역회사"} <= {name.text for name in listings[0].party.names}
    many = Counter(listing.party.id for listing in builtin_listings())
    assert sum(count > 1 for count in many.values()) > 90


def test_namesakes_stay_apart() -> None:
    """Two men are called Kim Yong Chol: the general of the RGB (born about 1946) and KOMID's man in Iran (born 1962)."""
    men = {x.party.id: x.party for x in builtin_listings() if any(n.text.upper() == "KIM, YONG CHOL" for n in x.party.names)}
    komid = of("kim-yong-chol")
    assert set(komid) == {"un-kpi024", "ofac-17614"}
    assert next(iter(komid.values())).party.born == ("1962-02-18",)
    assert all("1962-02-18" not in party.born for key, party in men.items() if key != "kim-yong-chol")
    assert any("c. 1946" in party.born for party in men.values())


def test_keys_are_unique_and_everything_is_cited() -> None:
    listings = builtin_listings()
    assert len({listing.key for listing in listings}) == len(listings) >= 380
    sources = builtin_sources()
    for listing in listings:
        assert listing.list_id == "builtin"
        assert listing.citation.source_id in sources, listing.key
        assert listing.programmes, listing.key
        assert listing.party.names[0].kind is NameKind.PRIMARY, listing.key
        assert sum(name.kind is NameKind.PRIMARY for name in listing.party.names) == 1, listing.key
        for name in listing.party.names:
            assert name.citation, name
            assert name.citation.source_id in sources or "no page was read" in name.citation.locator, name


def test_what_no_page_says_can_be_switched_off_and_no_party_is_lost_by_it() -> None:
    told, strict = builtin_listings(), builtin_listings(unverified=False)
    assert [listing.key for listing in told] == [listing.key for listing in strict]
    texts = {name.text for listing in strict for name in listing.party.names}
    assert "조선광업개발무역회사" in texts  # read on a page
    assert "朝鲜矿业开发贸易公司" not in texts
    assert "朝鲜矿业开发贸易公司" in {name.text for listing in told for name in listing.party.names}


def test_legal_effects_differ_by_authority_and_by_person() -> None:
    """An asset freeze read as a travel ban, or a report read as a listing, is a wrong legal statement."""
    assert "refuse the person entry" in of("kim-yong-chol")["un-kpi024"].legal_effect
    assert "entry" not in of("komid")["un-kpe001"].legal_effect
    assert of("komid")["ofac-9345"].jurisdiction == "US"
    reported = [listing for listing in builtin_listings() if listing.entry_id.startswith("reported-")]
    assert reported
    for listing in reported:
        assert listing.legal_effect.startswith("None"), listing.key
        assert not listing.listed_on, listing.key
        assert not listing.jurisdiction, listing.key


def test_the_list_does_not_feed_the_matcher_its_answers() -> None:
    """The Cyrillic spelling of the broker is for the matcher to find; as an alias it would prove nothing."""
    names = [name.text for name in of("ashot-mkrtychev")["ofac-41736"].party.names]
    assert not any("Ѐ" <= sign <= "ӿ" for name in names for sign in name)


def test_scripts_and_kinds_agree() -> None:
    """A Hangul name marked as an alias of a Latin list would be held for the list's own words."""
    for listing in builtin_listings():
        for name in listing.party.names:
            if any("\u3400" <= sign <= "\ud7a3" for sign in name.text):
                assert name.kind in (NameKind.NATIVE, NameKind.SPELLING), name


def test_ship_numbers_pass_their_check_digit() -> None:
    for party in {listing.party.id: listing.party for listing in builtin_listings()}.values():
        for number in party.identifiers:
            if number.kind == "imo":
                assert party.kind is PartyKind.VESSEL
                assert sum(int(d) * w for d, w in zip(number.value[:6], range(7, 1, -1), strict=True)) % 10 == int(
                    number.value[6]
                )


def test_ties_join_parties_of_the_pack() -> None:
    tables = load_pack(PACK).tables
    known = {row.id for row in tables.parties}
    assert all(end in known or thing(end) for tie in tables.ties for end in (tie.subject, tie.object))
    assert {"president_of", "owner_of", "director_of", "acts_for", "facilitated"} == {
        t.relation for t in ties_of(tables)["ashot-mkrtychev"]
    }
    assert "president of VERSOR" in of("ashot-mkrtychev")["ofac-41736"].remarks


def test_an_agency_can_list_parties_of_its_own(tmp_path: Path) -> None:
    (listing,) = listings_of(load_pack(own(tmp_path)).tables)
    assert (listing.key, listing.listed_on, listing.standing) == ("builtin/a-1", "2020-01-02", Standing.SOURCED)
    assert listing.legal_effect == "Frozen. No entry."
    assert listing.party.addresses == ("1 Quay, Ibelle", "2 Quay, Ibelle")
    assert [(n.kind, n.value, n.country) for n in listing.party.identifiers] == [("passport", "P1", "ZZ")]
    assert [name.text for name in listing.party.names] == ["ANN OTHER", "앤"]
    (strict,) = listings_of(load_pack(tmp_path).tables, unverified=False)
    assert [name.text for name in strict.party.names] == ["ANN OTHER"]


@pytest.mark.parametrize(
    ("table", "old", "new", "word"),
    [
        ("listings", "a-1,ann", "a-1,bob", "'bob'"),
        ("listings", "ann,A,", "ann,B,", "'B'"),
        ("names", "primary", "alias", "no primary name"),
        ("names", "primary", "nickname", "nickname"),
        ("parties", "passport:P1@ZZ", "P1", "identifier"),
        ("parties", "person", "ghost", "ghost"),
        ("listings", "2020-01-02", "2 Jan 2020", "not a date"),
    ],
)
def test_a_broken_list_says_what_is_wrong(tmp_path: Path, table: str, old: str, new: str, word: str) -> None:
    """A listing whose party is misspelt must not vanish without a word."""
    with pytest.raises(PackError, match=word) as raised:
        listings_of(load_pack(own(tmp_path, **{table: OWN[table].replace(old, new)})).tables)
    assert raised.value.hint


def test_the_page_counts_what_the_pack_holds() -> None:
    tables = load_pack(PACK).tables
    page = PAGE.read_text(encoding="utf-8")
    listed = [row for row in tables.listings if row.authority != "reported"]
    unread = [row for row in tables.names if row.standing is Standing.UNVERIFIED]
    undated = [row for row in listed if row.authority == "OFAC-SDN" and not row.listed_on]
    several = Counter(row.party for row in tables.listings)
    for text in (
        f"| parties | {len(tables.parties)}: ",
        f"| entries restated | {len(listed)}: ",
        f"| parties on no list that was read | {len(tables.listings) - len(listed)}, ",
        f"| parties on more than one list | {sum(n > 1 for n in several.values())}, ",
        f"| spellings | {len(tables.names)}; ",
        f"{len(unread)} of those unverified",
        f"| ties between parties | {len(tables.ties)}, ",
        f"* {len(undated)} of the OFAC entries have no date",
    ):
        assert text in page, text


@pytest.mark.skipif(not SHARED.is_file(), reason="the shared case tables are not beside this repository")
def test_references_and_dates_are_those_of_the_source_table() -> None:
    """A slip of a row while merging would give one party the entry or the date of another."""
    rows = load_pack(PACK).tables.listings
    ours = {(row.authority.split("-")[0], row.ref): row for row in rows}
    names = {listing.entry_id: {n.text.upper() for n in listing.party.names} for listing in builtin_listings()}
    seen = 0
    with SHARED.open(encoding="utf-8", newline="") as handle:
        for fact in csv.DictReader(handle):
            row = ours.get((fact["list"].split("-")[0], fact["list_ref"]))
            if row is None or row.ref == "":
                continue
            seen += 1
            if fact["list"] in ("UN", "EU"):
                assert row.listed_on == fact["listed_on"], fact["list_ref"]
            word = fact["name"].upper().replace(",", "").split()[0]
            assert any(word in known for known in names[row.id]), fact
    assert seen >= 300
