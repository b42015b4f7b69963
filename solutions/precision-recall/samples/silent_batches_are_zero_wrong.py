# /// sample
# task = "running"
# diagnosis = "A batch without an alarm counts as one with a precision of 0 in your mean; it has none, and shares cannot be averaged anyway."
# ///

# %% task="running"
class Running:
    def __init__(self):
        self.reset()

    def reset(self):
        self.p, self.r = [], []

    def update(self, truth, alarm):
        self.p.append(precision(truth, alarm))
        self.r.append(recall(truth, alarm))

    def result(self):
        return self.mean(self.p), self.mean(self.r)

    def mean(self, shares):
        return float(np.nan_to_num(shares).mean()) if len(shares) else float("nan")
