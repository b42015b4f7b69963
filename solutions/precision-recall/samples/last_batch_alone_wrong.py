# /// sample
# task = "running"
# diagnosis = "Your result is that of the last batch alone; the batches before it have no part in it."
# ///

# %% task="running"
class Running:
    def __init__(self):
        self.reset()

    def reset(self):
        self.h = self.f = self.m = 0

    def update(self, truth, alarm):
        h, f, m, _ = confusion(truth, alarm)
        self.h = h
        self.f = f
        self.m = m

    def result(self):
        nan = float("nan")
        return (
            self.h / (self.h + self.f) if self.h + self.f else nan,
            self.h / (self.h + self.m) if self.h + self.m else nan,
        )
