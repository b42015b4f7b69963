# /// sample
# task = "plan"
# diagnosis = "Your plan looks at all rows before each step: sure steps, but only a handful of them, and the flat directions are hardly begun. Smaller batches get further at first."
# ///

# %% task="plan"
def plan(n, largest):
    return [(n, 0.9 * largest)] * 6
