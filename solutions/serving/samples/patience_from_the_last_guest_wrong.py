# /// sample
# task = "waiting"
# diagnosis = "The patience was counted from the guest who came last, so each newcomer makes the others wait longer; the first one decides."
# ///

# %% task="waiting"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        full = len(self.queue) >= self.largest
        if not full and (not self.queue or now - self.queue[-1][1] < self.patience):
            return []
        batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
        return [request for request, _ in batch]
