# /// sample
# task = "does-it-help"
# diagnosis = "Your interval says where one more split may fall. The mean of several is surer: divide by the root of their number."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    with_it, without_it = np.array(with_it, "float64"), np.array(without_it, "float64")
    apart = with_it - without_it
    error = np.std(apart, ddof=1)
    mean = apart.mean()
    return mean, mean - 2 * error, mean + 2 * error
