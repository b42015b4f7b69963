"""Draws which check catches which mistake."""

from pathlib import Path
from typing import Any

import numpy as np

from autograder.verify.matrix import Matrix


def draw(matrix: Matrix, path: Path) -> None:
    """Draw checks as rows and mistakes as columns, with one panel for each task."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    tasks = list(matrix.tasks)
    checks = {task: [c for c, of in matrix.task_of.items() if of == task] for task in tasks}
    heights = [len(checks[task]) + 1 for task in tasks]
    size = (11, 0.28 * sum(heights) + 1.6 * len(tasks))
    figure, axes = plt.subplots(
        len(tasks), 1, figsize=size, height_ratios=heights, layout="constrained", squeeze=False
    )
    for axis, task in zip(axes[:, 0], tasks, strict=True):
        # All checks judge a mistake. A panel shows it if a check of its task fails it.
        mistakes = [m for m, row in matrix.kills.items() if any(row.get(c) for c in checks[task])]
        _panel(axis, task, checks[task], mistakes, matrix.kills)
    figure.savefig(path, dpi=110)
    plt.close(figure)


def _panel(
    axis: Any,
    task: str,
    checks: list[str],
    mistakes: list[str],
    kills: dict[str, dict[str, float]],
) -> None:
    shares = np.array([[kills[m].get(check, 0.0) for m in mistakes] for check in checks])
    shares = shares.reshape(len(checks), len(mistakes))
    axis.pcolormesh(shares, cmap="Blues", vmin=0, vmax=1, edgecolors="#dddddd", linewidth=0.5)
    axis.invert_yaxis()
    names = [mistake.removeprefix("samples/").rpartition("_")[0] for mistake in mistakes]
    axis.set_xticks(np.arange(len(names)) + 0.5, names, fontsize=7, rotation=30, ha="right")
    labels = [check.removeprefix("test_") for check in checks]
    axis.set_yticks(np.arange(len(labels)) + 0.5, labels, fontsize=7)
    axis.set_title(task, loc="left", fontsize=9)
