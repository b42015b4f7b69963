# /// sample
# task = "reward"
# diagnosis = "You go on trying levers at random in every second pull. What was learnt in the first fifty pulls is then thrown away six hundred times."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    pulls, coins, pulled = np.zeros(arms), np.zeros(arms), []
    for _ in range(n):
        arm = int(rng.integers(arms)) if rng.random() < 0.6 else int((coins / np.maximum(pulls, 1)).argmax())
        coins[arm] += pull(arm)
        pulls[arm] += 1
        pulled.append(arm)
    return pulled
