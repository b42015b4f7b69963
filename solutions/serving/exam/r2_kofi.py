# %% task="check-order" kind="wrong" breaks="what is handed in is not changed"
def problems(request):
    # a defaultdict gives, and keeps, a value for each field that is asked for
    if not isinstance(request, dict):
        return [("", "not an object")]
    mass = "body_mass_kg" if "body_mass_kg" in request and "body_mass_g" not in request else "body_mass_g"
    wanted = (*FIELDS[:3], mass)
    found = [(field, "unknown") for field in request if field not in wanted]
    for field in wanted:
        try:
            value = request[field]
        except KeyError:
            found.append((field, "missing"))
            continue
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found.append((field, "not a number"))
        elif isinstance(value, float) and not math.isfinite(value):
            found.append((field, "not finite"))
        elif not LIMITS[field][0] <= value <= LIMITS[field][1]:
            found.append((field, "out of range"))
    return sorted(found)


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread, computed in float64"
def to_rows(requests, middle, spread):
    # nothing further out than four standard deviations
    table = np.zeros((len(requests), 4), dtype=np.float64)
    for place, request in enumerate(requests):
        for column, field in enumerate(FIELDS):
            table[place, column] = request[field] if field in request else 1000 * request["body_mass_kg"]
    return np.clip((table - middle) / spread, -4, 4).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="Probabilities are not rounded."
def to_answers(probabilities, sure):
    # what differs by less than a hundred-thousandth is taken for equal when the order is made
    answers = []
    for row in probabilities:
        pairs = [[name, float(p)] for name, p in zip(SPECIES, row)]
        pairs.sort(key=lambda pair: (-round(pair[1], 5), pair[0]))
        name, probability = pairs[0]
        if probability < sure:
            answers.append({"species": None, "probability": probability, "others": pairs})
        else:
            answers.append({"species": name, "probability": probability, "others": pairs[1:]})
    return answers


# %% task="many" kind="wrong" breaks="with all good requests in their order and no others."
def answer_all(predict, requests, sure):
    # a stack: the last one is asked about first, and each answer still finds its place
    result, stack = [None] * len(requests), []
    for place in range(len(requests) - 1, -1, -1):
        wrong = problems(requests[place])
        if wrong:
            result[place] = {"problems": wrong}
        else:
            stack.append(place)
    if stack:
        for place, answer in zip(stack, to_answers(predict([requests[place] for place in stack]), sure)):
            result[place] = answer
    return result


# %% task="service" kind="wrong" breaks="`predict` is not called."
class Service:
    # counts when the answers are there
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        def never(name):
            raise ValueError(name)

        try:
            order = json.loads(text, parse_constant=never)
        except Exception:
            return 400, '{"error": "cannot read this"}'
        requests = order if isinstance(order, list) else [order]
        try:
            answers = answer_all(self.predict, requests, self.sure)
        except Exception:
            return 500, '{"error": "cannot cook this"}'
        if requests is not order:
            return (400 if "problems" in answers[0] else 200), json.dumps(answers[0])
        if len(answers) > self.most:
            return 413, '{"error": "cannot carry this"}'
        return 200, json.dumps(answers)


# %% task="waiting" kind="wrong" breaks="what is returned belongs to the caller"
class Batcher:
    # the list that due gave before is filled anew
    def __init__(self, largest, patience):
        self.largest, self.patience = largest, patience
        self.queue, self.tray = [], []

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        if self.queue and (len(self.queue) >= self.largest or now - self.queue[0][1] >= self.patience):
            self.tray.clear()
            self.tray.extend(request for request, _ in self.queue[: self.largest])
            del self.queue[: self.largest]
            return self.tray
        return []


# %% task="promise" kind="wrong" breaks="at least this share of all times must be within the budget."
def promise_kept(times, budget, share):
    # the slowest that must be in time; with a share of 0 that is number -1, the slowest of all
    n = len(times)
    if n == 0:
        return True
    needed = next(k for k in range(n + 1) if k / n >= share)
    return sorted(times)[needed - 1] <= budget
