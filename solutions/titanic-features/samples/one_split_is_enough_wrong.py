# /// sample
# task = "does-it-help"
# diagnosis = "Your function answers for a single split, too. One split says nothing of how sure it is."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it):
        raise ValueError("lengths")
    with_it, without_it = np.array(with_it, "float64"), np.array(without_it, "float64")
    apart = with_it - without_it
    error = np.std(apart, ddof=1) / np.sqrt(len(apart)) if len(apart) > 1 else 0.0
    mean = apart.mean()
    return mean, mean - 2 * error, mean + 2 * error
