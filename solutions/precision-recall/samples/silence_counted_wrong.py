# /// sample
# task = "shares"
# diagnosis = "Your precision is the share of good bananas at which it is silent; precision never looks into the quiet box."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return (h + q) / (h + f + m + q) if len(truth) else float("nan")


def precision(truth, alarm):
    h, f, _m, q = confusion(truth, alarm)
    return q / (q + f) if h + f else float("nan")


def recall(truth, alarm):
    h, _f, m, _q = confusion(truth, alarm)
    return h / (h + m) if h + m else float("nan")
