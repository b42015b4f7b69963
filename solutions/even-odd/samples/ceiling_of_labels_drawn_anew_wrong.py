# /// sample
# task = "noise"
# diagnosis = "Your ceiling would be right if noisy labels were drawn anew, half of them rightly; flipped labels are all wrong."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    return y ^ (np.random.default_rng(seed).random(len(y)) < rate)


def ceiling(rate):
    return 1 - rate / 2
