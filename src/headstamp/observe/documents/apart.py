"""The process apart: `python -m headstamp.observe.documents.apart`, started by `aside` and by nobody else."""

from __future__ import annotations

import sys

from headstamp.observe.beside import held
from headstamp.observe.documents.aside import serve

if __name__ == "__main__":
    held()
    serve(iter(sys.stdin.buffer.readline, b""), sys.stdout.buffer)
