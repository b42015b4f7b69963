# %% task="check-order" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
COME_IN = []


def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    both = "body_mass_kg" in request and "body_mass_g" in request
    neither = "body_mass_kg" not in request and "body_mass_g" not in request
    found = {}
    for field in FIELDS[:3]:
        if field not in request:
            found[field] = "missing"
    if neither:
        found["body_mass_g"] = "missing"
    for field, value in request.items():
        if field not in LIMITS or (both and field == "body_mass_kg"):
            found[field] = "unknown"
        elif value is True or value is False or not isinstance(value, (int, float)):
            found[field] = "not a number"
        elif isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
            found[field] = "not finite"
        elif value < LIMITS[field][0] or value > LIMITS[field][1]:
            found[field] = "out of range"
    if not found:
        return COME_IN
    return sorted(found.items())


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread"
def to_rows(requests, middle, spread):
    if not requests:
        return np.empty((0, 4), np.float32)
    rows = np.array(
        [
            [r["bill_length_mm"], r["bill_depth_mm"], r["flipper_length_mm"],
             r["body_mass_g"] if "body_mass_g" in r else 1000 * r["body_mass_kg"]]
            for r in requests
        ]
    )
    rows -= middle
    rows /= spread
    return rows.astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="the one whose name comes first in the alphabet is put first"
def to_answers(probabilities, sure):
    answers = []
    for row in np.asarray(probabilities, dtype=np.float64):
        best = int(row.argmax())
        probability = float(row[best])
        species = SPECIES[best] if probability >= sure else None
        others = [[name, float(p)] for name, p in zip(SPECIES, row) if name != species]
        others.sort(key=lambda pair: (-pair[1], pair[0]))
        answers.append({"species": species, "probability": probability, "others": others})
    return answers


# %% task="waiting" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.requests, self.times = [], []
        self.batch = []

    def add(self, request, now):
        self.requests.append(request)
        self.times.append(now)

    def ready(self, now):
        return len(self.requests) >= self.largest or (
            len(self.times) > 0 and now - self.times[0] >= self.patience
        )

    def due(self, now):
        if not self.ready(now):
            return self.batch
        taken = self.requests[: self.largest]
        del self.requests[: self.largest], self.times[: self.largest]
        return taken


# %% task="promise" kind="wrong" breaks="list or one-dimensional NumPy array of numbers"
def promise_kept(times, budget, share):
    if not times:
        return True
    within = 0
    for time in times:
        if time <= budget:
            within += 1
    return within / len(times) >= share
