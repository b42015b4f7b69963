# /// sample
# task = "plan"
# diagnosis = ""
# ///

# %% task="plan"
def plan(n, largest):
    return [(4, 0.15 * largest * (1 - k / 384)) for k in range(384)]
