# /// sample
# task = "shares"
# diagnosis = "A share comes out where one of the two arrays has length 1: NumPy stretches it to the length of the other, without a word."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    return float(np.mean(truth.astype(bool) == alarm.astype(bool)))


def precision(truth, alarm):
    t, a = truth.astype(bool), alarm.astype(bool)
    return float((t & a).sum() / np.float64(a.sum()))


def recall(truth, alarm):
    t, a = truth.astype(bool), alarm.astype(bool)
    return float((t & a).sum() / np.float64(t.sum()))
