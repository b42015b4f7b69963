# /// sample
# task = "waiting"
# diagnosis = "Those who stayed behind began to wait anew when a batch was sent; each keeps the time at which it came."
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
        if not full and (not self.queue or now - self.queue[0][1] < self.patience):
            return []
        batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
        self.queue = [(request, now) for request, _ in self.queue]
        return [request for request, _ in batch]
