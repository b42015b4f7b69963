# /// sample
# task = "shares"
# diagnosis = "Where a share has nothing to divide by you say 1. That would mean that all alarms are right, or all rotten ones found; here there are none to count, and the share is NaN."
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
