# /// sample
# task = "noise"
# diagnosis = "With each of eight seeds exactly the same number of labels is flipped. Give each label a draw of its own, from a generator that `seed` starts: then the number is left to chance."
# ///

# %% task="noise"
def add_label_noise(y, rate, seed):
    rng = np.random.default_rng(seed)
    noisy = np.array(y)
    places = rng.choice(len(y), size=int(rate * len(y)), replace=False)
    noisy[places] = 1 - noisy[places]
    return noisy


def ceiling(rate):
    return 1 - rate
