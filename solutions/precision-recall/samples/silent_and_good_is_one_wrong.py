# /// sample
# task = "shares"
# diagnosis = "Where no banana is rotten and it never rings you say that precision is 1; it did well, but of no alarm there is no share."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return (h + q) / (h + f + m + q) if len(truth) else float("nan")


def precision(truth, alarm):
    h, f, m, _q = confusion(truth, alarm)
    return h / (h + f) if h + f else (float("nan") if m else 1.0)


def recall(truth, alarm):
    h, _f, m, _q = confusion(truth, alarm)
    return h / (h + m) if h + m else float("nan")
