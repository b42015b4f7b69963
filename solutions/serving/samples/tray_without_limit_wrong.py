# /// sample
# task = "waiting"
# diagnosis = "A batch held more than `largest` requests; all that was waiting went at once."
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
        batch, self.queue = self.queue, []
        return [request for request, _ in batch]
