# /// sample
# task = "shares"
# diagnosis = "You round the shares; one rotten banana found in a hundred thousand then looks like none."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return round((h + q) / (h + f + m + q), 4) if len(truth) else float("nan")


def precision(truth, alarm):
    h, f, _m, _q = confusion(truth, alarm)
    return round(h / (h + f), 4) if h + f else float("nan")


def recall(truth, alarm):
    h, _f, m, _q = confusion(truth, alarm)
    return round(h / (h + m), 4) if h + m else float("nan")
