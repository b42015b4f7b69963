# %% [markdown]
# # TODO: a title
#
# TODO: a story that somebody without your knowledge can follow, one idea at a time. Each idea is followed by one task.

# %%
import numpy as np

from course import open_exercise

check, hint = open_exercise("SLUG")

# %% [markdown]
# ## 1. TODO: the first idea

# %% task="scale"
def scale(x, factor):
    """Multiply each number of an array by a factor.

    x: float array of any shape; it is not changed. factor: a float.

    Returns a new array of the shape of x.

    >>> scale(np.array([1.0, 2.0]), 3.0)
    array([3., 6.])
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: TODO: something to play with, and to look at; it is not run when grading
scale(np.arange(5.0), 3.0)
