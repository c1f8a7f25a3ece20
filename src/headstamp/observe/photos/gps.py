"""The place that a device wrote into a picture, with the precision of its own figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import isfinite
from typing import Any

from headstamp.observe.photos.said import Said, text_of

KM_A_DEGREE = 111.2  # of a great circle, mean radius of the Earth
LEAST_KM = 0.01  # receivers of cameras and phones do no better than some ten metres, whatever figures they write
_PARTS = (1, 60, 3600)


def said_by(gps: Mapping[int, Any], remarks: list[str]) -> Iterator[Said]:
    """The place, the time by the satellites and where the camera pointed, as far as the fields hold."""
    if 2 in gps or 4 in gps:
        yield from _place(gps, remarks)
    if 29 in gps and 7 in gps:
        yield from _time(gps, remarks)
    if 17 in gps and (direction := _number(gps[17])) is not None and 0 <= direction <= 360:
        north = "magnetic north" if text_of(gps.get(16)) == "M" else "true north"
        yield Said("camera_pointed", f"{direction:g}° from {north}", "EXIF GPSImgDirection")


def _place(gps: Mapping[int, Any], remarks: list[str]) -> Iterator[Said]:
    lat, lon = _angle(gps.get(2), text_of(gps.get(1)), "NS"), _angle(gps.get(4), text_of(gps.get(3)), "EW")
    if lat is None or lon is None:
        remarks.append("EXIF holds a place that cannot be read")
        return
    if abs(lat[0]) > 90 or abs(lon[0]) > 180:
        remarks.append(f"EXIF names a place outside the globe: {lat[0]:g}, {lon[0]:g}")
        return
    if lat[0] == lon[0] == 0:
        remarks.append("EXIF names the place 0, 0, which devices write that know none; no claim is made of it")
        return
    fine = min(lat[1], lon[1]) * KM_A_DEGREE  # a device writes both alike; a figure that happens to be 0 hides its fineness
    coarse = max(fine, (_number(gps.get(31)) or 0) / 1000, LEAST_KM)
    datum = text_of(gps.get(18))
    strange = f"its datum is {datum}, not WGS 84" if datum and "84" not in datum else ""
    yield Said("coordinates", f"{lat[0]:.6f},{lon[0]:.6f}±{_rounded(coarse)}km", "EXIF GPSLatitude, GPSLongitude", strange)


def _angle(value: Any, side: str, sides: str) -> tuple[float, float] | None:
    """(degrees, size of one unit of the last figure in degrees)."""
    parts = tuple(value) if isinstance(value, tuple | list) else (value,)
    numbers = [_number(part) for part in parts]
    if not 1 <= len(parts) <= 3 or side[:1] not in tuple(sides):
        return None
    total, fine = 0.0, 1.0
    for part, number, share in zip(parts, numbers, _PARTS, strict=False):
        if number is None or number < 0 or (share > 1 and number >= 60):
            return None
        total += number / share
        if number or share == 1:
            fine = 1 / share / max(1, min(10**7, int(getattr(part, "denominator", 1) or 1)))
    return (-total if side[0] == sides[1] else total), fine


def _time(gps: Mapping[int, Any], remarks: list[str]) -> Iterator[Said]:
    parts = text_of(gps[29]).replace("-", ":").split(":")
    clock = [_number(each) for each in gps[7]] if isinstance(gps[7], tuple | list) else []
    try:
        day = date(*map(int, parts))
        hour, minute, second = (int(each) for each in clock if each is not None)
        if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 61):
            raise ValueError
    except (ValueError, TypeError):
        remarks.append("EXIF holds a time by satellite that is none")
        return
    moment = f"{day}T{hour:02}:{minute:02}:{second:02}Z"
    yield Said("taken_at", moment, "EXIF GPSDateStamp, GPSTimeStamp", "the last time the device heard the satellites, in UTC")


def _number(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None
    return number if isfinite(number) else None


def _rounded(km: float) -> str:
    return f"{km:.2f}" if km < 1 else f"{km:.0f}"
