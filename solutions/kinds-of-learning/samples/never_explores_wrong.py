# /// sample
# task = "reward"
# diagnosis = "You try each lever once and then pull the best one. A good lever that gave nothing at first is never pulled again."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    pulls, coins, pulled = np.zeros(arms), np.zeros(arms), []
    for made in range(n):
        arm = made if made < arms else int((coins / pulls).argmax())
        coins[arm] += pull(arm)
        pulls[arm] += 1
        pulled.append(arm)
    return pulled
