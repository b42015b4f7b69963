# %% [markdown]
# # Broadcasting: two shapes, one sum
#
# A ranger has written down three numbers for each bird of an island: its weight in grams, the length of its wing in millimetres,
# and its age in years. She wants to know which birds are alike. Two things stand in her way: grams are much larger numbers than
# years, and there are many pairs of birds. Broadcasting helps with both.
#
# When two arrays are added or subtracted, NumPy writes their shapes under each other, **flush right**. Two lengths fit if they are equal, or
# if one of them is 1, or missing; the shorter one is then repeated.
#
# ```
# table   5 × 3           table   5 × 3           a column   4 × 1
# row         3           column      5           a row      1 × 3
# sum     5 × 3           does not fit            sum        4 × 3
# ```

# %%
import numpy as np

from course import open_exercise

check, hint = open_exercise("broadcasting")

# %% [markdown]
# ## 1. A table and one row
#
# To compare grams with years, express each number by how far it is from the mean of its own column, in standard deviations of that
# column. A table of 5 birds and 3 columns has three means, and `table.mean(axis=…)` takes the axis along which it adds up: this axis is
# gone from the result.

# %% task="standardise"
def standardise(x):
    """Shift and scale each column of a table to mean 0 and standard deviation 1.

    x: float array of shape (n, d), a row for each bird; n and d are at least 2, and no column has
        all its numbers equal. It is not changed.

    The standard deviation is the root of the mean squared difference from the mean, the mean being taken
    over all n numbers (not n - 1): what `np.std` gives.

    Returns a new float array of shape (n, d).
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: change the shapes; which pairs fit, and which shape comes out?
for left, right in [((5, 3), (3,)), ((5, 3), (5,)), ((5, 3), (5, 1)), ((3, 3), (3,))]:
    try:
        print(left, right, "→", (np.zeros(left) + np.zeros(right)).shape)
    except ValueError as error:
        print(left, right, "→", error)

# %% [markdown]
# ## 2. Everyone with everyone
#
# The birds of one island are the points `a`, those of another the points `b`. How far is each from each? Two tables of the same shape
# are subtracted row by row: the first bird meets only the first. But a length of 1 is repeated, and `a[:, None]` puts an axis of
# length 1 in second place.

# %% task="distances"
def distances(a, b):
    """Give the distance from each point of one set to each point of another.

    a: float array of shape (n, d), a point in each row. b: float array of shape (m, d). n, m and d are at
        least 1; coordinates are between -10 and 10, and no two points are closer than 0.01.

    The distance is the straight line's: the root of the sum of the squared differences of the coordinates.

    Returns a float array of shape (n, m): in row i and column j, how far a[i] is from b[j]. Loops are allowed, but you
    need none.
    """
    raise NotImplementedError

# %% tags=["experiment"]
# experiment: which shape has the difference, and which axis of it holds the coordinates?
points, others = np.zeros((4, 2)), np.ones((3, 2))
print((points[:, None] - others).shape)
print(distances(points, others))
