# %% task="check-order" kind="right"
class _Door:
    """One guest at the door."""

    def __init__(self, request):
        self.request = request

    def value_problem(self, low, high, value):
        match value:
            case bool():
                return "not a number"
            case int():
                pass
            case float():
                if value - value != 0:  # NaN for NaN and for the infinities
                    return "not finite"
            case _:
                return "not a number"
        if low <= value <= high:
            return None
        return "out of range"

    def __iter__(self):
        if not isinstance(self.request, dict):
            yield "", "not an object"
            return
        limits = dict(LIMITS)
        wanted = set(FIELDS)
        if "body_mass_g" in self.request:
            del limits["body_mass_kg"]
        elif "body_mass_kg" in self.request:
            wanted.remove("body_mass_g")
        for field in wanted.difference(self.request):
            yield field, "missing"
        for field, value in self.request.items():
            problem = self.value_problem(*limits[field], value) if field in limits else "unknown"
            if problem is not None:
                yield field, problem


def problems(request):
    return sorted(_Door(request))


# %% task="to-model" kind="right"
def to_rows(requests, middle, spread):
    first = [[request[field] for field in FIELDS[:-1]] for request in requests]
    mass = [request["body_mass_g"] if "body_mass_g" in request else request["body_mass_kg"] * 1000 for request in requests]
    table = np.array([[*a, b] for a, b in zip(first, mass)], dtype=np.float64).reshape(-1, len(FIELDS))
    return ((table - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="filler"
def to_answers(probabilities, sure):
    answers = []
    for row in np.asarray(probabilities).tolist():
        pairs = sorted(zip(SPECIES, row), key=lambda pair: (-pair[1], pair[0]))
        known = pairs[0][1] >= sure
        answers.append(
            {
                "species": pairs[0][0] if known else None,
                "probability": pairs[0][1],
                "others": [list(pair) for pair in pairs[int(known) :]],
            }
        )
    return answers


# %% task="many" kind="wrong" breaks="If it raises, the error travels on as it is."
def answer_all(predict, requests, sure):
    # a StopIteration of predict leaves a generator as a RuntimeError
    def plates():
        found = [problems(request) for request in requests]
        good = [request for request, wrong in zip(requests, found) if not wrong]
        answers = iter(to_answers(predict(good), sure) if good else [])
        for wrong in found:
            yield {"problems": wrong} if wrong else next(answers)

    return list(plates())


# %% task="service" kind="wrong" breaks="a single request with problems: 400"
class Service:
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        # looks for the words in the text, and so also inside of quotation marks: {"NaN": 1} is JSON
        if "NaN" in text or "Infinity" in text:
            return 400, '{"error": "this is no JSON"}'
        try:
            order = json.loads(text)
        except Exception:
            return 400, '{"error": "this is no JSON"}'
        many = isinstance(order, list)
        if many and len(order) > self.most:
            return 413, '{"error": "too long a list"}'
        try:
            answers = answer_all(self.predict, order if many else [order], self.sure)
        except Exception:
            return 500, '{"error": "something broke here"}'
        if many:
            return 200, json.dumps(answers)
        return 400 if "problems" in answers[0] else 200, json.dumps(answers[0])


# %% task="waiting" kind="wrong" breaks="It then holds the first"
class Batcher:
    # packs a tray as soon as it notices, in add, that the first one has waited long enough;
    # who comes at that time or later, before the waiter asks, goes on the next tray
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.open = []
        self.packed = []

    def _pack(self, now):
        if self.open and (len(self.open) >= self.largest or now - self.open[0][0] >= self.patience):
            self.packed.append([request for _, request in self.open])
            self.open = []

    def add(self, request, now):
        self._pack(now)
        self.open.append((now, request))
        if len(self.open) >= self.largest:
            self._pack(now)

    def due(self, now):
        if not self.packed:
            self._pack(now)
        return self.packed.pop(0) if self.packed else []


# %% task="promise" kind="wrong" breaks="So 7 of 100"
def promise_kept(times, budget, share):
    within = sum(1 for time in times if time <= budget)
    return within >= share * len(times)
