# /// sample
# task = "plan"
# diagnosis = "Your plan never changes, and looks at more than half of the rows before each step: sure steps, but only a few of them. The flat directions are hardly begun: smaller batches get further at first."
# ///

# %% task="plan"
def plan(n, largest):
    return [(n, 0.9 * largest)] * 6
