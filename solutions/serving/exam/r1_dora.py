# %% task="check-order" kind="wrong" breaks="An int of hundreds of digits is a number like any other."
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    present = set(request)
    wanted = set(FIELDS)
    if "body_mass_kg" in present and "body_mass_g" not in present:
        wanted = wanted - {"body_mass_g"} | {"body_mass_kg"}
    found = [(name, "missing") for name in wanted - present]
    found += [(name, "unknown") for name in present - wanted]
    for name in wanted & present:
        value = request[name]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found.append((name, "not a number"))
            continue
        try:
            finite = math.isfinite(value)
        except OverflowError:
            finite = False  # too large for any float
        if not finite:
            found.append((name, "not finite"))
        elif not LIMITS[name][0] <= value <= LIMITS[name][1]:
            found.append((name, "out of range"))
    return sorted(found)


# %% task="to-model" kind="wrong" breaks="kilograms is first turned into grams."
def to_rows(requests, middle, spread):
    numbers = [
        [
            request[field] if field in request else int(request["body_mass_kg"] * 1000)
            for field in FIELDS
        ]
        for request in requests
    ]
    numbers = np.array(numbers, dtype=np.float64).reshape(len(requests), 4)
    return ((numbers - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="n may be 0"
def to_answers(probabilities, sure):
    alphabet = sorted(SPECIES)
    table = probabilities[:, [SPECIES.index(name) for name in alphabet]].astype(np.float64)
    orders = np.apply_along_axis(lambda row: np.argsort(-row, kind="stable"), 1, table)
    answers = []
    for row, order in zip(table.tolist(), orders.tolist()):
        pairs = [[alphabet[i], row[i]] for i in order]
        named = pairs[0][1] >= sure
        answers.append(
            {
                "species": pairs[0][0] if named else None,
                "probability": pairs[0][1],
                "others": pairs[1:] if named else pairs,
            }
        )
    return answers


# %% task="waiting" kind="wrong" breaks="or one that is already waiting"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.waiting = []

    def add(self, request, now):
        self.waiting.append((request, now))

    def due(self, now):
        full = len(self.waiting) >= self.largest
        late = bool(self.waiting) and now - self.waiting[0][1] >= self.patience
        if not (full or late):
            return []
        batch = [request for request, _ in self.waiting[: self.largest]]
        self.waiting = [pair for pair in self.waiting if pair[0] not in batch]
        return batch


# %% task="promise" kind="wrong" breaks="at least this share of all times must be within the budget"
def promise_kept(times, budget, share):
    different = set(float(time) for time in times)
    if not different:
        return True
    return len([time for time in different if time <= budget]) / len(different) >= share
