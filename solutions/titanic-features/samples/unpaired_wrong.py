# /// sample
# task = "does-it-help"
# diagnosis = "Your error is that of two separate clouds of scores. Both models sat the same splits, so what made a split hard drops out of the difference."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    with_it, without_it = np.array(with_it, "float64"), np.array(without_it, "float64")
    apart = with_it - without_it
    error = np.sqrt((np.var(with_it, ddof=1) + np.var(without_it, ddof=1)) / len(apart))
    mean = apart.mean()
    return mean, mean - 2 * error, mean + 2 * error
