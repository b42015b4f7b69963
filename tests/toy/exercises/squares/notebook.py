# %% [markdown]
# # Squares
#
# Two functions.

# %%
import numpy as np

from course import open_exercise

check, hint = open_exercise("squares")

# %% task="square"
def square(x):
    """Square each number of an array and keep its shape."""
    raise NotImplementedError

# %% tags=["experiment"]
raise RuntimeError("an experiment is never run when grading")

# %% task="total"
def total(x):
    """Add up the squares of an array's numbers."""
    raise NotImplementedError
