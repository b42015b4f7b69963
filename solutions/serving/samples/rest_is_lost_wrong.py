# /// sample
# task = "waiting"
# diagnosis = "The requests that did not fit on the tray are gone: no later call of `due` gives them. They have to wait on in the queue, each with its own time."
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
        batch, self.queue = self.queue[: self.largest], []
        return [request for request, _ in batch]
