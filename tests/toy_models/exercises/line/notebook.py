# %% [markdown]
# # A line
#
# A model that needs no training.

# %%
import keras
import numpy as np

from course import open_exercise

check, hint = open_exercise("line")

# %% task="line"
def line():
    """Give a model that computes 2 x + 1 for each row of shape (1,)."""
    raise NotImplementedError

# %% task="saved"
def saved(path):
    """Save such a model to `path` (it ends in `.keras`) and give the path back."""
    raise NotImplementedError
