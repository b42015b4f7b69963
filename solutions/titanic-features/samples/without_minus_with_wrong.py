# /// sample
# task = "does-it-help"
# diagnosis = "Your differences have the wrong sign: with minus without is above 0 if the feature helps."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    with_it, without_it = np.array(with_it, "float64"), np.array(without_it, "float64")
    apart = without_it - with_it
    error = np.std(apart, ddof=1) / np.sqrt(len(apart))
    mean = apart.mean()
    return mean, mean - 2 * error, mean + 2 * error
