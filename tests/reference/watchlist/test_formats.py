"""Every format into the same listings: what each authority says of a party lands in the right field."""

from __future__ import annotations

from pathlib import Path

import pytest

from headstamp.core.party import Listing, NameKind, PartyKind
from headstamp.reference.watchlist import ListBatch, read_list
from tests.reference.watchlist import samples


@pytest.fixture
def given(tmp_path: Path):
    def call(name: str, text: str, **more: str) -> ListBatch:
        path = tmp_path / name
        path.write_bytes(text.encode())
        return read_list(path, **more)

    return call


def names(listing: Listing) -> dict[str, NameKind]:
    return {name.text: name.kind for name in listing.party.names}


def numbers(listing: Listing) -> set[tuple[str, str, str]]:
    return {(each.kind, each.value, each.country) for each in listing.party.identifiers}


@pytest.fixture
def ofac(tmp_path: Path) -> Path:
    for name, text in (
        ("SDN.CSV", samples.OFAC_MAIN),
        ("ALT.CSV", samples.OFAC_ALT),
        ("ADD.CSV", samples.OFAC_ADD),
        ("SDN_COMMENTS.CSV", samples.OFAC_COMMENTS),
    ):
        (tmp_path / name).write_bytes(text.encode())
    return tmp_path


def test_ofac_joins_its_four_files(ofac: Path) -> None:
    """sdn.csv by itself has no aliases and no addresses: two thirds of the names would be missing."""
    batch = read_list(ofac)
    works, person, ship = batch.listings
    assert names(works) == {
        "ORSA MACHINE WORKS": NameKind.PRIMARY,
        "ORSA ZAVOD": NameKind.ALIAS,
        "OMW": NameKind.WEAK,
        "ORSA ARTEL": NameKind.FORMER,
        "ORSA LATE": NameKind.WEAK,  # in the remarks that go on in the file of comments
    }
    assert works.programmes == ("DPRK3", "NPWMD")
    assert works.party.kind is PartyKind.ORGANISATION
    assert works.party.countries == ("RU",)
    assert ("tax", "7744001497", "RU") in numbers(works)
    assert works.party.addresses == ("4 Quay Street, Vladivostok 690000, Russia",)
    assert person.party.kind is PartyKind.PERSON
    assert person.party.born == ("1968-11-02", "1969")
    assert person.party.birth_places == ("Tarn, Russia",)
    assert numbers(person) == {("passport", "E382464", "TH")}
    assert names(person)["HALVORN, Emil"] is NameKind.FORMER
    assert numbers(ship) >= {("imo", "9074729", ""), ("mmsi", "572469210", ""), ("call sign", "CL2685", "")}
    assert ship.party.countries == ("CY",)
    assert works.legal_effect
    assert works.jurisdiction == "US"


def test_ofac_counts_what_has_no_entry_and_says_what_is_missing(ofac: Path) -> None:
    batch = read_list(ofac / "SDN.CSV")
    assert [(each.file, each.text) for each in batch.rejects] == [("ALT.CSV", "999")]
    assert not batch.notes
    before = batch.sha256
    (ofac / "ALT.CSV").unlink()
    alone = read_list(ofac / "SDN.CSV")
    assert any("aliases" in note for note in alone.notes)
    assert alone.sha256 != before, "an edition with other aliases is another edition"


def test_ofac_finds_side_files_of_the_archive_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "ofac_sdn_2021-07.csv").write_bytes(samples.OFAC_MAIN.encode())
    (tmp_path / "ofac_alt_2021-07.csv").write_bytes(samples.OFAC_ALT.encode())
    assert "ORSA ZAVOD" in names(read_list(tmp_path / "ofac_sdn_2021-07.csv").listings[0])


def test_un(given) -> None:
    batch = given("consolidated.xml", samples.UN)
    assert (batch.list_id, batch.edition, batch.format) == ("un", "2026-02-27", "un-xml")
    person, works = batch.listings
    assert person.key == "un/KPi.900"
    assert names(person) == {"TEODOR HALVORN": NameKind.PRIMARY, "할보른": NameKind.NATIVE, "Teo": NameKind.WEAK}
    assert person.party.countries == ("KP",)
    assert person.party.born == ("c. 1968",)
    assert person.listed_on == "2016-11-30"
    assert numbers(person) == {("passport", "381310014", "")}
    assert names(works)["Orsa Artel"] is NameKind.FORMER
    assert works.party.addresses == ("Pyongyang, North Korea",)
    assert works.citation.sha256 == batch.sha256


def test_eu(given) -> None:
    batch = given("eu.xml", samples.EU)
    (person,) = batch.listings
    assert (batch.list_id, batch.edition) == ("eu", "2026-03-02")
    assert names(person) == {"Teodor Halvorn": NameKind.PRIMARY, "Теодор Халворн": NameKind.NATIVE, "Teo": NameKind.WEAK}
    assert person.listed_on == "2017-08-31"
    assert person.programmes == ("PRK",)
    assert person.party.countries == ("KP", "RU")
    assert person.party.born == ("c. 1968",)
    assert person.party.birth_places == ("Tarn",)


def test_uk_in_both_forms(given) -> None:
    batch = given("uk.xml", samples.UK_XML)
    (ship,) = batch.listings
    assert (batch.list_id, batch.edition, ship.listed_on) == ("uk", "2026-03-12", "2020-12-31")
    assert ship.party.kind is PartyKind.VESSEL
    assert names(ship) == {"KESTREL DAWN": NameKind.PRIMARY, "IBELLE STAR": NameKind.WEAK}
    assert ("imo", "9074729", "") in numbers(ship)
    assert "port entry" in ship.remarks
    batch = given("uk.csv", samples.UK_CSV)
    (person,) = batch.listings
    assert (batch.list_id, batch.edition, batch.format) == ("uk", "2026-03-12", "uk-csv")
    assert person.party.name == "Teodor Emil HALVORN"
    assert names(person)["Халворн"] is NameKind.NATIVE
    assert person.party.born == ("1968",)
    assert len(person.party.addresses) == 2, "an entry has a row for each address"


def test_ofsi(given) -> None:
    batch = given("ConList.csv", samples.OFSI_CSV)
    (person,) = batch.listings
    assert (batch.list_id, batch.edition) == ("uk-ofsi", "2024-06-03")
    assert set(person.party.countries) == {"RU", "SY"}
    assert {value for _, value, _ in numbers(person)} == {"55501", "55502"}
    assert names(person)["Theo HALVORN"] is NameKind.WEAK


def test_denied_persons_without_ids_keep_one_id_in_every_edition(given) -> None:
    first = given("dpl.txt", samples.DPL)
    again = given("dpl2.txt", samples.DPL.replace("TEODOR HALVORN", "Teodor  Halvorn"))
    (person,) = first.listings
    assert len(person.party.addresses) == 2
    assert (person.listed_on, person.delisted_on) == ("2003-06-19", "2056-06-29")
    assert again.listings[0].entry_id == person.entry_id


def test_consolidated_screening_list_in_both_forms(given) -> None:
    works, ship = given("consolidated.csv", samples.CSL_CSV).listings
    assert works.programmes[0] == "BIS Entity List"
    assert "Presumption of denial" in works.legal_effect
    assert set(works.party.countries) == {"HK", "AE"}
    assert names(works)["Verrin Optics"] is NameKind.ALIAS
    assert works.entry_id == "abc"
    assert ("imo", "9074729", "") in numbers(ship)
    (turbines,) = given("consolidated.json", samples.CSL_JSON).listings
    assert turbines.programmes == ("BIS Military End-User",)
    assert numbers(turbines) == {("tax", "7744001497", "RU")}
    assert turbines.listed_on == "2020-12-23"


def test_ofac_xml_in_both_forms(given) -> None:
    batch = given("sdn.xml", samples.OFAC_XML)
    (person,) = batch.listings
    assert (batch.list_id, batch.edition) == ("ofac-sdn", "2025-10-03")
    assert names(person) == {"HALVORN, Teodor": NameKind.PRIMARY, "TEO": NameKind.WEAK}
    batch = given("SDN_ADVANCED.XML", samples.ADVANCED)
    person, ship = batch.listings
    assert (batch.list_id, batch.edition, batch.format) == ("ofac-sdn", "2025-10-03", "ofac-advanced")
    assert person.entry_id == "102"
    assert names(person) == {"HALVORN, Teodor": NameKind.PRIMARY, "Teo": NameKind.WEAK}
    assert person.party.born == ("1968",)
    assert person.party.addresses == ("Tarn, Russia",)
    assert numbers(person) == {("passport", "E1", "RU")}
    assert (person.programmes, person.listed_on) == (("DPRK3",), "2012-05-04")
    assert ship.party.kind is PartyKind.VESSEL


def test_follow_the_money_joins_sanctions_to_their_party(given) -> None:
    batch = given("list.ftm.json", samples.FTM)
    (ship,) = batch.listings
    assert (batch.list_id, batch.format) == ("list", "ftm")
    assert names(ship) == {"Kestrel Dawn": NameKind.PRIMARY, "Dawn": NameKind.WEAK}
    assert (ship.programmes, ship.listed_on) == (("UN-SC1718",), "2018-03-30")
    assert ship.party.countries == ("CY",)
    assert numbers(ship) == {("imo", "9074729", "")}
    assert "topic: sanction; topic: reg.warn" in ship.remarks
    (person,) = given("targets.nested.json", samples.NESTED).listings
    assert (person.programmes, person.listed_on) == (("PRK",), "2017-08-31")
    assert names(person)["Теодор Халворн"] is NameKind.NATIVE
    (simple,) = given("targets.simple.csv", samples.TARGETS).listings
    assert names(simple) == {"Kestrel Dawn": NameKind.PRIMARY, "Ibelle Star": NameKind.ALIAS, "Dawn": NameKind.ALIAS}
    assert numbers(simple) == {("imo", "9074729", "")}
    assert simple.listed_on == "", "the day a collector saw it is not the day of listing"


def test_plain_tables(given) -> None:
    header = "id,name,schema,country,imo,listed_on\n"
    text = header + "1,Kestrel Dawn,Vessel,Cyprus,9074729,2024-06-15\n1,Ibelle Star,Vessel,,,\n2,Orsa,,,,\n"
    ship, other = given("Our list.csv", text).listings
    assert ship.list_id == "our-list"
    assert names(ship) == {"Kestrel Dawn": NameKind.PRIMARY, "Ibelle Star": NameKind.ALIAS}
    assert ship.party.countries == ("CY",)
    assert other.party.kind is PartyKind.UNKNOWN
    bare = given("names.txt", "Kestrel Dawn\nHalvorn, Teodor\n\n")
    assert [each.party.name for each in bare.listings] == ["Kestrel Dawn", "Halvorn, Teodor"]
    assert bare.notes
    many = given("many.csv", "name;country\n" + '"' + ";".join(f"Alias {n}" for n in range(50)) + '";KP\n')
    assert len(many.listings[0].party.names) == 50
