"""Bytes that are no UTF-8: a Western name is read, a name in another script is never turned into a Western one."""

from __future__ import annotations

import pytest

from headstamp.core.decoded import codec, readable, recode, unmarked_utf16
from headstamp.core.errors import UsageError


def escaped(text: str, encoding: str) -> str:
    return text.encode(encoding).decode("utf-8", "surrogateescape")


@pytest.mark.parametrize("name", ["Café S.A.", "Müller & Söhne GmbH", "Größe AG", "José Peña", "plain"])
def test_western_names_are_read(name: str) -> None:
    raw = escaped(name, "cp1252")
    assert readable(raw)
    assert recode(raw) == name


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        ("Ашот Мкртычев", "cp1251"), ("Верус", "koi8-r"), ("조선광업개발무역회사", "euc-kr"), ("朝鲜矿业开发", "gb18030"),
        ("ООО Versor Trading", "cp1251"), ("Wałęsa", "cp1250"), ("Ελλάς", "cp1253"),
    ],
)  # fmt: skip
def test_other_scripts_are_not_read_as_western(name: str, encoding: str) -> None:
    """`Àøîò Ìêðòû÷åâ` matches nobody, and was counted as a party without a hit."""
    assert not readable(escaped(name, encoding))


def test_utf16_without_a_mark_is_known_by_its_zeros() -> None:
    assert unmarked_utf16("id,name\n".encode("utf-16-le")) == "utf-16-le"
    assert unmarked_utf16("id,name\n".encode("utf-16-be")) == "utf-16-be"
    assert unmarked_utf16(b"id,name\n") == unmarked_utf16(b"\0\0\0\0\0\0\0\0") == unmarked_utf16(b"") == ""


@pytest.mark.parametrize("name", ["no-such", "", "\x1b[31m", "base64", "a\0b"])
def test_an_encoding_that_is_none_is_a_usage_error(name: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        codec(name)
