"""A file of parties: the numbers of a single look-up, resumed, repeated, and asked again after a list changed."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from headstamp.core.errors import UsageError
from headstamp.core.party import Identifier, Listing, Party, PartyName
from headstamp.reason.match.about import candidates
from headstamp.reason.match.decisions import Decisions, decide
from headstamp.reason.match.finding import find_party
from headstamp.reason.match.matcher import Matcher
from headstamp.reason.match.release import Release
from headstamp.reference.builtin import builtin_listings
from headstamp.reference.lexicon import Lexicon
from headstamp.reference.released import released
from headstamp.scale.delta import screen_delta
from headstamp.scale.matchers import open_matcher
from headstamp.scale.runs import replay
from headstamp.scale.screening import screen_file
from headstamp.scale.sources import read

NAMES = (
    "Verus LLC", "Ashot Mkrtychev", "Ашот Мкртычев", "General Trading Company", "조선광업개발무역회사", "Kim Yong Chol", "",
    "Korea Mining Development Trading Corp", "…", "=HYPERLINK(1)", "Versor s.r.o.; ACME Ltd", "x" * 100_000,
    "\u202eVersor s.r.o.",
)  # fmt: skip


@pytest.fixture(scope="module")
def release() -> Release:
    return Release.from_bytes(released())


@pytest.fixture(scope="module")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    return open_matcher([], store=tmp_path_factory.mktemp("home"))


def written(folder: Path, names: tuple[str, ...] = NAMES) -> Path:
    path = folder / "parties.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["id", "name"])
        out.writerows(enumerate(names))
    return path


def test_a_row_gets_the_number_that_the_name_alone_gets(tmp_path: Path, matcher: Matcher) -> None:
    """Two paths with two numbers would make every threshold a guess."""
    screen_file(written(tmp_path), matcher, tmp_path / "hits.parquet", threshold=0.3)
    hits = pq.read_table(tmp_path / "hits.parquet").to_pylist()
    assert {"verus", "ashot-mkrtychev", "komid"} <= {h["party"] for h in hits}
    for hit in hits:
        alone = candidates(Party(id="q", names=(PartyName(text=hit["part"]),)), matcher, floor=-9)
        assert any(matcher.parties[c.party].id == hit["party"] and abs(c.log_lr - hit["log10_lr"]) < 0.002 for c in alone)


def test_no_row_is_silently_a_non_match(tmp_path: Path, matcher: Matcher) -> None:
    report = screen_file(written(tmp_path), matcher, tmp_path / "hits.csv")
    said = report.summary()
    assert "1 empty" in said
    assert "without a letter that can be compared" in said
    assert "several names" in said
    text = (tmp_path / "hits.csv").read_text(encoding="utf-8")
    assert "\n=" not in text
    assert ",=" not in text


def test_a_stopped_run_goes_on_and_gives_the_same_bytes(tmp_path: Path, matcher: Matcher) -> None:
    source = written(tmp_path, NAMES[:6] * 50)

    def stop(done: int, *_: object) -> None:
        if done >= 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        screen_file(source, matcher, tmp_path / "hits.csv", batch=50, progress=stop)
    report = screen_file(source, matcher, tmp_path / "hits.csv", batch=50)
    assert report.record["resumed_batches"] > 0
    screen_file(source, matcher, tmp_path / "whole.csv", batch=50)
    assert (tmp_path / "hits.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_a_run_is_repeated_from_its_record(tmp_path: Path, matcher: Matcher) -> None:
    screen_file(written(tmp_path), matcher, tmp_path / "hits.csv")
    assert replay(tmp_path / "hits.csv.run").equal


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_a_list_changed_the_part_that_is_asked_again_gives_the_full_answer(
    seed: int, tmp_path: Path, release: Release
) -> None:
    """The delta must be exact: entries removed, added and altered at random."""
    r = random.Random(seed)
    lexicon = Lexicon.default()
    every = list(builtin_listings())
    first = [x for x in every if r.random() < 0.9]
    second = [_altered(x, r) for x in every if r.random() < 0.95]
    texts = [n.text for x in every for n in x.party.names]
    names = tuple(r.sample(texts, 120)) + tuple(t[:-2] for t in r.sample(texts, 80)) + NAMES[:6]
    source = written(tmp_path, names)
    old, new = Matcher.of(first, release, lexicon), Matcher.of(second, release, lexicon)
    screen_file(source, old, tmp_path / "old.csv", threshold=0.3)
    screen_delta(tmp_path / "old.csv.run", new, tmp_path / "delta.csv", before=old)
    screen_file(source, new, tmp_path / "full.csv", threshold=0.3)
    assert (tmp_path / "delta.csv").read_bytes() == (tmp_path / "full.csv").read_bytes()


def test_a_listed_number_is_met_under_any_name_and_as_alone(tmp_path: Path, matcher: Matcher) -> None:
    """Ships are renamed; an IMO number on the list beside a name that is not would be a silent miss."""
    ship = next(p for p in matcher.parties if any(i.kind == "imo" for i in p.identifiers))
    imo = next(i.value for i in ship.identifiers if i.kind == "imo")
    source = tmp_path / "ships.csv"
    source.write_text(f"id,name,imo\n1,Golden Star,{imo}\n2,,{imo}\n3,???,{imo}\n4,Golden Star,\n5,,\n", "utf-8")
    report = screen_file(source, matcher, tmp_path / "hits.parquet", threshold=3.0)
    hits = pq.read_table(tmp_path / "hits.parquet").to_pylist()
    assert [(h["id"], h["party"]) for h in hits] == [("1", ship.id), ("2", ship.id), ("3", ship.id)]
    assert (report.counts["hit"], report.counts["no_hit"], report.counts["empty"]) == (3, 1, 1)
    asked = Party(id="q", names=(PartyName(text="Golden Star"),), identifiers=(Identifier(kind="imo", value=imo),))
    assert candidates(asked, matcher, floor=3.0)[0].log_lr == pytest.approx(hits[0]["log10_lr"], abs=0.002)


def test_a_number_that_comes_to_the_list_is_asked_again(tmp_path: Path, release: Release) -> None:
    lexicon, every = Lexicon.default(), list(builtin_listings())
    at = next(i for i, x in enumerate(every) if any(n.kind == "imo" for n in x.party.identifiers))
    imo = next(n.value for n in every[at].party.identifiers if n.kind == "imo")
    without = [x.model_copy(update={"party": x.party.model_copy(update={"identifiers": ()})}) for x in every]
    source = tmp_path / "ships.csv"
    source.write_text(f"id,name,imo\n1,Golden Star,{imo}\n2,,{imo}\n3,Verus OOO,\n", "utf-8")
    old, new = Matcher.of(without, release, lexicon), Matcher.of(every, release, lexicon)
    screen_file(source, old, tmp_path / "old.csv")
    delta = screen_delta(tmp_path / "old.csv.run", new, tmp_path / "delta.csv", before=old)
    full = screen_file(source, new, tmp_path / "full.csv")
    assert (tmp_path / "delta.csv").read_bytes() == (tmp_path / "full.csv").read_bytes()
    assert delta.counts == full.counts
    assert full.counts["hit"] == 2
    assert full.counts["near"] == 1
    assert "1 of them near a listed name, below the threshold of 1: --threshold 0.3 writes them" in full.summary()


def test_a_run_whose_decisions_are_gone_is_not_taken_over(tmp_path: Path, matcher: Matcher) -> None:
    """A pair that was left out by a decision would stay left out for ever after the decision was taken away."""
    asked = Party(id="Versor s.r.o.", names=(PartyName(text="Versor s.r.o."),))
    at = find_party("VERSOR S.R.O.", matcher)
    bakery = decide(asked, at, matcher, "not the same", by="A. Kim", why="a bakery", when="2026-01-01")
    kept = Decisions([bakery])
    source = written(tmp_path, ("Versor s.r.o.",))
    assert screen_file(source, matcher, tmp_path / "old.csv", decisions=kept).counts["quieted"] == 1
    with pytest.raises(UsageError, match="decisions"):
        screen_delta(tmp_path / "old.csv.run", matcher, tmp_path / "new.csv", before=matcher)
    assert screen_delta(tmp_path / "old.csv.run", matcher, tmp_path / "new.csv", before=matcher, decisions=kept).counts["quieted"]


def test_a_stopped_run_that_cannot_be_gone_on_with_is_told(tmp_path: Path, matcher: Matcher) -> None:
    def stop(done: int, *_: object) -> None:
        if done >= 200:
            raise KeyboardInterrupt

    source = written(tmp_path, NAMES[:6] * 50)
    with pytest.raises(KeyboardInterrupt):
        screen_file(source, matcher, tmp_path / "hits.csv", batch=50, progress=stop)
    assert "could not be gone on with" in screen_file(source, matcher, tmp_path / "hits.csv", batch=50, top=4).summary()


def test_long_cells_beside_a_name_make_a_batch_shorter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch of 65,536 rows with a page of text in the column `id` would fill the memory."""
    monkeypatch.setattr("headstamp.scale.sources.BYTES", 10_000)
    source = tmp_path / "wide.csv"
    source.write_text("id,name\n" + f"{'x' * 4_000},Verus\n" * 9, "utf-8")
    assert [piece.batch.num_rows for piece in read(source).pieces] == [3, 3, 3]


def _altered(listing: Listing, r: random.Random) -> Listing:
    if r.random() > 0.05:
        return listing
    name = PartyName(text=f"{listing.party.names[0].text} {r.choice(['Second', 'Trading', 'Kim'])}")
    party = listing.party.model_copy(update={"names": (*listing.party.names, name)})
    return listing.model_copy(update={"party": party})
