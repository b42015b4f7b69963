# /// sample
# task = "does-it-help"
# diagnosis = "Your standard error is too small, by a factor of the root of n - 1. In the spread, the sum is divided by n - 1 first, and the root comes afterwards."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    apart = np.array(with_it, "float64") - np.array(without_it, "float64")
    mean = apart.mean()
    spread = np.sqrt(((apart - mean) ** 2).sum()) / (len(apart) - 1)
    error = spread / np.sqrt(len(apart))
    return mean, mean - 2 * error, mean + 2 * error
