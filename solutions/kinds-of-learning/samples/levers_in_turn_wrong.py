# /// sample
# task = "reward"
# diagnosis = "You pull the levers in turn to the end, so each gets a third of the pulls. What the coins say decides nothing."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    pulled = [made % arms for made in range(n)]
    for arm in pulled:
        pull(arm)
    return pulled
