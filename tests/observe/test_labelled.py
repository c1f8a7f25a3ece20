"""Labelled queries and plain lists: what is odd is counted, what is wrong is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headstamp.core.errors import InputError, RecordError
from headstamp.observe.labelled import read_labelled, read_names


@pytest.fixture
def written(tmp_path: Path):
    def write(content: str | bytes) -> Path:
        path = tmp_path / "table.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_several_names_an_id_are_one_entity_and_the_schema_that_is_given_holds(written) -> None:
    listed = read_names(written("id,name,schema\n7,Alpha,\n8,Beta,Vessel\n7,Alfa,Person\n7,Alfa,Person\n"))
    assert listed.ids == ("7", "8")
    assert listed.names == ("Alpha", "Beta", "Alfa")
    assert listed.entity == (0, 1, 0)
    assert listed.schemas == ("Person", "Vessel")
    assert listed.noted == {"rows that repeat an id and name, left out": 1}


def test_rows_that_name_nobody_are_counted_not_filed(written) -> None:
    listed = read_names(written("id,name\n,Alpha\n2, \n3,Gamma\n"))
    assert listed.names == ("Gamma",)
    assert listed.noted == {"rows of the list without id or name, left out": 2}


def test_ids_with_two_schemas_are_counted(written) -> None:
    listed = read_names(written("id,name,schema\n1,A,Person\n1,B,Vessel\n"))
    assert listed.schemas == ("Person",)
    assert sum(listed.noted.values()) == 1


def test_queries_without_schema_and_set_are_read_and_an_empty_one_stays(written) -> None:
    asked = read_labelled(written('\ufeffGold;Query\n1;Alpha\n;""\n'))
    assert asked.texts == ("Alpha", "")  # an empty query is a query: leaving it out would flatter the recall
    assert asked.golds == ("1", "")
    assert asked.sets == ("all", "all")
    assert sum(asked.noted.values()) == 1


def test_a_short_row_is_no_row_that_moves_the_next_one(written) -> None:
    with pytest.raises(RecordError) as error:
        read_labelled(written("query,schema,gold,set\nAlpha,Person,1,a\nBeta\n"))
    assert error.value.row == 3
    assert "few" in str(error.value)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "no column 'query'"),
        ("query,schema\nAlpha,Person\n", "no column 'gold'"),
        ("query,gold\n", "holds no query"),
        ("query,gold\n\xe9,1\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_files_that_cannot_be_used_say_why(written, content: str | bytes, says: str) -> None:
    with pytest.raises(InputError, match=says) as error:
        read_labelled(written(content))
    assert error.value.hint


def test_a_missing_file_and_a_folder_say_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_names(tmp_path / "none.csv")
    with pytest.raises(InputError, match="folder"):
        read_names(tmp_path)


def test_a_name_of_a_million_signs_is_a_name(written) -> None:
    assert len(read_names(written("id,name\n1," + "A" * 1_000_000 + "\n")).names[0]) == 1_000_000


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_our_own_errors(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "any.csv"
    path.write_bytes(b"id,name,schema\n" + data)
    try:
        listed = read_names(path)
    except InputError:
        return
    assert len(listed.names) == len(listed.entity)
    assert all(0 <= e < len(listed.ids) for e in listed.entity)


@pytest.mark.parametrize("heading", ["query,query,schema,gold,set", "query,gold,gold", "gold,query,set,set"])
def test_a_column_that_stands_twice_is_refused(written, heading: str) -> None:
    with pytest.raises(InputError, match="two columns"):
        read_labelled(written(f"{heading}\na,b,c,d,e\n"))


def test_a_row_that_is_too_wide_is_refused_with_its_line(written) -> None:
    """`Ashot, Mkr` without quotes moves every cell behind it: the gold would be read as the set."""
    with pytest.raises(RecordError, match="5 fields") as caught:
        read_labelled(written("query,schema,gold,set\nOrsa,Company,1,x\nVerrin, Optics,Company,2,x\n"))
    assert caught.value.row == 3
    assert read_labelled(written("query,schema,gold,set\nOrsa,Company,1,x,,\n")).texts == ("Orsa",)
