"""The same picture again: signs of a picture's low frequencies, in all eight ways to lay it down.

Method: the perceptual hash of C. Zauner, "Implementation and Benchmarking of Perceptual Image Hash Functions" (2010), with signs
about zero instead of the median, so that turning or mirroring the picture turns or flips signs in a known way, as in PDQ
(Facebook, "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm", 2019). Bounds: benchmarks/photos.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Block = NDArray[np.float64]

SIDE = 64  # pixels of the small grey picture
KEPT = 12  # frequencies a side
BITS = KEPT * KEPT - 1  # the first one is the mean and says nothing
FAINT = 8.0  # a wave of 1/8 of a grey level; a fainter one is changed by any compression
ENOUGH = 0.5  # share of the waves that must be stronger, else the picture is too plain to be known again
CERTAIN = 24  # bits apart at most: the same picture
LIKELY = 30  # perhaps the same
METHOD = f"dct{KEPT}"

TURNS = (
    "", "turned by 90° clockwise", "turned by 180°", "turned by 90° counter-clockwise", "mirrored",
    "mirrored and turned by 90° clockwise", "mirrored and turned by 180°", "mirrored and turned by 90° counter-clockwise",
)  # fmt: skip
"""What was done to a picture, in the order of `orientations`."""


def likeness(image: Image.Image) -> str:
    """The likeness of a picture as hex, or an empty string for one too plain to be known again. Decodes the picture."""
    from headstamp.observe.photos.opening import upright

    grey = upright(image, SIDE * 8).convert("L").resize((SIDE, SIDE), Image.Resampling.BOX)
    block = _COSINES @ np.asarray(grey, dtype=np.float64) @ _COSINES.T
    block[0, 0] = 0.0
    if (np.abs(block) > FAINT).sum() < ENOUGH * BITS:
        return ""
    return np.packbits(block.ravel() > 0).tobytes().hex()


def orientations(likeness: str) -> tuple[str, ...]:
    """The likeness of the same picture laid down in each of the eight ways of TURNS; the first is the picture as it is."""
    block = _signs(likeness)
    ways = []
    for start in (block, _mirror(block)):
        for _ in range(4):
            ways.append(np.packbits(start.ravel() > 0).tobytes().hex())
            start = _turn(start)
    return tuple(ways)


def distance(one: str, other: str) -> int:
    """Bits in which two likenesses differ, 0 to BITS; two unlike pictures differ in about half of them."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _signs(likeness: str) -> NDArray[np.int8]:
    bits = np.unpackbits(np.frombuffer(bytes.fromhex(likeness), dtype=np.uint8))
    return np.where(bits.reshape(KEPT, KEPT) > 0, 1, -1).astype(np.int8)


def _mirror(block: NDArray[np.int8]) -> NDArray[np.int8]:
    """Left and right change sides: the odd waves along a row change their sign."""
    out = block * np.where(np.arange(KEPT) % 2, -1, 1).astype(np.int8)
    return _bare(out)


def _turn(block: NDArray[np.int8]) -> NDArray[np.int8]:
    """A quarter turn clockwise: rows become columns, then left and right change sides."""
    return _mirror(np.ascontiguousarray(block.T))


def _bare(block: NDArray[np.int8]) -> NDArray[np.int8]:
    block[0, 0] = -1  # the place of the mean is never set
    return block


def _cosines() -> Block:
    """The first KEPT rows of the orthonormal DCT-II for SIDE samples."""
    places = (np.arange(SIDE) + 0.5) * np.pi / SIDE
    rows = np.cos(np.arange(KEPT)[:, None] * places[None, :]) * np.sqrt(2 / SIDE)
    rows[0] /= np.sqrt(2)
    return np.asarray(rows, dtype=np.float64)


_COSINES = _cosines()
