# /// sample
# task = "plan"
# diagnosis = "Your sizes add up to more than six times n."
# ///

# %% task="plan"
def plan(n, largest):
    size = min(4, n)
    count = 7 * n // size
    return [(size, 0.15 * largest * (1 - k / count)) for k in range(count)]
