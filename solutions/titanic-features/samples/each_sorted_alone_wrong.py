# /// sample
# task = "does-it-help"
# diagnosis = "Your function sorts each list by itself. Then the first score of one split is compared with the first score of another, and the pairs are gone."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("two or more splits, and the same for both")
    d = np.array(sorted(with_it)) - np.array(sorted(without_it))
    mean = d.mean()
    error = d.std(ddof=1) / np.sqrt(len(d))
    low, high = mean - 2 * error, mean + 2 * error
    return mean, low, high
