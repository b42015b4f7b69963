# /// sample
# task = "reward"
# diagnosis = "You begin with the lever that has the best share, and levers never pulled have none: the first coin decides for ever."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    pulls, coins, pulled = np.zeros(arms), np.zeros(arms), []
    for _ in range(n):
        arm = int((coins / np.maximum(pulls, 1)).argmax())
        coins[arm] += pull(arm)
        pulls[arm] += 1
        pulled.append(arm)
    return pulled
