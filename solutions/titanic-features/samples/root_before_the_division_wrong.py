# /// sample
# task = "does-it-help"
# diagnosis = "You take the root of the sum first, and divide by n - 1 afterwards. The division belongs under the root."
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
