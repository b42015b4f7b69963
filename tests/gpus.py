"""A stand-in for a GPU: an ordinary device file, which no worker may open otherwise."""

from dataclasses import replace

from autograder.author import notebook, sample
from autograder.session.gpu import Gpu
from autograder.session.sandbox import ALLOWANCES, Grant

STAND_IN = "/dev/full"


def a_gpu(number=0, memory_mib=16384, **changes):
    grant = Grant((STAND_IN,), (), ALLOWANCES[:1])
    return Gpu(f"GPU-{number}", f"card {number}", memory_mib, grant, **changes)


def wanting(exercise, share=1, **limits):
    return replace(exercise, limits=replace(exercise.limits, gpu=share, **limits))


def in_cells(exercise, answers, before=""):
    cells = dict(notebook.cells_to_run(sample.fill(exercise, answers)))
    return {-1: before} | cells if before else cells


def cell_of(exercise, task):
    """The index of a task's cell."""
    nb = sample.fill(exercise, {})
    return next(i for i, cell in enumerate(nb.cells) if notebook.grade_id(cell) == task)
