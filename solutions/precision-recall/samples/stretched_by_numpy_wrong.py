# /// sample
# task = "shares"
# diagnosis = "You compare the arrays and trust NumPy to notice that lengths differ; an array of length 1 it stretches without a word."
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
