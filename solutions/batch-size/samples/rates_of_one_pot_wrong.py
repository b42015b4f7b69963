# /// sample
# task = "plan"
# diagnosis = "Your rates do not depend on `largest`. In other units of x they are too large or too small: measure them in units of `largest`."
# ///

# %% task="plan"
def plan(n, largest):
    size = min(4, n)
    count = 6 * n // size
    return [(size, 0.06 * (1 + math.cos(math.pi * k / count)) / 2) for k in range(count)]


import math
