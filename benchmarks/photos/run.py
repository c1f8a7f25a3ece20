"""Which likeness finds the same picture again, and joins no two different ones.

    python benchmarks/photos/run.py [--pictures 1500] [--folder DIR] [--speed]

The bound of each method is chosen on every second picture: the largest distance at which at most one pair in 100,000 joins. What
is found, and what is joined wrongly, is told of the other half. `as built` is the method of `headstamp.observe.photos` with its
own bound. Pictures that it takes for too plain are left out for every method, and counted.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from pictures import CHANGES, drawn, of_folder
from PIL import Image

from headstamp.observe.photos import BITS, LIKELY, likeness, orientations

Hash = Callable[[Image.Image], list[np.ndarray]]
WRONG = 1e-5


def dct(kept: int, side: int = 64) -> Hash:
    """Signs of the low frequencies; the eight ways follow from the signs."""
    places = (np.arange(side) + 0.5) * np.pi / side
    rows = np.cos(np.arange(kept)[:, None] * places)
    odd = np.where(np.arange(kept) % 2, -1, 1)

    def of(image: Image.Image) -> list[np.ndarray]:
        grey = image.convert("L").resize(
            (side, side), Image.Resampling.BOX if min(image.size) > side else Image.Resampling.BILINEAR
        )
        block = np.sign(rows @ np.asarray(grey, dtype=float) @ rows.T + 1e-9)
        ways = []
        for start in (block, block * odd):
            for _ in range(4):
                ways.append(start.ravel()[1:] > 0)
                start = start.T * odd
        return ways

    return of


def dhash(side: int) -> Hash:
    """Is each pixel darker than the one beside it (N. Krawetz, 2013); the eight ways are hashed one by one."""

    def of(image: Image.Image) -> list[np.ndarray]:
        grey = image.convert("L")
        ways = []
        for way in (None, *Image.Transpose):
            small = (grey if way is None else grey.transpose(way)).resize((side + 1, side), Image.Resampling.BILINEAR)
            values = np.asarray(small, dtype=int)
            ways.append((values[:, 1:] > values[:, :-1]).ravel())
        return ways

    return of


def peer() -> dict[str, Hash]:
    """phash of the library ImageHash, where it is installed; the eight ways are hashed one by one."""
    try:
        import imagehash
    except ImportError:
        return {}
    ways = (None, *Image.Transpose)
    return {"ImageHash phash, 64 bits": lambda image: [
        imagehash.phash(image if way is None else image.transpose(way)).hash.ravel() for way in ways
    ]}  # fmt: skip


def ours(image: Image.Image) -> list[np.ndarray]:
    found = likeness(image.copy())
    if not found:
        return []
    return [np.unpackbits(np.frombuffer(bytes.fromhex(way), np.uint8))[1:].astype(bool) for way in orientations(found)]


def least(one: np.ndarray, ways: Sequence[np.ndarray]) -> int:
    return min(int((one != way).sum()) for way in ways)


def pairs(ways: np.ndarray) -> np.ndarray:
    """The least distance over the eight ways of every pair of pictures."""
    signs = ways.astype(np.float32) * 2 - 1  # picture, way, bit
    bits = signs.shape[2]
    best = np.full((len(signs), len(signs)), bits, np.float32)
    for way in range(8):
        best = np.minimum(best, (bits - signs[:, 0] @ signs[:, way].T) / 2)
    return best[np.triu_indices(len(signs), 1)]


def measure(name: str, hash_of: Hash, pictures: Sequence[Image.Image], bound: int | None = None) -> None:
    begun = time.perf_counter()
    found = [hash_of(image) for image in pictures]
    each = (time.perf_counter() - begun) / len(pictures)
    chosen, told = pairs(np.array(found[::2])), pairs(np.array(found[1::2]))
    bits = len(found[0][0])
    if bound is None:
        bound = int(np.sort(chosen)[int(WRONG * len(chosen))]) - 1
    wrong = int((told <= bound).sum())
    print(f"\n{name}: bound {bound} of {bits} bits, {each * 1000:.1f} ms a picture")
    print(f"  joined wrongly: {wrong} of {len(told):,} pairs; the nearest are {np.sort(told)[:6].astype(int).tolist()} apart")
    total = []
    for change, do in CHANGES.items():
        draw = random.Random(7)
        far = []
        for i in range(1, len(pictures), 2):
            ways = hash_of(do(pictures[i], draw))
            far.append(least(found[i][0], ways) if ways else bits)
        total.append(float(np.mean(np.array(far) <= bound)))
        print(f"  {total[-1]:7.1%}  {change} (median {int(np.median(far))}, 99 of 100 within {int(np.quantile(far, 0.99))})")
    print(f"  {np.mean(total):7.1%}  mean over the changes")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pictures", type=int, default=1500)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--bound", type=int)
    parser.add_argument("--only", default="")
    parser.add_argument("--speed", action="store_true")
    asked = parser.parse_args()
    if asked.speed:
        speed()
        return
    pictures = list(of_folder(asked.folder) if asked.folder else drawn(asked.pictures, seed=6))
    known = [image for image in pictures if ours(image)]
    print(f"{len(pictures):,} pictures, {len(known):,} of them not too plain; these are asked")
    pictures = known
    hashes: dict[str, Hash] = {
        "as built": ours, "DCT signs 8x8": dct(8), "DCT signs 12x12": dct(12), "DCT signs 16x16": dct(16), "dHash 8x8": dhash(8),
        "dHash 16x16": dhash(16), **peer(),
    }  # fmt: skip
    for name, hash_of in hashes.items():
        if asked.only in name:
            measure(name, hash_of, pictures, asked.bound or (LIKELY if hash_of is ours else None))


def speed() -> None:
    """Groups among 10,000 pictures, and one picture against them."""
    from headstamp.case.alike import near, pairs_of

    draw = random.Random(3)
    kept = [f"{draw.getrandbits(BITS):036x}" for _ in range(10_000)]
    begun = time.perf_counter()
    found = list(pairs_of(kept))
    print(f"all pairs of {len(kept):,}: {time.perf_counter() - begun:.2f} s, {len(found)} found")
    begun = time.perf_counter()
    near(kept[7], kept)
    print(f"one against {len(kept):,}: {(time.perf_counter() - begun) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
