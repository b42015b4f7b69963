# /// sample
# task = "running"
# diagnosis = "Your `result` forgets the batches that it has told about; it may be asked at any time, and changes nothing."
# ///

# %% task="running"
class Running:
    def __init__(self):
        self.reset()

    def reset(self):
        self.h = self.f = self.m = 0

    def update(self, truth, alarm):
        h, f, m, _ = confusion(truth, alarm)
        self.h += h
        self.f += f
        self.m += m

    def result(self):
        nan = float("nan")
        told = (
            self.h / (self.h + self.f) if self.h + self.f else nan,
            self.h / (self.h + self.m) if self.h + self.m else nan,
        )
        self.reset()
        return told
