"""Folders on their way to the machines of a Spark cluster. Needs the extra `spark`."""

from __future__ import annotations

import atexit
import hashlib
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark import SparkContext


def send(context: SparkContext, folder: Path) -> str:
    """Pack a folder and send it to every machine once; the name under which `arrived` finds it there.

    A cluster takes no bare folders, so it travels as an archive that each machine unpacks; ours is removed when the process ends,
    since machines may ask for it until then."""
    name = f"{folder.name}-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]}"
    place = Path(tempfile.mkdtemp(prefix="headstamp-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    archive = shutil.make_archive(str(place / name), "zip", folder)
    context.addArchive(archive)
    return Path(archive).name


def arrived(name: str) -> Path:
    """Where the folder that was sent as `name` lies on this machine."""
    from pyspark import SparkFiles

    return Path(SparkFiles.get(name))
