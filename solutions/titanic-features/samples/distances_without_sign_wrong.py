# /// sample
# task = "does-it-help"
# diagnosis = "Your differences have lost their sign. A split on which the feature did harm then counts as a gain."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.abs(np.asarray(with_it, "float64") - np.asarray(without_it, "float64"))
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
