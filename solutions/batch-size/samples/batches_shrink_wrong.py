# /// sample
# task = "plan"
# diagnosis = "Your batches shrink: sure steps at first, and rough ones at the end. It is at the end that noise keeps you from coming to rest."
# ///

# %% task="plan"
def plan(n, largest):
    steps = []
    for size in (64, 16, 4):
        size = min(size, n)
        steps += [(size, 0.15 * largest)] * (2 * n // size)
    return steps
