"""Texts, pages of the web and Word files."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headstamp.core.document import Document, VoiceKind
from headstamp.core.errors import InputError, LimitError
from headstamp.observe.documents import read_document
from headstamp.observe.documents import reading as limits
from headstamp.observe.documents.plain import read_text
from tests.observe.documents.made import docx, p

Read = Callable[..., Document]
SHARED = Path(__file__).resolve().parents[4] / "shared" / "reports"


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reading(name: str, data: bytes | str, **how: Any) -> Document:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_document(path, **how)

    return reading


def test_every_sign_of_a_text_is_one_of_the_file(read: Read) -> None:
    text = "A clerk said:\r\n\t12 rifles — “seen” in the port.\r\n\r\nЭто всё. 무기 😀"
    got = read("a.txt", text)
    assert got.text == text
    assert got.sha256 == got.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert (got.pages, got.id, got.media_type) == ((), "a", "text/plain")


def test_form_feeds_part_pages(read: Read) -> None:
    got = read("a.txt", "The first page.\fThe second one.")
    assert [got.text[page.start : page.end] for page in got.pages] == ["The first page.\f", "The second one."]
    assert got.page_of(got.text.index("second")) == 2


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Корабль был замечен в порту. На борту было оружие."),
        ("koi8-r", "Корабль был замечен в порту. На борту было оружие."),
        ("cp866", "Корабль был замечен в порту. На борту было оружие."),
        ("cp949", "무기를 실은 배가 항구에 도착했다."),
        ("gb18030", "该船在港口被发现，船上有武器。"),
        ("big5", "該船在港口被發現，船上有武器。"),
        ("shift_jis", "その船は港で見つかった。"),
        ("cp1256", "وصلت السفينة إلى الميناء في الصباح"),
        ("cp1252", "Les armes ont été livrées à l’Érythrée"),
        ("utf-16", "The ship – 무기"),
    ],
)
def test_encodings_are_found_and_told(encoding: str, text: str) -> None:
    made = read_text(text.encode(encoding))
    assert made.text == text
    assert made.remarks[0].startswith("read as ")


def test_text_that_was_read_wrongly_before_is_read_back_whole_or_told() -> None:
    text = "Le général a dit : « c’est fini » – été"
    made = read_text(text.encode().decode("cp1252").encode())
    assert made.text == text
    assert "read back as UTF-8" in made.remarks[0]
    mixed = read_text(("Ð¡ÐµÐ²ÐµÑ€ stands here, and 무기 too").encode())
    assert mixed.text.startswith("Ð¡")
    assert "left as they are" in mixed.remarks[0]


def test_odd_signs_are_told(read: Read) -> None:
    got = read("a.txt", "The firm W\u0430gner was named in the report.\u202e And a\u200bgain. A\0B")
    told = " | ".join(got.remarks)
    for part in (
        "1 word with letters of two alphabets, such as 'W\u0430gner'",
        "1 sign that turn",
        "1 sign that cannot",
        "1 zero byte",
    ):
        assert part in told
    assert len(got.text) == len("The firm W\u0430gner was named in the report.\u202e And a\u200bgain. A\0B")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"", "the file is empty"),
        ("a.txt", b" \n\n ", "no text in it"),
        ("a.txt", bytes(range(256)) * 40, "not a text"),
        ("a.txt", b"\0" * 500, "no text in it"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "an old Office file"),
        ("a.pdf", b"no pdf at all", "it is called .pdf and is none"),
        ("a.docx", b"PK\x03\x04 and then nothing", "damaged or cut off"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a picture"),
        ("a.html", b"<html><script>document.write('words')</script>", "no words in the page"),
        ("a.docx", docx("<w:p/>"), "no words in the docx"),
        ("a.docx", docx(p("x")).replace(b"word/document.xml", b"word/another1.xml"), "holds no Word document"),
    ],
)
def test_what_is_no_document_says_so(read: Read, name: str, data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what) as error:
        read(name, data)
    assert error.value.hint
    assert str(error.value.file).endswith(name)


def test_a_huge_text_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(2**30)
        stream.write(b"words")
    with pytest.raises(LimitError, match="1,073,741,824 bytes"):
        read_document(path)


def test_html_gives_the_words_that_are_seen(read: Read) -> None:
    page = """<!doctype html><title>A &amp; B</title><meta charset=utf-8><meta property="og:site_name" content="Eastgate Radio">
    <script type="application/ld+json">{"datePublished": "2011-04-19T10:00:00Z"}</script><script>alert(1)</script>
    <style>p {color: red}</style><link rel=canonical href="https://example.invalid/a"><body><nav><a href=/>Home</a></nav>
    <ul><li><a href=1>One</a><li><a href=2>Two</a><li><a href=3>Three</a><li><a href=4>Four</a></ul>
    <h1>A ship   was seen</h1><p>The ship<sup><a href="#n1">1</a></sup> was
    in <b>Port&nbsp;Ibelle</b>.<br>It left.<p style="display: none">Ignore all of this</p>
    <table><tr><th>Item<th>No<tr><td>Rifles<td><p>12</p><tr><td><td>40</table><p>The end &lt;x&gt;. <!-- not this -->"""
    got = read("a.html", page)
    assert got.text == ("A ship was seen\n\nThe ship was in Port Ibelle.\nIt left.\n\nItem\tNo\nRifles\t12\n\t40\n\nThe end <x>.")
    assert (got.title, got.publisher, got.url) == ("A & B", "Eastgate Radio", "https://example.invalid/a")
    assert str(got.published) == "2011-04-19"
    assert "left out: 1 place that the page hides from its readers" in got.remarks


def test_html_of_malice_costs_nothing(read: Read, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("not to be read")
    page = f"""<!DOCTYPE html [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
    <body><p>Some words of it.&x;&b;<iframe src="file://{secret}"></iframe><object data="{secret}"></object></p>"""
    got = read("a.html", page + "<div>" * 3000 + "deep" + "<!-- " * 2000)
    assert "Some words of it." in got.text
    assert "deep" in got.text
    assert "not to be read" not in got.text
    assert "aaaa" not in got.text


def test_the_article_is_read_and_not_what_stands_beside_it(read: Read) -> None:
    words = "The freighter was seen in the port of a state that does not exist, and it left again. " * 5
    got = read("a.htm", f"<body><div>Read more news</div><article><p>{words}</article><div>Copyright</div>")
    assert got.text == words.strip()


def test_docx_gives_paragraphs_tables_notes_and_pages(read: Read) -> None:
    change = "<w:p><w:r><w:t>One</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    change += "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:br w:type='page'/><w:t> two</w:t></w:r></w:p>"
    rows = f"<w:tr><w:tc>{p('Item')}</w:tc><w:tc>{p('No')}{p('more')}</w:tc></w:tr>"
    rows += f"<w:tr><w:tc>{p('Rifles')}</w:tc><w:tc>{p('12')}</w:tc></w:tr>"
    data = docx(
        p("The ship ", "was seen.") + change + f"<w:tbl>{rows}</w:tbl>" + p("The end."),
        notes=f"<w:footnote>{p('A note.')}</w:footnote>",
        title="On a ship",
    )
    got = read("a.docx", data)
    assert got.text == "The ship was seen.\n\nOne two\n\nItem\tNo more\nRifles\t12\n\nThe end.\n\nA note."
    assert got.title == "On a ship"
    assert got.page_of(got.text.index("two")) == 2
    assert "left out: 1 deletion that the docx keeps as a tracked change" in got.remarks
    assert "left out: 1 piece of hidden text" in got.remarks


def test_bombs_and_entities_in_a_docx_are_refused(read: Read, tmp_path: Path) -> None:
    with pytest.raises(LimitError, match="made to fill the memory"):
        read("bomb.docx", docx(p("words"), extra={"word/media/x": b"0" * 30_000_000}))
    path = tmp_path / "entities.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><x>&c;</x>")
    with pytest.raises(InputError, match="declares entities"):
        read_document(path)
    got = read("macros.docx", docx(p("The words are read."), extra={"word/vbaProject.bin": b"x"}))
    assert "macros in it were not run" in got.remarks


def test_the_meta_file_tells_the_origin(read: Read, tmp_path: Path) -> None:
    text = "The rifles were seen in the port."
    held = {"id": "r1", "publisher": "Office (invented)", "published": "2012-02-14", "lang": "en", "url": "https://example.invalid/",
            "kind_of_source": "official", "title": "A notice", "sha256": hashlib.sha256(text.encode()).hexdigest()}  # fmt: skip
    (tmp_path / "a.meta.json").write_text(json.dumps(held), encoding="utf-8")
    got = read("a.txt", text)
    assert (got.id, got.publisher, str(got.published), got.voice, got.title) == (
        "r1",
        "Office (invented)",
        "2012-02-14",
        VoiceKind.OFFICIAL,
        "A notice",
    )
    assert not got.remarks
    other = read("a.txt", text + " And more.")
    assert "it is not the file that its meta file describes: the sha256 differs" in other.remarks
    assert read("a.txt", text, meta={"genre": "state-media statement", "lang": "ko"}).voice is VoiceKind.STATE_MEDIA
    (tmp_path / "a.meta.json").write_text("{", encoding="utf-8")
    assert "its a.meta.json was not read: not JSON" in read("a.txt", text).remarks


def test_a_file_that_changes_under_the_reader_is_not_half_read(read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    from headstamp.observe.documents import many

    stamps = iter([(1, 1, 1), (2, 2, 2)])
    monkeypatch.setattr(many, "stamp_of", lambda _: next(stamps))
    with pytest.raises(InputError, match="changed while it was read"):
        read("a.txt", "words")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared reports are not here")
def test_spans_of_the_gold_are_found_in_the_texts() -> None:
    number = 0
    for path in sorted(SHARED.glob("*.txt")):
        got = read_document(path)
        for line in path.with_suffix(".gold.jsonl").read_text(encoding="utf-8").splitlines():
            claim = json.loads(line)
            for place in [each for held in claim.get("spans", {}).values() for each in _places(held)]:
                assert got.span(*place).text == path.read_text(encoding="utf-8")[slice(*place)]
                number += 1
    assert number > 100
    assert limits.MOST_PAGES >= 300


def _places(held: object) -> list[tuple[int, int]]:
    if isinstance(held, list) and len(held) >= 2 and all(isinstance(each, int) for each in held[:2]):
        return [(held[0], held[1])]
    return [place for each in held for place in _places(each)] if isinstance(held, list) else []
