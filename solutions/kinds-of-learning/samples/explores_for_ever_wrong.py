# /// sample
# task = "reward"
# diagnosis = "In each game every lever still gets more than a fifth of the last 300 pulls, the worst one too. By then the coins have shown the best one: pull it most."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    pulled = [int(arm) for arm in rng.integers(0, arms, n)]
    for arm in pulled:
        pull(arm)
    return pulled
