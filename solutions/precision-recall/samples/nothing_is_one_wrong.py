# /// sample
# task = "shares"
# diagnosis = "At least one share that has nothing to divide by is 1 in your answer. A share of 1 would mean that something was counted; of nothing there is no share, and that is NaN."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return (h + q) / (h + f + m + q) if len(truth) else float("nan")


def precision(truth, alarm):
    h, f, _m, _q = confusion(truth, alarm)
    return h / (h + f) if h + f else 1.0


def recall(truth, alarm):
    h, _f, m, _q = confusion(truth, alarm)
    return h / (h + m) if h + m else 1.0
