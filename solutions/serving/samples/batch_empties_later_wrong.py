# /// sample
# task = "waiting"
# diagnosis = "The list that was returned is the queue itself, and it changes when the queue does; return a list of its own."
# ///

# %% task="waiting"
class Batcher:
    def __init__(self, largest, patience):
        self.largest, self.patience = largest, patience
        self.queue, self.times, self.sent = [], [], []

    def add(self, request, now):
        self.queue.append(request)
        self.times.append(now)

    def due(self, now):
        self.sent.clear()
        if len(self.queue) >= self.largest or (self.queue and now - self.times[0] >= self.patience):
            self.sent.extend(self.queue[: self.largest])
            del self.queue[: self.largest], self.times[: self.largest]
        return self.sent
