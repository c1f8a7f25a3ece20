"""How far a screen is: the step, lines and lines a second, for people; silence for pipes and logs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Told = Callable[[str, int], None]
"""Called with the step and how many lines or consignments are done in it."""


@contextmanager
def steps() -> Iterator[Told]:
    """A line on stderr that follows the steps; what was finished stays unseen, since the answer follows."""
    if not sys.stderr.isatty():
        yield lambda _step, _done: None
        return
    from rich.console import Console
    from rich.progress import Progress, ProgressColumn, SpinnerColumn, Task, TaskID, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        """Done, and done a second."""

        def render(self, task: Task) -> Text:
            speed = task.completed / task.elapsed if task.elapsed else 0.0
            return Text(f"{int(task.completed):>11,}" + (f"  {int(speed):>9,}/s" if speed else ""))

    columns = (SpinnerColumn(), TextColumn("{task.description:<24}", markup=False), Rate(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, TaskID] = {}

        def told(step: str, done: int) -> None:
            if step not in tasks:
                for task in tasks.values():
                    bar.update(task, visible=False)
                tasks[step] = bar.add_task(step, total=None)
            bar.update(tasks[step], completed=done)

        told("opening", 0)
        yield told
