# /// sample
# task = "plan"
# diagnosis = ""
# ///

# %% task="plan"
def plan(n, largest):
    steps = []
    for size in (64, 16, 4):
        size = min(size, n)
        steps += [(size, 0.15 * largest)] * (2 * n // size)
    return steps
