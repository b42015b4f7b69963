# %% task="check-order"
def problem_of(value, limits):
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "not a number"
    # An int may be too large for a float, and is finite.
    if isinstance(value, float) and not math.isfinite(value):
        return "not finite"
    return "" if limits[0] <= value <= limits[1] else "out of range"


def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    in_kg = "body_mass_kg" in request and "body_mass_g" not in request
    known = [*FIELDS[:3], "body_mass_kg" if in_kg else "body_mass_g"]
    found = {field: "missing" for field in known if field not in request}
    for field, value in request.items():
        found[field] = problem_of(value, LIMITS[field]) if field in known else "unknown"
    return sorted((field, problem) for field, problem in found.items() if problem)

# %% task="to-model"
def to_rows(requests, middle, spread):
    def value(request, field):
        if field == "body_mass_g" and field not in request:
            return 1000 * request["body_mass_kg"]
        return request[field]

    values = [[value(request, field) for field in FIELDS] for request in requests]
    numbers = np.array(values, "float64").reshape(-1, len(FIELDS))
    return ((numbers - middle) / spread).astype("float32")

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (-pair[1], pair[0]))
    name, probability = ranked[0]
    named = probability >= sure
    others = [list(pair) for pair in ranked[named:]]
    return {"species": name if named else None, "probability": probability, "others": others}


def to_answers(probabilities, sure):
    return [to_answer(row, sure) for row in probabilities.tolist()]

# %% task="many"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found, strict=True) if not wrong]
    answers = iter(to_answers(predict(good), sure) if good else [])
    return [{"problems": wrong} if wrong else next(answers) for wrong in found]

# %% task="service"
def no_constant(name):
    raise ValueError(f"{name} is not JSON")


class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    def handle(self, text):
        try:
            asked = json.loads(text, parse_constant=no_constant)
        except (ValueError, RecursionError):
            return 400, json.dumps({"error": "the text is not JSON"})
        many = isinstance(asked, list)
        if many and len(asked) > self.most:
            return 413, json.dumps({"error": f"at most {self.most} requests are taken at once"})
        wrong = [] if many else problems(asked)
        if wrong:
            return 400, json.dumps({"problems": wrong})
        try:
            answers = answer_all(self.predict, asked if many else [asked], self.sure)
        except Exception:
            return 500, json.dumps({"error": "the model could not answer"})
        return 200, json.dumps(answers if many else answers[0])

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
        batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
        return [request for request, _ in batch]

# %% task="promise"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    return sum(time <= budget for time in times) / len(times) >= share
