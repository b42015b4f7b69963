# /// sample
# task = "noise"
# diagnosis = "Your noise only ever turns labels one way, say 0 into 1; a flip turns 1 into 0 as well."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    noisy = y.copy()
    noisy[rng.random(len(y)) < rate] = 1
    return noisy


def ceiling(rate):
    return 1 - rate
