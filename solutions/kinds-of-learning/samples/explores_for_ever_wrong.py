# /// sample
# task = "reward"
# diagnosis = "You pull levers at random to the end. You know by then which is the best, and make no use of it."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    pulled = [int(arm) for arm in rng.integers(0, arms, n)]
    for arm in pulled:
        pull(arm)
    return pulled
