# %% task="check-order" kind="wrong" breaks="the value is neither an int nor a float"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = []
    for field in FIELDS:
        if field == "body_mass_g" and field not in request and "body_mass_kg" in request:
            field = "body_mass_kg"
        if field not in request:
            found.append((field, "missing"))
            continue
        value = request[field]
        low, high = LIMITS[field]
        if not isinstance(value, (int, float)) or value in (True, False):
            found.append((field, "not a number"))
        elif value != value or value in (math.inf, -math.inf):
            found.append((field, "not finite"))
        elif not low <= value <= high:
            found.append((field, "out of range"))
    for field in request:
        if field not in LIMITS:
            found.append((field, "unknown"))
    if "body_mass_kg" in request and "body_mass_g" in request:
        found.append(("body_mass_kg", "unknown"))
    return sorted(found)


# %% task="to-model" kind="wrong" breaks="computed in float64, and turned into float32 at the very"
def to_rows(requests, middle, spread):
    rows = np.empty((len(requests), 4), dtype=np.float32)
    for place, request in enumerate(requests):
        for column, field in enumerate(FIELDS):
            if field in request:
                rows[place, column] = request[field]
            else:
                rows[place, column] = request["body_mass_kg"] * 1000
    return ((rows - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="Each is turned into a Python float first, and compared as such."
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities:
        order = sorted(range(3), key=lambda i: (-row[i], SPECIES[i]))
        pairs = [[SPECIES[i], float(row[i])] for i in order]
        if row[order[0]] < sure:
            species, others = None, pairs
        else:
            species, others = pairs[0][0], pairs[1:]
        answers.append({"species": species, "probability": pairs[0][1], "others": others})
    return answers


# %% task="waiting" kind="wrong" breaks="first of those waiting has waited for `patience`"
class Batcher:
    def __init__(self, largest, patience):
        self.largest, self.patience = largest, patience
        self.waiting = []
        self.came = 0

    def add(self, request, now):
        self.waiting.append(request)
        self.came = now

    def due(self, now):
        if not self.waiting:
            return []
        if len(self.waiting) < self.largest and now - self.came < self.patience:
            return []
        batch = self.waiting[: self.largest]
        self.waiting = self.waiting[self.largest :]
        return batch


# %% task="promise" kind="wrong" breaks="keep a share of 0.07"
def promise_kept(times, budget, share):
    times = np.asarray(times)
    return bool(np.count_nonzero(times <= budget) >= share * len(times))
