# %% task="noise" kind="wrong" breaks="a float, 0 <= rate <= 0.5"
# the ceiling refuses the largest rate: "it is a coin then"
def add_label_noise(y, rate, seed):
    flips = np.random.default_rng(seed).random(len(y)) < rate
    return np.where(flips, 1 - np.asarray(y), y).astype("int64")


def ceiling(rate):
    if not 0 <= rate < 0.5:
        raise ValueError("with half of the labels flipped there is nothing to know")
    return 1.0 - rate
