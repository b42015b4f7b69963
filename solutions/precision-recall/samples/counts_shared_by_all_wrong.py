# /// sample
# task = "running"
# diagnosis = "Your counts belong to the class, so all objects add to the same ones; let each object have its own."
# ///

# %% task="running"
class Running:
    hits = false_alarms = misses = 0

    def __init__(self):
        pass

    def reset(self):
        Running.hits = Running.false_alarms = Running.misses = 0

    def update(self, truth, alarm):
        hits, false_alarms, misses, _ = confusion(truth, alarm)
        Running.hits += hits
        Running.false_alarms += false_alarms
        Running.misses += misses

    def result(self):
        h, f, m = Running.hits, Running.false_alarms, Running.misses
        return h / (h + f) if h + f else float("nan"), h / (h + m) if h + m else float("nan")
