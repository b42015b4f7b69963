# /// sample
# task = "plan"
# diagnosis = "Your plan never changes. At a constant rate a small batch does not come to rest: let the rate fall, or the batch grow."
# ///

# %% task="plan"
def plan(n, largest):
    size = min(4, n)
    return [(size, 0.04 * largest)] * (6 * n // size)
