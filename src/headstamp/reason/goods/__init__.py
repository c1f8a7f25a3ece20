"""Descriptions of goods against the headings of the Harmonized System."""

from headstamp.reason.goods.model import Goods

__all__ = ["Goods"]
