# %% task="check-order" kind="wrong" breaks="If both are there, `body_mass_kg` is"
# believed: a guest may give both masses; both are on the menu, so both are simply checked
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]

    def problem_of(field):
        value = request[field]
        if field not in LIMITS:
            return "unknown"
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "not a number"
        if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
            return "not finite"
        low, high = LIMITS[field]
        if not low <= value <= high:
            return "out of range"
        return None

    found = [(field, problem_of(field)) for field in request if problem_of(field)]
    for field in FIELDS[:3]:
        if field not in request:
            found.append((field, "missing"))
    if "body_mass_g" not in request and "body_mass_kg" not in request:
        found.append(("body_mass_g", "missing"))
    return sorted(found)


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread, computed in float64"
# believed: grams are whole numbers, so int() of the thousandfold is the mass in grams
def to_rows(requests, middle, spread):
    def number(request, field):
        if field in request:
            return request[field]
        return int(request["body_mass_kg"] * 1000)

    rows = [[number(request, field) for field in FIELDS] for request in requests]
    values = np.array(rows, dtype=float).reshape(-1, 4)
    return ((values - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="Probabilities are not rounded."
# believed: a guest wants to read 0.96, and not 0.9599999785423279
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities:
        numbers = {name: float(p) for name, p in zip(SPECIES, row)}
        names = sorted(sorted(numbers), key=numbers.get, reverse=True)
        species = names[0] if numbers[names[0]] >= sure else None
        answers.append({
            "species": species,
            "probability": round(numbers[names[0]], 4),
            "others": [[name, round(numbers[name], 4)] for name in names if name != species],
        })
    return answers


# %% task="waiting" kind="wrong" breaks="Several batchers know nothing of each other."
# believed: a list in the class body is made anew for each object, as in Java
class Batcher:
    queue = []

    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        if not self.queue:
            return []
        waited = now - self.queue[0][1]
        if len(self.queue) < self.largest and waited < self.patience:
            return []
        batch = []
        while self.queue and len(batch) < self.largest:
            batch.append(self.queue.pop(0)[0])
        return batch


# %% task="promise" kind="wrong" breaks="Without any times the promise is kept."
# believed: there is always at least one time
def promise_kept(times, budget, share):
    return sum(1 for t in times if t <= budget) / len(times) >= share
