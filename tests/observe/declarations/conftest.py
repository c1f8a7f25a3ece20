"""Files to read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.observe.declarations.tables import Write


@pytest.fixture
def table(tmp_path: Path) -> Write:
    """Writes a file of these bytes or this text under this name."""

    def write(content: bytes | str, name: str = "day.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
