# /// sample
# task = "samples"
# diagnosis = "You let `high` itself come up, as random.randint does; here, as in range, the upper end is not in the range."
# ///

# %% task="samples"
import random


def make_samples(n, low, high, seed):
    rng = random.Random(seed)
    X = np.array([rng.randint(low, high) for _ in range(n)])
    return X, X % 2
