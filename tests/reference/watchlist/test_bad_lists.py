"""Input that would mislead: explained and counted, never a crash, never half a list in silence."""

from __future__ import annotations

import gzip
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headstamp.core.errors import HeadstampError, InputError, LimitError, UsageError
from headstamp.reference.watchlist import read_list, read_lists
from headstamp.reference.watchlist.days import iso
from headstamp.reference.watchlist.labels import identifier
from tests.reference.watchlist import samples

BILLION = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><CONSOLIDATED_LIST>&b;</CONSOLIDATED_LIST>'
CUT = {
    "un.xml": samples.UN[:-60],
    "eu.xml": samples.EU[:-60],
    "sdn.csv": samples.OFAC_MAIN[:-40],
    "advanced.xml": samples.ADVANCED[:-30],
    "list.csv": "id,name,schema\n1,Orsa,Company\n2,Ver",
    "quoted.csv": 'id,name,schema\n1,Orsa,Company\n2,"Verrin Opt',
    "csl.json": samples.CSL_JSON[:-30],
    "list.ftm.json": samples.FTM[:-25],
}


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize("name", CUT)
def test_a_list_that_is_cut_off_is_refused_whole(name: str, tmp_path: Path) -> None:
    """Half a list matches half of the names, and nobody would know."""
    with pytest.raises(InputError, match="cut off") as caught:
        read_list(write(tmp_path, name, CUT[name]))
    assert caught.value.row
    assert name in str(caught.value)


def test_a_packed_list_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cut off"):
        read_list(write(tmp_path, "un.xml.gz", gzip.compress(samples.UN.encode())[:-200]))


@pytest.mark.parametrize("text", [BILLION, samples.UN.replace("?>", '?><!DOCTYPE x SYSTEM "file:///etc/hostname">', 1)])
def test_entities_are_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="entities"):
        read_list(write(tmp_path, "un.xml", text), fmt="un-xml")


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    bomb = gzip.compress(b"name\n" + b"A" * (40 << 20), 9)
    with pytest.raises(LimitError, match="unpacks"):
        read_list(write(tmp_path, "bomb.csv.gz", bomb))
    with zipfile.ZipFile(tmp_path / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb.csv", b"A" * (40 << 20))
    with pytest.raises(LimitError, match="unpacks"):
        read_list(tmp_path / "bomb.zip")


def test_packed_lists_are_read(tmp_path: Path) -> None:
    plain = read_list(write(tmp_path, "un.xml", samples.UN))
    assert read_list(write(tmp_path, "un.xml.gz", gzip.compress(samples.UN.encode()))).listings == plain.listings
    with zipfile.ZipFile(tmp_path / "ofac.zip", "w") as archive:
        archive.writestr("sdn.csv", samples.OFAC_MAIN)
        archive.writestr("alt.csv", samples.OFAC_ALT)
    batch = read_list(tmp_path / "ofac.zip")
    assert "ORSA ZAVOD" in [name.text for name in batch.listings[0].party.names]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<!DOCTYPE html><html><body>log in</body></html>", "web page"),
        ("", "empty"),
        ("\ufeff\n \n", "empty"),
        ("%PDF-1.7 x", "PDF"),
        ("hs6,tier\n854231,1\n", "no column of names"),
        ("id,name\n1,\n2,  \n", "holds no entry"),
        ('<?xml version="1.0"?><other/>', "known by its content"),
        ('<CONSOLIDATED_LIST dateGenerated="2026-01-01"><INDIVIDUALS/></CONSOLIDATED_LIST>', "holds no entry"),
    ],
)
def test_what_is_no_list_is_explained(content: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_list(write(tmp_path, "x.csv", content))
    assert caught.value.hint


def test_rows_that_cannot_be_read_are_counted_with_their_place(tmp_path: Path) -> None:
    text = (
        "id,name,schema\n1,Orsa,Company\n2,,Company\n3,Nul\x00,Company\n4,=HYPERLINK(1),Company\n5,"
        + "N" * 100_000
        + ",Company\n1,Orsa Two,Vessel\n6,a,b,c,d\n7,Verrin\u202e\x07 Optics,Company\n"
    )
    batch = read_list(write(tmp_path, "x.csv", text))
    reasons = {each.row: each.reason for each in batch.rejects}
    assert [each.entry_id for each in batch.listings] == ["1", "7"]
    assert set(reasons) == {3, 4, 5, 6, 7, 8}
    assert "one id" in reasons[7]
    assert "100,000 signs" in reasons[6]
    assert batch.listings[1].party.name == "Verrin\u202e Optics", "marks of direction stay, bells do not"


def test_an_ofac_row_of_wrong_width_is_set_aside(tmp_path: Path) -> None:
    text = samples.OFAC_MAIN.replace('102,"HALVORN, Teodor"', "102,HALVORN, Teodor")
    batch = read_list(write(tmp_path, "sdn.csv", text))
    assert [each.row for each in batch.rejects] == [2]
    assert len(batch.listings) == 2


def test_a_table_cut_between_rows_is_told_by_the_sign_it_lacks(tmp_path: Path) -> None:
    rows = samples.OFAC_MAIN.splitlines(keepends=True)
    batch = read_list(write(tmp_path, "sdn.csv", "".join(rows[:2])))
    assert any("end-of-file sign" in note for note in batch.notes)


def test_an_old_encoding_is_read_with_a_note(tmp_path: Path) -> None:
    batch = read_list(write(tmp_path, "x.csv", "name\nJos\xe9\n".encode("cp1252")))
    assert batch.listings[0].party.name == "José"
    assert any("1252" in note for note in batch.notes)


def test_an_alias_file_is_no_list(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="aliases"):
        read_list(write(tmp_path, "alt.csv", samples.OFAC_ALT))


def test_two_files_that_would_be_one_list_are_not_mixed_up(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = write(tmp_path / "a", "watch.csv", "name\nOrsa\n")
    second = write(tmp_path / "b", "watch.csv", "name\nVerrin\n")
    with pytest.raises(UsageError, match="watch"):
        read_lists([first, second])
    assert len(read_lists([first, first])) == 1


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=300) | st.text(alphabet='id,name;"\n\t<>{}[]1&\x00=', max_size=120).map("id,name,schema\n".__add__))
def test_no_text_crashes_the_reader(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "any.csv", text.encode("utf-8", "surrogatepass"))
    with suppress(HeadstampError):  # every other error fails the test
        batch = read_list(path)
        assert all(name.text.strip() for each in batch.listings for name in each.party.names)


@settings(max_examples=60)
@given(st.text(max_size=40), st.sampled_from(["", "dmy", "mdy"]))
def test_a_date_is_read_or_kept(text: str, order: str) -> None:
    found = iso(text, order)  # type: ignore[arg-type]
    assert found == " ".join(text.split()) or found[:4].isdigit()


def test_dates_with_two_readings_are_kept() -> None:
    assert iso("07/02/2024") == "07/02/2024"
    assert iso("25/12/2024") == "2024-12-25"
    assert iso("31 Feb 2020") == "31 Feb 2020"
    assert iso("Jan 2007 to 3 Mar 2008") == "2007-01/2008-03-03"


def test_a_company_number_is_not_a_ship() -> None:
    """IMO also numbers owners: taken for ships, they would confirm a wrong vessel."""
    found = identifier("Identification Number", "IMO 5134375")
    assert found is not None
    assert found.kind == "registration"
    assert identifier("Gender", "Male") is None


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_a_list_in_another_encoding_is_not_read_as_western(encoding: str, tmp_path: Path) -> None:
    """`Àøîò` stands for nobody: the list looked whole, and was never met."""
    path = write(tmp_path, "list.csv", "id,name\n1,Ашот Зубов\n".encode(encoding))
    with pytest.raises(InputError, match="--encoding"):
        read_list(path)
    assert read_list(path, encoding=encoding).listings[0].party.name == "Ашот Зубов"


def test_one_broken_row_leaves_the_others_as_they_are(tmp_path: Path) -> None:
    rows = "id,name\n1,Ашот Зубов\n".encode() + "2,Верус\n".encode("cp1251") + "3,Café Orsa\n".encode("cp1252")
    batch = read_list(write(tmp_path, "list.csv", rows))
    assert [each.party.name for each in batch.listings] == ["Ашот Зубов", "Café Orsa"]
    assert [reject.row for reject in batch.rejects] == [3]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_wide_unicode_is_read_with_and_without_its_mark(encoding: str, tmp_path: Path) -> None:
    batch = read_list(write(tmp_path, "list.csv", "id,name\n1,Ашот Зубов\n".encode(encoding)))
    assert batch.listings[0].party.name == "Ашот Зубов"


def test_a_heading_that_stands_twice_and_every_column_of_aliases_is_read(tmp_path: Path) -> None:
    batch = read_list(write(tmp_path, "list.csv", "id,name,name,aliases,aka\n1,Orsa,Verrin,Halvorn,Teodor\n"))
    assert [name.text for name in batch.listings[0].party.names] == ["Orsa", "Verrin", "Halvorn", "Teodor"]


def test_halves_of_signs_in_json_are_no_crash(tmp_path: Path) -> None:
    line = '{"id":"a","schema":"Company","properties":{"name":["Orsa \\ud800 Ltd","\\ud83d\\ude00 Verrin"]}}\n'
    names = [name.text for name in read_list(write(tmp_path, "list.ftm.json", line)).listings[0].party.names]
    assert names == ["Orsa \ufffd Ltd", "\U0001f600 Verrin"]


def test_names_that_can_never_be_met_are_counted(tmp_path: Path) -> None:
    batch = read_list(write(tmp_path, "list.csv", "id,name\n1,...\n2,Orsa\n"))
    assert any("1 names hold no letter" in note for note in batch.notes)


@pytest.mark.parametrize("list_id", ["..", ".", "//", "\x1b"])
def test_an_id_without_a_letter_is_refused(list_id: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no id of a list"):
        read_list(write(tmp_path, "list.csv", "name\nOrsa\n"), list_id=list_id)


@pytest.mark.parametrize("encoding", ["no-such", "gb18030"])
def test_xml_in_an_encoding_that_is_not_read_is_told(encoding: str, tmp_path: Path) -> None:
    text = samples.UN.replace("<CONSOLIDATED_LIST", f'<?xml version="1.0" encoding="{encoding}"?><CONSOLIDATED_LIST', 1)
    text = text[text.rindex("<?xml") :]
    with pytest.raises(InputError) as caught:
        read_list(write(tmp_path, "un.xml", text), fmt="un-xml")
    assert caught.value.row == 1
