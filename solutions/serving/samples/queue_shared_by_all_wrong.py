# /// sample
# task = "waiting"
# diagnosis = "The queue is kept on the class, so all batchers share one; make it in `__init__`."
# ///

# %% task="waiting"
class Batcher:
    queue = []

    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        full = len(self.queue) >= self.largest
        if not full and (not self.queue or now - self.queue[0][1] < self.patience):
            return []
        batch = self.queue[: self.largest]
        del self.queue[: self.largest]
        return [request for request, _ in batch]
