# %% task="check-order" kind="right"
class OrderValidator:
    """Somebody who comes from Java."""

    def __init__(self, request):
        self._request = request
        self._result = []

    def _report(self, field, problem):
        self._result.append((field, problem))

    def _is_known(self, field):
        if field == "body_mass_kg":
            return "body_mass_g" not in self._request
        return field in LIMITS

    def _check_value(self, field, value):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            self._report(field, "not a number")
            return
        if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
            self._report(field, "not finite")
            return
        lower, upper = LIMITS[field]
        if value < lower or value > upper:
            self._report(field, "out of range")

    def validate(self):
        if not isinstance(self._request, dict):
            self._report("", "not an object")
            return self._result
        for field, value in self._request.items():
            if self._is_known(field):
                self._check_value(field, value)
            else:
                self._report(field, "unknown")
        for field in FIELDS:
            replaced = field == "body_mass_g" and "body_mass_kg" in self._request
            if field not in self._request and not replaced:
                self._report(field, "missing")
        self._result.sort(key=lambda pair: pair[0])
        return self._result


def problems(request):
    return OrderValidator(request).validate()


# %% task="to-model" kind="wrong" breaks="computed in float64, and turned into float32 at the very end"
# believed: raw values may lie in a float32 array, as long as mean and standard deviation are float64
def to_rows(requests, middle, spread):
    raw = np.zeros((len(requests), 4), dtype=np.float32)
    for row, request in enumerate(requests):
        for column, field in enumerate(FIELDS):
            if field == "body_mass_g" and field not in request:
                raw[row, column] = request["body_mass_kg"] * 1000.0
            else:
                raw[row, column] = request[field]
    return ((raw - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    class Candidate:
        def __init__(self, name, probability):
            self.name = name
            self.probability = float(probability)

        def __lt__(self, other):
            if self.probability != other.probability:
                return self.probability > other.probability
            return self.name < other.name

        def to_list(self):
            return [self.name, self.probability]

    answers = []
    for row in probabilities:
        candidates = sorted(Candidate(name, p) for name, p in zip(SPECIES, row))
        winner = candidates[0]
        is_sure = winner.probability >= sure
        losers = candidates[1:] if is_sure else candidates
        answers.append({
            "species": winner.name if is_sure else None,
            "probability": winner.probability,
            "others": [candidate.to_list() for candidate in losers],
        })
    return answers


# %% task="many" kind="wrong" breaks="`predict` is called once, with all good requests in their order and no others."
# believed: what counts is that each place gets its answer; one after the other is safest
def answer_all(predict, requests, sure):
    answers = []
    for request in requests:
        found = problems(request)
        if len(found) > 0:
            answers.append({"problems": found})
        else:
            answers.append(to_answers(predict([request]), sure)[0])
    return answers


# %% task="service" kind="wrong" breaks="(Anything but a list is a single request.)"
# believed: a text that holds neither a list nor an object is no request, so it is an error of its own
class Service:
    def __init__(self, predict, sure, most):
        self._predict = predict
        self._sure = sure
        self._most = most

    @staticmethod
    def _refuse_constant(name):
        raise ValueError("no JSON: " + name)

    @staticmethod
    def _error(status, words):
        return (status, json.dumps({"error": words}))

    def _answer(self, requests):
        found = [problems(request) for request in requests]
        good = [request for request, wrong in zip(requests, found) if not wrong]
        plates = iter(to_answers(self._predict(good), self._sure) if good else [])
        return [{"problems": wrong} if wrong else next(plates) for wrong in found]

    def handle(self, text):
        try:
            message = json.loads(text, parse_constant=self._refuse_constant)
        except Exception:
            return self._error(400, "This is not JSON.")
        if isinstance(message, list):
            if len(message) > self._most:
                return self._error(413, "Too many requests.")
            try:
                return (200, json.dumps(self._answer(message)))
            except Exception:
                return self._error(500, "Internal error.")
        if not isinstance(message, dict):
            return self._error(400, "A list or an object is expected.")
        try:
            answer = self._answer([message])[0]
        except Exception:
            return self._error(500, "Internal error.")
        return (400 if "problems" in answer else 200, json.dumps(answer))


# %% task="waiting" kind="wrong" breaks="or all of them if there are fewer, in the order in which they came"
# believed: each order has its own patience, and only those go that have waited long enough
class Batcher:
    def __init__(self, largest, patience):
        self._largest = largest
        self._patience = patience
        self._queue = []

    def add(self, request, now):
        self._queue.append((request, now))

    def due(self, now):
        if len(self._queue) >= self._largest:
            count = self._largest
        else:
            count = 0
            for _, came in self._queue:
                if now - came >= self._patience:
                    count += 1
        batch = [request for request, _ in self._queue[:count]]
        self._queue = self._queue[count:]
        return batch


# %% task="promise" kind="wrong" breaks="With k of n times within the budget, `k / n` is compared with `share`, as Python divides."
# believed: the share is a place in the sorted times (a percentile), and that one must be within the budget
def promise_kept(times, budget, share):
    n = len(times)
    if n == 0:
        return True
    in_order = sorted(times)
    place = math.ceil(share * n) - 1
    return bool(in_order[place] <= budget)
