"""Keep modules small: none of 400 lines or more, and the median of the non-empty ones under 120."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import median

LIMIT, MEDIAN = 400, 120


def main(folder: str) -> int:
    """Print the sizes' verdict for every .py file under `folder`; 1 where a bound is broken, else 0."""
    sizes = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sorted(Path(folder).rglob("*.py"))}
    middle = median([n for n in sizes.values() if n] or [0])
    problems = [f"{path}: {n} lines, {LIMIT} or more" for path, n in sizes.items() if n >= LIMIT]
    if middle >= MEDIAN:
        problems.append(f"{folder}: the median module has {middle:g} lines, {MEDIAN} or more")
    sys.stdout.write(
        "\n".join([*problems, f"{len(sizes)} modules, median {middle:g}, largest {max(sizes.values())} lines"]) + "\n"
    )
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
