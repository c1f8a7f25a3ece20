"""Codes of a line: commodity codes, container and ship numbers with their check digits, modes of transport, kinds of document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_LAST = (
    "0106 0210 0309 0410 0511 0604 0714 0814 0910 1008 1109 1214 1302 1404 1522 1605 1704 1806 1905 2009 2106 2209 "
    "2309 2404 2530 2621 2716 2853 2942 3006 3105 3215 3307 3407 3507 3606 3707 3827 3926 4017 4115 4206 4304 4421 "
    "4504 4602 4707 4823 4911 5007 5113 5212 5311 5408 5516 5609 5705 5811 5911 6006 6117 6217 6310 6406 6507 6603 "
    "6704 6815 6914 7020 7118 7229 7326 7419 7508 7616 7806 7907 8007 8113 8215 8311 8487 8549 8609 8716 8807 8908 "
    "9033 9114 9209 9307 9406 9508 9620 9706 "
)
LAST_HEADING = {row[:2]: int(row[2:]) for row in _LAST.split()}
"""Chapter -> the number of its last heading in HS 2022; no edition has more (WCO; datasets/harmonized-system)."""


def is_heading(code: str) -> bool:
    """True where the first four digits can be a heading of the Harmonized System, of any edition.

    Chapters 77 is kept empty by the WCO; 98 and 99 are each country's own and pass.

    >>> is_heading("870829"), is_heading("8799"), is_heading("0000")
    (True, False, False)
    """
    chapter = code[:2]
    if chapter in ("98", "99"):
        return True
    return chapter in LAST_HEADING and (len(code) < 4 or 1 <= int(code[2:4]) <= LAST_HEADING[chapter])


def lost_zeros(codes: Iterable[str]) -> bool:
    """True where a column of commodity codes lost its leading zeros in a spreadsheet: all have the even length n or are one
    short, and none begins with a zero.
    """
    digits = [re.sub(r"\D", "", code) for code in codes]
    lengths = {len(code) for code in digits if code}
    if not lengths or len(lengths) > 2 or any(code.startswith("0") for code in digits):
        return False
    longest = max(lengths)
    return longest % 2 == 0 and lengths == {longest, longest - 1} and longest >= 4


_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (v for v in range(10, 39) if v % 11), strict=True))
_VALUE = np.zeros(256, np.int64)
for _sign, _value in (*_LETTERS.items(), *((str(d), d) for d in range(10))):
    _VALUE[ord(_sign)] = _value


def container_checks(numbers: npt.NDArray[np.bytes_]) -> npt.NDArray[np.bool_]:
    """For container numbers of eleven signs, (n,) of dtype S11: whether the last digit is the check digit of ISO 6346.

    The ten signs before it, letters as 10 to 38 without multiples of 11, are weighed by powers of two; the sum modulo 11, 10
    as 0.
    """
    if not len(numbers):
        return np.zeros(0, np.bool_)
    signs = _VALUE[np.frombuffer(numbers.tobytes(), np.uint8).reshape(-1, 11)]
    sums = (signs[:, :10] * (1 << np.arange(10))).sum(axis=1)
    checked: npt.NDArray[np.bool_] = sums % 11 % 10 == signs[:, 10]
    return checked


def container_check(number: str) -> bool:
    """Whether one container number (four letters, seven digits) has the check digit of ISO 6346.

    >>> container_check("CSQU3054383"), container_check("CSQU3054384")
    (True, False)
    """
    return bool(re.fullmatch(r"[A-Z]{4}[0-9]{7}", number)) and bool(container_checks(np.array([number.encode()], "S11"))[0])


@lru_cache(maxsize=65_536)
def imo(cell: str) -> tuple[str, str]:
    """(the seven digits, doubt) of an IMO ship number as written. The digits 1 to 6 times 7 to 2, summed, end in the seventh
    (IMO Resolution A.1117(30)); a number that fails is kept and doubted.

    >>> imo("IMO 9074729"), imo("9074728"), imo("TBN")
    (('9074729', ''), ('9074728', 'check digit'), ('', 'no ship number: TBN'))
    """
    text = cell.strip()
    if not text or text in ("0", "0000000", "-"):
        return "", ""
    match = re.fullmatch(r"(?i)(?:imo)?\W*(?:no\b|number)?\W*([0-9]{7})(?:\.0)?", text)
    if match is None:
        return "", f"no ship number: {text[:30]}"
    digits = match[1]
    right = sum(int(d) * w for d, w in zip(digits[:6], range(7, 1, -1), strict=True)) % 10 == int(digits[6])
    return digits, "" if right else "check digit"


_MODES = {"1": "sea", "2": "rail", "3": "road", "4": "air", "5": "post", "6": "", "7": "pipeline", "8": "inland water", "9": ""}
_MODE_WORDS = (
    ("inland water", "inland river barge fluvial речн внутренн водн 内河"),
    ("sea", "sea ocean vessel ship maritime maritimo mer maritim морск мор 海运 水路运输 江海运输 해상 해운 선박 fcl lcl"),
    ("air", "air aerien aereo aerienne aviation plane avia авиа воздуш 空运 航空 항공"),
    ("rail", "rail train ferroviaire ferroviario железн жд ж/д 铁路 철도"),
    ("road", "road truck lorry routier carretera terrestre camion автомоб авто 公路 汽车 도로 육상"),
    ("post", "post mail courier parcel postal poste correo почт 邮 우편"),
    ("pipeline", "pipeline fixed oleoduc трубопровод 管道 installation"),
)  # fmt: skip


@lru_cache(maxsize=4096)
def mode(cell: str) -> tuple[str, str]:
    """(mode of transport, doubt) by the codes of UN/ECE Recommendation 19, one digit or two, or by words.

    >>> mode("10"), mode("Maritime"), mode("6")
    (('sea', ''), ('sea', ''), ('', 'several modes, or not said which: 6'))
    """
    text = cell.strip().casefold().removesuffix(".0")
    if not text:
        return "", ""
    if text.isdecimal() and len(text) <= 2:
        found = _MODES.get(text[0], "")
        return found, "" if found or text[0] in "09" else f"several modes, or not said which: {text}"
    for name, words in _MODE_WORDS:
        if any(word in text for word in words.split()):
            return name, ""
    return "", f"no mode of transport: {cell.strip()[:30]}"


_DOCUMENTS = (
    ("manifest", "manifest manifiesto manifeste манифест 舱单 적하목록"),
    ("bill", "bill b/l bol waybill awb conocimiento connaissement lading коносамент накладн 提单 提單 선하증권 운송장"),
    ("declaration", "declar entry sad dua dau deklar import export деклар 报关 申报 신고"),
)


@lru_cache(maxsize=4096)
def document(cell: str) -> tuple[str, str]:
    """(`declaration`, `bill` or `manifest`, doubt) of a kind of document as written."""
    text = cell.strip().casefold()
    if not text:
        return "", ""
    for name, words in _DOCUMENTS:
        if any(word in text for word in words.split()):
            return name, ""
    if text in ("im", "ex", "im4", "im5", "im7", "ex1", "ex2", "ex3"):
        return "declaration", ""
    if text in ("bl", "mbl", "hbl", "mawb", "hawb"):
        return "bill", ""
    return "", f"no kind of document: {cell.strip()[:30]}"


_CURRENCIES = {"US$": "USD", "USD$": "USD", "€": "EUR", "EURO": "EUR", "EUROS": "EUR", "£": "GBP", "RMB": "CNY", "¥": "", "$": "",
               "DOLLAR": "", "840": "USD", "978": "EUR", "156": "CNY", "826": "GBP", "392": "JPY", "410": "KRW", "643": "RUB",
               "NT$": "TWD", "HK$": "HKD", "руб": "RUB", "РУБ": "RUB", "₽": "RUB", "₩": "KRW", "元": "CNY"}  # fmt: skip


@lru_cache(maxsize=4096)
def currency(cell: str) -> tuple[str, str]:
    """(ISO 4217 code, doubt) of a currency as written; a sign that several states use (`$`) is no answer."""
    text = cell.strip().upper().rstrip(".")
    if not text:
        return "", ""
    if re.fullmatch(r"[A-Z]{3}", text) and text != "RMB":
        return text, ""
    found = _CURRENCIES.get(text, "")
    return found, "" if found else f"no currency: {cell.strip()[:20]}"
