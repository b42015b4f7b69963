# /// sample
# task = "shares"
# diagnosis = "In accuracy you count hits alone; a good banana at which it is silent is a right answer, too."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return h / (h + f + m + q) if len(truth) else float("nan")


def precision(truth, alarm):
    h, f, _m, _q = confusion(truth, alarm)
    return h / (h + f) if h + f else float("nan")


def recall(truth, alarm):
    h, _f, m, _q = confusion(truth, alarm)
    return h / (h + m) if h + m else float("nan")
