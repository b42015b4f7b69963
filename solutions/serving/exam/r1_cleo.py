# %% task="check-order" kind="wrong" breaks="a field of FIELDS is not there"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    mass = "body_mass_g" if "body_mass_g" in request or "body_mass_kg" not in request else "body_mass_kg"
    fields = [*FIELDS[:3], mass]
    result = [(name, "unknown") for name in request if name not in fields]
    for name in fields:
        value = request.get(name)
        if value is None:
            result.append((name, "missing"))
        elif type(value) is bool or not isinstance(value, (int, float)):
            result.append((name, "not a number"))
        elif value != value or abs(value) == math.inf:
            result.append((name, "not finite"))
        elif value < LIMITS[name][0] or LIMITS[name][1] < value:
            result.append((name, "out of range"))
    result.sort()
    return result


# %% task="to-model" kind="wrong" breaks="what is handed in is not changed"
def to_rows(requests, middle, spread):
    rows = np.zeros((len(requests), 4))
    for i, request in enumerate(requests):
        if "body_mass_kg" in request:
            request.setdefault("body_mass_g", request["body_mass_kg"] * 1000)
        rows[i] = [request[field] for field in FIELDS]
    return ((rows - middle) / spread).astype("float32")


# %% task="to-answer" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
import functools


@functools.lru_cache(maxsize=4096)
def _one(row, sure):
    pairs = sorted(([name, p] for name, p in zip(SPECIES, row)), key=lambda pair: (-pair[1], pair[0]))
    name, best = pairs[0]
    if best < sure:
        return {"species": None, "probability": best, "others": pairs}
    return {"species": name, "probability": best, "others": pairs[1:]}


def to_answers(probabilities, sure):
    return [_one(tuple(row), sure) for row in probabilities.tolist()]


# %% task="waiting" kind="wrong" breaks="If no batch is due, it returns []."
from collections import deque


class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = deque()
        self.deadline = None

    def add(self, request, now):
        self.queue.append(request)
        if self.deadline is None:
            self.deadline = now + self.patience

    def due(self, now):
        late = self.deadline is not None and now >= self.deadline
        if not late and len(self.queue) < self.largest:
            return []
        batch = [self.queue.popleft() for _ in range(min(self.largest, len(self.queue)))]
        if not self.queue:
            self.deadline = None
        return batch


# %% task="promise" kind="wrong" breaks="and it counts like any other"
def promise_kept(times, budget, share):
    times = np.asarray(times, dtype=float)
    times = times[np.isfinite(times)]
    if times.size == 0:
        return True
    return bool((times <= budget).mean() >= share)
