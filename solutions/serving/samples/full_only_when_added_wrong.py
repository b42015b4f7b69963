# /// sample
# task = "waiting"
# diagnosis = "After one batch was sent, a second full one that was waiting did not go until somebody came, or patience ran out. Look at the length of the queue at each call of `due`."
# ///

# %% task="waiting"
class Batcher:
    def __init__(self, largest, patience):
        self.largest, self.patience = largest, patience
        self.queue, self.full = [], False

    def add(self, request, now):
        self.queue.append((request, now))
        self.full = len(self.queue) >= self.largest

    def due(self, now):
        if not self.queue or not (self.full or now - self.queue[0][1] >= self.patience):
            return []
        self.full = False
        batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
        return [request for request, _ in batch]
