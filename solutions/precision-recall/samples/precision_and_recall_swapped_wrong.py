# /// sample
# task = "shares"
# diagnosis = "You divide hits by the rotten ones where precision is asked for, and by the alarms where it is recall: precision is a share of the alarms."
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
