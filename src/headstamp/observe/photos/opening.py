"""Opening pictures from strangers: only the formats named, never more pixels than a camera makes, every failure an InputError."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from PIL import Image, ImageOps

from headstamp.core.errors import HeadstampError, InputError, LimitError
from headstamp.observe.photos.media import HEAD, PICTURES, media_type

MAX_BYTES = 512 * 2**20  # of a picture that is opened; larger files are kept unopened
MAX_PIXELS = 120_000_000  # width x height; the largest usual cameras make about 100 million
MAX_SIDE = 2048  # pixels of a clean copy
READERS = {
    "image/jpeg": "JPEG", "image/png": "PNG", "image/tiff": "TIFF", "image/webp": "WEBP", "image/gif": "GIF", "image/bmp": "BMP",
    "image/avif": "AVIF", "image/heic": "HEIF", "image/heif": "HEIF",
}  # fmt: skip
"""The one reader of each kind: no other is tried, whatever the bytes look like to it."""
logging.getLogger("PIL").addHandler(logging.NullHandler())  # what it logs of a damaged file is told once, by us
_HINT = "the file itself can be kept as evidence; open it on a machine that you can lose"


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever a decoder says of a hostile file becomes one InputError, or a LimitError for one that is too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own bound on pixels is checked before anything is decoded
            yield
    except HeadstampError:
        raise
    except Image.DecompressionBombError as error:
        raise LimitError("the picture claims more pixels than a camera makes", hint=_HINT) from error
    except (MemoryError, RecursionError) as error:
        raise LimitError("the picture asks for more room than there is", hint=_HINT) from error
    except Exception as error:  # decoders raise almost anything on damaged input
        raise InputError(f"the picture is damaged or cut off ({_first_line(error)})", hint=_HINT) from error


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """A picture with its header read and nothing decoded yet. What is done with it inside is guarded too.

    Raises InputError for what is no picture or is damaged, LimitError for more than MAX_BYTES or MAX_PIXELS."""
    kind = media_type(data[:HEAD])
    if kind not in PICTURES:
        raise InputError(
            f"not a picture that is opened: by its bytes it is {kind}", hint="jpeg, png, tiff, webp, gif, heic, avif"
        )
    if len(data) > MAX_BYTES:
        raise LimitError(f"the picture has {len(data):,} bytes; {MAX_BYTES:,} are opened", hint=_HINT)
    with guarded():
        reader = READERS[kind]
        if reader == "HEIF" and not reads_heic():
            raise InputError("HEIC pictures need one more library to be looked at", hint="install headstamp[heic]")
        Image.init()
        if reader not in Image.OPEN:
            raise InputError(f"{reader} pictures are not read on this machine", hint="the file itself can be kept as evidence")
        with Image.open(io.BytesIO(data), formats=(reader,)) as image:
            if image.width * image.height > MAX_PIXELS:
                size = f"{image.width:,} x {image.height:,}"
                raise LimitError(f"the picture claims {size} pixels; {MAX_PIXELS:,} are opened", hint=_HINT)
            yield image


def upright(image: Image.Image, most: int) -> Image.Image:
    """The picture decoded, turned as its EXIF says, and no side longer than `most` pixels; RGB."""
    image.draft("RGB", (most, most))  # a JPEG is decoded at the size that is needed
    turned = image
    if image.mode in ("I;16", "I;16B", "I;16L", "I", "F"):
        turned = ImageOps.exif_transpose(_eight_bits(image))
    else:
        image.thumbnail((most, most))
        turned = ImageOps.exif_transpose(image)
    turned.thumbnail((most, most))
    if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
        flat = Image.new("RGBA", turned.size, "white")
        flat.alpha_composite(turned.convert("RGBA"))
        return flat.convert("RGB")
    return turned.convert("RGB")


def clean_here(data: bytes, *, most: int = MAX_SIDE) -> bytes:
    """What `apart.clean_copy` promises, in this process."""
    with opened(data) as image:
        plain = upright(image, most)
        bare = Image.frombytes("RGB", plain.size, plain.tobytes())  # a new picture: nothing of `info` comes along
        out = io.BytesIO()
        bare.save(out, "JPEG", quality=85, optimize=True)
        return out.getvalue()


def reads_heic() -> bool:
    """True where the library for HEIC pictures is installed; it is then made known to the opener."""
    with suppress(ImportError):
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
        return True
    return False


def _eight_bits(image: Image.Image) -> Image.Image:
    """16-bit and float pictures, as satellites and scanners make them, spread over 8 bits."""
    low, high = image.getextrema()
    if not isinstance(low, int | float) or not isinstance(high, int | float) or not high > low:
        return image.convert("L")
    scale = 255 / (high - low)
    return image.convert("F").point(lambda value: value * scale - low * scale).convert("L")


def _first_line(error: Exception) -> str:
    text = " ".join(str(error).split())[:120]
    return f"{type(error).__name__}: {text}" if text and "<_io" not in text and "0x" not in text else type(error).__name__
