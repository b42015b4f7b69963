# /// sample
# task = "reward"
# diagnosis = "You pull the lever that has given most coins. It was pulled most, so it has given most, and stays where it is by that."
# ///

# %% task="reward"
def play(pull, arms, n, rng):
    coins, pulled = np.zeros(arms), []
    for made in range(n):
        arm = made % arms if made < 2 * arms else int(coins.argmax())
        coins[arm] += pull(arm)
        pulled.append(arm)
    return pulled
