# /// sample
# task = "does-it-help"
# diagnosis = "In your spread the sum of squares is divided by n. The mean is taken from the same differences, so n - 1 of them are left."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    with_it, without_it = np.array(with_it, "float64"), np.array(without_it, "float64")
    apart = with_it - without_it
    error = np.std(apart, ddof=0) / np.sqrt(len(apart))
    mean = apart.mean()
    return mean, mean - 2 * error, mean + 2 * error
