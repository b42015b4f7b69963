# %% [markdown]
# # Advice
#
# A function, a text and a plan.

# %%
import numpy as np

from course import open_exercise

check, hint = open_exercise("advice")

# %% task="square"
def square(x):
    """Square each number of an array."""
    raise NotImplementedError

# %% [markdown]
# Advise the board: are squares worth it?

# %% [markdown] task="argument"
# *Write your advice here, in a hundred words.*

# %% task="plan"
# Write your plan here: a line for each step.
