# /// sample
# task = "running"
# diagnosis = "You weigh each batch's share by its number of bananas; precision is a share of alarms, so even these weights are the wrong ones."
# ///

# %% task="running"
class Running:
    def __init__(self):
        self.reset()

    def reset(self):
        self.batches = []

    def update(self, truth, alarm):
        self.batches.append((len(truth), precision(truth, alarm), recall(truth, alarm)))

    def mean(self, place):
        known = [(batch[0], batch[place]) for batch in self.batches if not np.isnan(batch[place])]
        rows = sum(n for n, _ in known)
        return float(sum(n * share for n, share in known) / rows) if rows else float("nan")

    def result(self):
        return self.mean(1), self.mean(2)
