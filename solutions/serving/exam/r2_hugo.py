# %% task="check-order" kind="wrong" breaks="there, `body_mass_kg` is"
def problems(request):
    # both masses: the kilograms are unknown only where their value is good
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = {}
    for field, value in request.items():
        if field not in LIMITS:
            found[field] = "unknown"
            continue
        low, high = LIMITS[field]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found[field] = "not a number"
        elif isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
            found[field] = "not finite"
        elif not low <= value <= high:
            found[field] = "out of range"
    if "body_mass_kg" in request and "body_mass_g" in request:
        found.setdefault("body_mass_kg", "unknown")
    for field in FIELDS:
        if field not in request and not (field == "body_mass_g" and "body_mass_kg" in request):
            found[field] = "missing"
    return sorted(found.items())


# %% task="to-model" kind="wrong" breaks="what is returned belongs to the caller"
_tray = np.zeros((16, 4), dtype=np.float32)


def to_rows(requests, middle, spread):
    # saves memory: the rows of a later call stand where those of an earlier call stood
    global _tray
    n = len(requests)
    if n > len(_tray):
        _tray = np.zeros((2 * n, 4), dtype=np.float32)
    for i, request in enumerate(requests):
        grams = request["body_mass_g"] if "body_mass_g" in request else request["body_mass_kg"] * 1000.0
        values = np.array([*(request[field] for field in FIELDS[:3]), grams], dtype=np.float64)
        _tray[i] = (values - middle) / spread
    return _tray[:n]


# %% task="to-answer" kind="wrong" breaks="Wherever two species are equally probable, the one whose name comes first in the alphabet is put first."
def to_answers(probabilities, sure):
    # the best one is right; among the others Gentoo stands before an equal Chinstrap
    result = []
    for row in probabilities:
        chances = dict(zip(SPECIES, map(float, row)))
        best = max(sorted(chances), key=chances.get)
        others = [[name, chances[name]] for name in sorted(chances, key=lambda name: -chances[name])]
        others.remove([best, chances[best]])
        if chances[best] < sure:
            others.insert(0, [best, chances[best]])
        result.append(
            {
                "species": None if chances[best] < sure else best,
                "probability": chances[best],
                "others": others,
            }
        )
    return result


# %% task="many" kind="wrong" breaks="Where no request is"
def answer_all(predict, requests, sure):
    # asks the model about nothing, too
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found) if not wrong]
    answers = iter(to_answers(predict(good), sure))
    return [{"problems": wrong} if wrong else next(answers) for wrong in found]


# %% task="service" kind="wrong" breaks="`handle` never raises an Exception."
class Service:
    # a number of 5000 digits raises a plain ValueError, which is no JSONDecodeError
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        def constant(name):
            raise json.JSONDecodeError("no constant", name, 0)

        try:
            order = json.loads(text, parse_constant=constant)
        except (json.JSONDecodeError, RecursionError):
            return 400, json.dumps({"error": "not JSON"})
        several = isinstance(order, list)
        if several and len(order) > self.most:
            return 413, json.dumps({"error": "too long"})
        if several and not any(not problems(request) for request in order):
            return 200, json.dumps([{"problems": problems(request)} for request in order])
        if not several and problems(order):
            return 400, json.dumps({"problems": problems(order)})
        try:
            answers = answer_all(self.predict, order if several else [order], self.sure)
        except Exception:
            return 500, json.dumps({"error": "out of order"})
        return 200, json.dumps(answers if several else answers[0])


# %% task="waiting" kind="wrong" breaks="A batch is due as soon as `largest` requests are waiting."
class Batcher:
    # == in place of >=: if more than `largest` wait, only patience helps
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []

    def add(self, request, now):
        self.queue.append((now, request))

    def due(self, now):
        if len(self.queue) == self.largest or (self.queue and now - self.queue[0][0] >= self.patience):
            batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
            return [request for _, request in batch]
        return []


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    return np.size(times) == 0 or np.mean(np.asarray(times) <= budget) >= share
