# /// sample
# task = "shares"
# diagnosis = "At least one of precision and recall has the value of the other: precision divides hits by all alarms, recall by all rotten ones."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return (h + q) / (h + f + m + q) if len(truth) else float("nan")


def precision(truth, alarm):
    h, _f, m, _q = confusion(truth, alarm)
    return h / (h + m) if h + m else float("nan")


def recall(truth, alarm):
    h, f, _m, _q = confusion(truth, alarm)
    return h / (h + f) if h + f else float("nan")
