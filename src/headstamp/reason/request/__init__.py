"""Tracing requests: whom the evidence allows to ask, and what is missing before anybody is asked."""

from headstamp.reason.request.addressee import offer, origin_of
from headstamp.reason.request.model import Addressee, Family, Offer, Shot, To, family_of
from headstamp.reason.request.shots import shots

__all__ = ["Addressee", "Family", "Offer", "Shot", "To", "family_of", "offer", "origin_of", "shots"]
