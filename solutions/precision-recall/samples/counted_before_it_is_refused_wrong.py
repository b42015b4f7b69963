# /// sample
# task = "running"
# diagnosis = "You count before you compare the lengths, so a batch that is refused has left something behind."
# ///

# %% task="running"
class Running:
    def __init__(self):
        self.reset()

    def reset(self):
        self.h = self.f = self.m = 0

    def update(self, truth, alarm):
        self.m += int((truth != 0).sum())
        h, f, m, _ = confusion(truth, alarm)
        self.m -= h + m
        self.h += h
        self.f += f
        self.m += m

    def result(self):
        nan = float("nan")
        return (
            self.h / (self.h + self.f) if self.h + self.f else nan,
            self.h / (self.h + self.m) if self.h + self.m else nan,
        )
