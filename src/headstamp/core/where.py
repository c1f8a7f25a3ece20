"""Places with their precision."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt

from pydantic import Field

from headstamp.core.claim import Frozen

EARTH_KM = 6371.0088  # mean radius, IUGG


class Place(Frozen):
    """A named place, with coordinates (WGS 84, degrees) where known and the radius in km they are good for."""

    name: str = ""
    country: str = ""  # as recorded; never inferred
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    precision_km: float | None = Field(default=None, ge=0)
    disputed: bool = False  # shown as disputed, with no side taken

    @property
    def known(self) -> bool:
        """True where anything at all was recorded."""
        return bool(self.name or self.country or self.lat is not None)

    def generalised(self) -> Place:
        """The same place for readers who must not learn exactly where: the country only, no name, no coordinates."""
        return Place(country=self.country, disputed=self.disputed)

    def distance_km(self, other: Place) -> float | None:
        """Great-circle distance (haversine) in km, or None where either side has no coordinates."""
        if self.lat is None or self.lon is None or other.lat is None or other.lon is None:
            return None
        a, b = radians(self.lat), radians(other.lat)
        h = sin((b - a) / 2) ** 2 + cos(a) * cos(b) * sin(radians(other.lon - self.lon) / 2) ** 2
        return 2 * EARTH_KM * asin(sqrt(min(1.0, h)))
