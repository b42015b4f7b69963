# /// sample
# task = "waiting"
# diagnosis = "The queue is a default value, which Python makes once, so all batchers share it; make it in the body of `__init__`."
# ///

# %% task="waiting"
class Batcher:
    def __init__(self, largest, patience, queue=[]):
        self.largest = largest
        self.patience = patience
        self.queue = queue

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        full = len(self.queue) >= self.largest
        if not full and (not self.queue or now - self.queue[0][1] < self.patience):
            return []
        batch = self.queue[: self.largest]
        del self.queue[: self.largest]
        return [request for request, _ in batch]
