"""Rows of who gave whom what: one delivery does not lend its date or goods to the next."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headstamp.core.document import Document
from headstamp.core.redact import Profile
from headstamp.core.statement import Dated, Slot, Statement, StatementKind
from headstamp.core.when import When
from headstamp.tell.read_flows import NO_DAY, by_pair, denials_of, flow_lines
from headstamp.tell.read_view import read_view

TEXT = "Iran sold rockets to Syria. " * 40
DOCUMENT = Document(id="d", text=TEXT)


def said(number: int, day: str = "", polarity: str = "affirmed", items: str = "rockets", role: str = "event") -> Statement:
    at = (number - 1) * 28
    slots = (
        ("supplier", Slot(value="Iran", key="IR")), ("recipient", Slot(value="Syria", key="SY")),
        ("items", Slot(value=items, how="context")),
    )  # fmt: skip
    dates = [{"when": When.parse(day), "role": role}] if day else []
    fields = {"id": f"d#{number}", "document": "d", "kind": StatementKind.TRANSFER, "span": DOCUMENT.span(at, at + 27)}
    return Statement.model_validate(
        fields | {"slots": slots, "dates": [Dated.model_validate(d) for d in dates], "polarity": polarity}
    )


def rows(*statements: Statement) -> list[tuple[str, tuple[int, ...]]]:
    view = read_view([DOCUMENT], statements, (), {}, ())
    return [(row.period, row.numbers) for row in flow_lines(statements, view.statements)]


def test_years_stay_apart_and_days_near_one_another_join() -> None:
    found = rows(said(1, "2012-03-02"), said(2, "2019-05"), said(3, "2012-03-20"), said(4))
    assert found == [("2012-03-02/2012-03-20", (1, 3)), ("2019-05-01/2019-05-31", (2,)), (NO_DAY, (4,))]


def test_a_decade_is_a_row_of_its_own() -> None:
    assert rows(said(1, "1980/1989"), said(2, "1985-05")) == [("1980/1989", (1,)), ("1985-05-01/1985-05-31", (2,))]


def test_the_day_of_a_paper_is_no_day_of_an_event() -> None:
    assert rows(said(1, "2012-03-02", role="published")) == [(NO_DAY, (1,))]


def test_denials_stand_beside_the_pair_and_add_no_voice() -> None:
    view = read_view([DOCUMENT], [said(1, "2012"), said(2, "", "denied")], (), {}, ())
    (row,) = view.flows
    assert (row.numbers, row.denials, row.denied) == ((1,), (2,), 1)
    (only,) = read_view([DOCUMENT], [said(1, "", "denied")], (), {}, ()).flows
    assert (only.voices, only.denials, only.numbers) == (0, (1,), (1,))


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "2012-03", "2012-04-05", "2015", "1980/1989", "2012-05/2013-01"]), st.booleans()),
        max_size=12,
    )
)
def test_every_statement_stands_in_exactly_one_row(given_: list[tuple[str, bool]]) -> None:
    statements = [said(n, day, "denied" if no else "affirmed") for n, (day, no) in enumerate(given_, 1)]
    view = read_view([DOCUMENT], statements, (), {}, ())
    seen = [n for row in view.flows for n in row.numbers]
    denials = {n for row in view.flows for n in row.denials}
    assert len(seen) == len(set(seen))
    assert set(seen) | denials == set(range(1, len(statements) + 1))


def test_outside_the_team_no_sentence_and_no_unlisted_party_is_seen() -> None:
    text = "Colonel Haddad of Orsk Trade sold Haddad rockets of 122 mm to Syria."
    document = Document(id="letter-of-haddad", text=text)
    slots = (
        ("supplier", Slot(value="Orsk Trade", span=document.span(18, 28))), ("persons", Slot(value="Colonel Haddad")),
        ("recipient", Slot(value="Syria", key="SY")), ("items", Slot(value="Haddad rockets of 122 mm", how="context")),
        ("place", Slot(value="Haddadiya")),
    )  # fmt: skip
    fields = {"id": "letter-of-haddad#1", "document": document.id, "kind": StatementKind.TRANSFER, "span": document.span(0, 68)}
    statement = Statement.model_validate(fields | {"slots": slots, "voice": Slot(value="Colonel Haddad")})
    for profile in (Profile.PARTNER, Profile.PUBLIC):
        view = read_view([document], [statement], (), {}, (), ["haddad.pdf: broken"], profile)
        told = repr(view)
        assert "Haddad" not in told
        assert "Orsk" not in told
        assert ("haddad" in told) == (profile is Profile.PARTNER)
        assert view.flows[0].recipient == "SY"
        assert view.flows[0].items == "rockets of 122 mm"
    assert "Haddad" in repr(read_view([document], [statement], (), {}, (), (), Profile.CONFIDENTIAL))


def test_a_word_alone_is_quoted_with_its_sentence() -> None:
    text = "The ship sailed. The captain, a Ukrainian, denied it all. It sank."
    document = Document(id="d", text=text)
    at = text.index("denied")
    statement = Statement(id="d#1", document="d", kind=StatementKind.DENIAL, span=document.span(at, at + 6))
    view = read_view([document], [statement], (), {}, ())
    assert view.statements[0].quote.strip() == "The captain, a Ukrainian, denied it all."
    assert view.statements[0].locator == f"signs {at}-{at + 6}"


def test_pairs_that_are_called_alike_are_two() -> None:
    """Withheld parties have one name for the public: the denial of one must not stand beside the other."""
    text = "Orsk sold arms to Syria. Zaro sold arms to Syria. Zaro did not sell arms to Syria."
    document = Document(id="d", text=text)
    statements = []
    for number, (start, name, polarity) in enumerate(
        ((0, "Orsk", "affirmed"), (25, "Zaro", "affirmed"), (50, "Zaro", "denied")), 1
    ):
        slots = (
            ("supplier", Slot(value=name, span=document.span(start, start + 4))),
            ("recipient", Slot(value="Syria", key="SY")),
        )
        fields = {"id": f"d#{number}", "document": "d", "kind": StatementKind.TRANSFER, "span": document.span(start, start + 24)}
        statements.append(Statement.model_validate(fields | {"slots": slots, "polarity": polarity}))
    flows = read_view([document], statements, (), {}, (), profile=Profile.PUBLIC).flows
    assert {(row.supplier, row.recipient) for row in flows} == {("[withheld]", "SY")}
    assert [(rows[0].numbers, denials_of(rows)[1]) for rows in by_pair(flows)] == [((1,), ()), ((2,), (3,))]
