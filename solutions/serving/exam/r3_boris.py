# %% task="check-order" kind="wrong" breaks="It never raises. An int of hundreds of digits is a number like any other."
# believed: math.isfinite can be asked of every number
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    result = []
    for field in set(FIELDS) | set(request):
        if field not in request:
            if not (field == "body_mass_g" and "body_mass_kg" in request):
                result.append((field, "missing"))
            continue
        value = request[field]
        if field not in LIMITS or (field == "body_mass_kg" and "body_mass_g" in request):
            result.append((field, "unknown"))
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            result.append((field, "not a number"))
        elif not math.isfinite(value):
            result.append((field, "not finite"))
        elif not LIMITS[field][0] <= value <= LIMITS[field][1]:
            result.append((field, "out of range"))
    return sorted(result)


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread, computed in float64, and turned into float32 at the very end."
# believed: the model wants float32, so everything is made float32 first
def to_rows(requests, middle, spread):
    rows = np.zeros((len(requests), 4), dtype=np.float32)
    middle = middle.astype(np.float32)
    spread = spread.astype(np.float32)
    for i, request in enumerate(requests):
        for j, field in enumerate(FIELDS):
            if field in request:
                rows[i, j] = request[field]
            else:
                rows[i, j] = request["body_mass_kg"] * 1000
    return (rows - middle) / spread


# %% task="to-answer" kind="wrong" breaks="It is None if its probability is below `sure`."
# believed: the cook has to be more than `sure`; exactly `sure` is not enough
def to_answers(probabilities, sure):
    result = []
    for row in probabilities.tolist():
        ranking = sorted(zip(SPECIES, row), key=lambda pair: (-pair[1], pair[0]))
        ranking = [list(pair) for pair in ranking]
        name, probability = ranking[0]
        if probability > sure:
            result.append({"species": name, "probability": probability, "others": ranking[1:]})
        else:
            result.append({"species": None, "probability": probability, "others": ranking})
    return result


# %% task="waiting" kind="wrong" breaks="It then holds the first `largest` of all that are waiting, or all of them if there are fewer"
# believed: when the tray goes, everybody who waits goes with it
class Batcher:
    def __init__(self, largest, patience):
        self.largest, self.patience = largest, patience
        self.requests, self.times = [], []

    def add(self, request, now):
        self.requests.append(request)
        self.times.append(now)

    def due(self, now):
        full = len(self.requests) >= self.largest
        waited = bool(self.times) and now - self.times[0] >= self.patience
        if not (full or waited):
            return []
        batch = self.requests
        self.requests, self.times = [], []
        return batch


# %% task="promise" kind="wrong" breaks="An answer that never came has the time infinity, and it counts like any other."
# believed: an answer that never came has no time, so it cannot be counted
def promise_kept(times, budget, share):
    times = [t for t in times if math.isfinite(t)]
    if not times:
        return True
    return sum(t <= budget for t in times) / len(times) >= share
