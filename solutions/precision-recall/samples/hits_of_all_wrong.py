# /// sample
# task = "shares"
# diagnosis = "You divide hits by all bananas; precision asks only about those at which it rings, recall only about the rotten ones."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return (h + q) / (h + f + m + q) if len(truth) else float("nan")


def precision(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return h / (h + f + m + q) if h + f else float("nan")


def recall(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return h / (h + f + m + q) if h + m else float("nan")
