"""Photos, scans and papers: what a file says of itself, what it looks like, and a copy that says nothing.

Files come from strangers. Nothing in them is run or fetched, sizes are bounded before anything is decoded, and what decodes them
is a process apart that may break without harm.
"""

from headstamp.observe.photos.apart import clean_copy, read_file
from headstamp.observe.photos.likeness import BITS, CERTAIN, LIKELY, METHOD, TURNS, distance, likeness, orientations
from headstamp.observe.photos.media import HEAD, PICTURES, media_type
from headstamp.observe.photos.opening import MAX_BYTES, MAX_PIXELS, opened
from headstamp.observe.photos.reading import Read
from headstamp.observe.photos.said import Said

__all__ = [
    "BITS", "CERTAIN", "HEAD", "LIKELY", "MAX_BYTES", "MAX_PIXELS", "METHOD", "PICTURES", "TURNS", "Read", "Said", "clean_copy",
    "distance", "likeness", "media_type", "opened", "orientations", "read_file",
]  # fmt: skip
