"""Answers as the cells that are run."""

from autograder.author import notebook, sample


def in_cells(exercise, answers, before=""):
    cells = dict(notebook.cells_to_run(sample.fill(exercise, answers)))
    return {-1: before} | cells if before else cells


def cell_of(exercise, task):
    """The index of a task's cell."""
    nb = sample.fill(exercise, {})
    return next(i for i, cell in enumerate(nb.cells) if notebook.grade_id(cell) == task)
