# /// sample
# task = "does-it-help"
# diagnosis = "Your result is that of two lists of which each is sorted by itself. Then the least score of one list stands beside the least score of the other list, and the pairs are gone."
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
