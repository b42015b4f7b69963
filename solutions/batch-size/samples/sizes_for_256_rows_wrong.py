# /// sample
# task = "plan"
# diagnosis = "Your plan is the same for any n. With few rows it uses more than six times n."
# ///

# %% task="plan"
def plan(n, largest):
    return [(4, 0.15 * largest * (1 - k / 384)) for k in range(384)]
