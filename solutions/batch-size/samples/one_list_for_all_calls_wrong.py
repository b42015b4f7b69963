# /// sample
# task = "plan"
# diagnosis = "Each call gives the same list. What is returned belongs to the caller: if it is changed, the next call must not see that."
# ///

# %% task="plan"
import functools


@functools.cache
def plan(n, largest):
    size = min(4, n)
    count = 6 * n // size
    return [(size, 0.15 * largest * (1 - k / count)) for k in range(count)]
