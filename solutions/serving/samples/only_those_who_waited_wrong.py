# /// sample
# task = "waiting"
# diagnosis = "Only those whose own patience had run out were sent, though there was room on the tray; the others can come along."
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
        if not full:
            late = sum(now - came >= self.patience for _, came in self.queue)
            batch, self.queue = self.queue[:late], self.queue[late:]
            return [request for request, _ in batch]
        batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
        return [request for request, _ in batch]
