# /// sample
# task = "running"
# diagnosis = "You take the mean of the batches' shares, so a batch with one alarm counts as much as one with thirty; add counts, and divide once."
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
        known = [share for share in shares if not np.isnan(share)]
        return float(np.mean(known)) if known else float("nan")
