# /// sample
# task = "noise"
# diagnosis = "You flip exactly the same number of labels each time, so that one label's fate depends on the others'; let each have a draw of its own."
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
