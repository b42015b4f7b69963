# /// sample
# task = "reward"
# diagnosis = "You keep what you learnt in the last game. In the next one the levers stand in another order, and the count is wrong."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    memory = play.__dict__.setdefault("memory", {})
    pulls, coins = memory.setdefault(arms, (np.zeros(arms), np.zeros(arms)))
    pulled = []
    for _ in range(n):
        seldom = np.sqrt(np.log(pulls.sum() + 1) / 2 / np.maximum(pulls, 1e-9))
        arm = int((coins / np.maximum(pulls, 1) + seldom).argmax())
        coins[arm] += pull(arm)
        pulls[arm] += 1
        pulled.append(arm)
    return pulled
