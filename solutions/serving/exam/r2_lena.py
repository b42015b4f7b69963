# %% task="check-order" kind="wrong" breaks="An int of hundreds of digits is a number like any other."
def problems(request):
    # an int that no float can hold is called not finite, though it is out of range
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = []
    for field in sorted({*request, *FIELDS}):
        if field not in request:
            if not (field == "body_mass_g" and "body_mass_kg" in request):
                found.append((field, "missing"))
            continue
        if field not in LIMITS or (field == "body_mass_kg" and "body_mass_g" in request):
            found.append((field, "unknown"))
            continue
        value = request[field]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found.append((field, "not a number"))
            continue
        try:
            finite = math.isfinite(float(value))
        except OverflowError:
            finite = False
        if not finite:
            found.append((field, "not finite"))
        elif not LIMITS[field][0] <= value <= LIMITS[field][1]:
            found.append((field, "out of range"))
    return found


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread"
def to_rows(requests, middle, spread):
    # the usual pinch of salt, so that nothing is divided by 0
    values = [
        [float(request[field]) if field in request else 1000.0 * request["body_mass_kg"] for field in FIELDS]
        for request in requests
    ]
    return ((np.array(values).reshape(-1, 4) - middle) / (spread + 1e-8)).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="It is None if its probability is below `sure`."
def to_answers(probabilities, sure):
    # the search begins at 0, which no species of a row of zeros is above
    result = []
    for row in probabilities:
        best, most = None, 0.0
        for name, p in sorted(zip(SPECIES, map(float, row))):
            if p > most:
                best, most = name, p
        if most < sure:
            best = None
        others = [[name, float(p)] for name, p in zip(SPECIES, row) if name != best]
        others.sort(key=lambda pair: (-pair[1], pair[0]))
        result.append({"species": best, "probability": most, "others": others})
    return result


# %% task="many" kind="wrong" breaks="predict(good) takes a list of requests in which `problems` finds"
def answer_all(predict, requests, sure):
    # hands over a tuple
    checked = [(request, problems(request)) for request in requests]
    good = tuple(request for request, wrong in checked if not wrong)
    answers = iter(to_answers(predict(good), sure)) if good else iter(())
    return [{"problems": wrong} if wrong else next(answers) for _, wrong in checked]


# %% task="service" kind="wrong" breaks="(Anything but a list is a single request.)"
class Service:
    # "hello", 3 and null are JSON, and get an error, and not their problems
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        def constant(name):
            raise ValueError

        try:
            order = json.loads(text, parse_constant=constant)
        except Exception:
            return 400, json.dumps({"error": "no JSON came in"})
        if isinstance(order, dict):
            requests = [order]
        elif isinstance(order, list):
            requests = order
            if len(requests) > self.most:
                return 413, json.dumps({"error": "too many came in"})
        else:
            return 400, json.dumps({"error": "neither a list nor an object came in"})
        try:
            answers = answer_all(self.predict, requests, self.sure)
        except Exception:
            return 500, json.dumps({"error": "nothing came out"})
        if isinstance(order, list):
            return 200, json.dumps(answers)
        return (400 if "problems" in answers[0] else 200), json.dumps(answers[0])


# %% task="waiting" kind="wrong" breaks="A further call at the same time may give the next one."
class Batcher:
    # one batch for each moment
    def __init__(self, largest, patience):
        self.largest, self.patience = largest, patience
        self.queue, self.last = [], None

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        if not self.queue or now == self.last:
            return []
        if len(self.queue) >= self.largest or now - self.queue[0][1] >= self.patience:
            self.last = now
            batch = [request for request, _ in self.queue[: self.largest]]
            self.queue = self.queue[self.largest :]
            return batch
        return []


# %% task="promise" kind="wrong" breaks="at least this share of all times must be within the budget."
def promise_kept(times, budget, share):
    # the slowest one in a hundred is an outlier
    kept = sorted(times)[: len(times) - len(times) // 100]
    if not kept:
        return True
    return sum(time <= budget for time in kept) / len(kept) >= share
