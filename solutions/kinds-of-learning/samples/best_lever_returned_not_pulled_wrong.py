# /// sample
# task = "reward"
# diagnosis = "You return the lever that you think best n times. The contract asks for the levers as they were pulled, one after the other."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    pulls, coins = np.zeros(arms), np.zeros(arms)
    for made in range(n):
        arm = made % arms if made < n // 5 else int((coins / np.maximum(pulls, 1)).argmax())
        coins[arm] += pull(arm)
        pulls[arm] += 1
    return [int((coins / np.maximum(pulls, 1)).argmax())] * n
