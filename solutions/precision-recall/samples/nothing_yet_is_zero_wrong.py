# /// sample
# task = "running"
# diagnosis = "Where there is nothing to divide by your result says 0; it should be NaN, as for `precision` and `recall`."
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
        nan = 0.0
        return (
            self.h / (self.h + self.f) if self.h + self.f else nan,
            self.h / (self.h + self.m) if self.h + self.m else nan,
        )
