# /// sample
# task = "does-it-help"
# diagnosis = "Your middle is the median of the differences, and the mean is asked for."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.asarray(with_it, "float64") - np.asarray(without_it, "float64")
    mean = np.median(d)
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
