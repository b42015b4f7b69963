# /// sample
# task = "does-it-help"
# diagnosis = "Your interval reaches from the least difference to the greatest. With more splits it gets wider, and the mean gets surer."
# ///

# %% task="does-it-help"
def gain(with_it, without_it):
    if len(with_it) != len(without_it) or len(with_it) < 2:
        raise ValueError("lengths")
    with_it, without_it = np.array(with_it, "float64"), np.array(without_it, "float64")
    apart = with_it - without_it
    np.std(apart, ddof=1) / np.sqrt(len(apart))
    mean = apart.mean()
    return mean, apart.min(), apart.max()
