"""Kill a writer so many times at any moment; nothing that it acknowledged may be lost, and the case verifies afterwards.

    python benchmarks/case/kill.py --times 1000 [--folder FOLDER]

`--folder`: where the case is made; name one on the disk that you want to know about. Exits 1 on any loss.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from headstamp.case import Case, verify

WRITER = """
import sys
from pathlib import Path
from headstamp.case.store import Case
with Case.open(Path(sys.argv[1]), who=sys.argv[2]) as case:
    n = 0
    while True:
        case.add("claim", f"{sys.argv[2]}-{n}", {"value": f"lot 17-{n}", "holder": "Anna Fiction"})
        sys.stdout.write(f"{n}\\n")
        sys.stdout.flush()
        n += 1
"""


def killed(path: Path, who: str, after: float) -> int:
    """Start a writer, kill it some time after its first acknowledged write; how many it acknowledged."""
    command = [sys.executable, "-c", WRITER, str(path), who]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout  # noqa: S101
        process.stdout.readline()
        time.sleep(after)
        os.kill(process.pid, signal.SIGKILL)
        return 1 + process.stdout.read().count("\n")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1000)
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    chance, started = random.Random(6), time.perf_counter()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        path = Path(folder) / "kill.headstamp"
        Case.create(path, "kill", "bench").close()
        acknowledged = lost = extra = 0
        for turn in range(asked.times):
            done = killed(path, f"w{turn}", chance.random() * 0.03)
            with Case.open(path, readonly=True) as case:
                sql = "SELECT count(*) FROM objects WHERE kind = 'claim' AND id BETWEEN ? AND ?"
                kept = case.db.execute(sql, (f"w{turn}-", f"w{turn}-~")).fetchone()[0]
            acknowledged, lost, extra = acknowledged + done, lost + max(0, done - kept), extra + max(0, kept - done)
            if turn % 100 == 99:
                print(f"{turn + 1} kills, {acknowledged} acknowledged, {lost} lost, intact: {verify(path, index=False).intact}")
        verdict = verify(path)
    seconds = time.perf_counter() - started
    print(
        f"{asked.times} kills in {seconds:.0f} s: {acknowledged} writes acknowledged, {lost} lost, {extra} kept untold; "
        f"ledger of {verdict.entries} entries {'verifies' if verdict.intact else verdict.troubles[:3]}"
    )
    return int(bool(lost) or not verdict.intact)


if __name__ == "__main__":
    sys.exit(main())
