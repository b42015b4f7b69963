# /// sample
# task = "waiting"
# diagnosis = "A clock was read in place of the time that was handed in, so nothing can be tried without waiting."
# ///

# %% task="waiting"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []

    def add(self, request, now):
        import time

        self.queue.append((request, time.time()))

    def due(self, now):
        import time

        now = time.time()
        full = len(self.queue) >= self.largest
        if not full and (not self.queue or now - self.queue[0][1] < self.patience):
            return []
        batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
        return [request for request, _ in batch]
