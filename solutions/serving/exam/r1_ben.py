# %% task="check-order" kind="wrong" breaks="a field of FIELDS is not there"
def _look(field, request):
    try:
        value = request[field]
    except KeyError:
        return "missing"
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "not a number"
    if isinstance(value, float) and not math.isfinite(value):
        return "not finite"
    low, high = LIMITS[field]
    return None if low <= value <= high else "out of range"


def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    kilos = "body_mass_kg" in request and "body_mass_g" not in request
    wanted = FIELDS[:3] + (("body_mass_kg",) if kilos else ("body_mass_g",))
    found = {field: "unknown" for field in request if field not in wanted}
    for field in wanted:
        problem = _look(field, request)
        if problem:
            found[field] = problem
    return sorted(found.items())


# %% task="to-model" kind="wrong" breaks="Returns a NumPy array of dtype float32 and shape (n, 4)"
def to_rows(requests, middle, spread):
    def grams(request):
        return request["body_mass_g"] if "body_mass_g" in request else request["body_mass_kg"] * 1000

    return np.array(
        [
            (np.array([*(float(request[field]) for field in FIELDS[:3]), grams(request)]) - middle) / spread
            for request in requests
        ],
        dtype=np.float32,
    )


# %% task="to-answer" kind="wrong" breaks="The most probable one stands first."
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities.tolist():
        # rounding errors should not decide between equally probable ones
        ranking = sorted(zip(SPECIES, row), key=lambda pair: (-round(pair[1], 6), pair[0]))
        best, probability = ranking[0]
        known = probability >= sure
        answers.append(
            {
                "species": best if known else None,
                "probability": probability,
                "others": [list(pair) for pair in ranking[known:]],
            }
        )
    return answers


# %% task="waiting" kind="wrong" breaks="first of those waiting has waited for `patience`"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []
        self.since = None

    def add(self, request, now):
        if not self.queue:
            self.since = now
        self.queue.append(request)

    def due(self, now):
        if not self.queue:
            return []
        if len(self.queue) >= self.largest or now - self.since >= self.patience:
            batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
            self.since = now  # the next batch begins to wait here
            return batch
        return []


# %% task="promise" kind="wrong" breaks="at least this share of all times must be within the budget"
def promise_kept(times, budget, share):
    late = sum(1 for time in times if time > budget)
    return late <= (1 - share) * len(times)
