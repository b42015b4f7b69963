# /// sample
# task = "shares"
# diagnosis = "Python raises a `ZeroDivisionError` where it divides by zero, floats too; of nothing there is no share, and that is NaN."
# ///

# %% task="shares"
def accuracy(truth, alarm):
    h, f, m, q = confusion(truth, alarm)
    return (h + q) / (h + f + m + q) if len(truth) else float("nan")


def precision(truth, alarm):
    h, f, _m, _q = confusion(truth, alarm)
    return h / (h + f)


def recall(truth, alarm):
    h, _f, m, _q = confusion(truth, alarm)
    return h / (h + m)
