# %% task="check-order" kind="filler"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    allowed = list(FIELDS)
    if "body_mass_kg" in request and "body_mass_g" not in request:
        allowed[3] = "body_mass_kg"
    found = [(field, "missing") for field in allowed if field not in request]
    for field, value in request.items():
        if field not in allowed:
            found.append((field, "unknown"))
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            found.append((field, "not a number"))
        elif isinstance(value, float) and not math.isfinite(value):
            found.append((field, "not finite"))
        elif value < LIMITS[field][0] or value > LIMITS[field][1]:
            found.append((field, "out of range"))
    return sorted(found)


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread"
def to_rows(requests, middle, spread):
    epsilon = 1e-7  # nobody wants to divide by 0
    rows = np.zeros((len(requests), len(FIELDS)))
    for row, request in zip(rows, requests):
        for column, field in enumerate(FIELDS):
            row[column] = request[field] if field in request else request["body_mass_kg"] * 1000
    return ((rows - middle) / (spread + epsilon)).astype(np.float32)


# %% task="to-answer" kind="filler"
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities:
        pairs = sorted(([name, float(p)] for name, p in zip(SPECIES, row)), key=lambda pair: (-pair[1], pair[0]))
        name, best = pairs[0]
        if best < sure:
            answers.append({"species": None, "probability": best, "others": pairs})
        else:
            answers.append({"species": name, "probability": best, "others": pairs[1:]})
    return answers


# %% task="many" kind="wrong" breaks="`predict` is called once"
def answer_all(predict, requests, sure):
    listed = [problems(request) for request in requests]
    good = [request for request, found in zip(requests, listed) if not found]
    answers = []
    if good:
        try:
            chances = predict(good)
        except Exception:
            chances = predict(good)  # the kitchen stumbles at times; the second error travels on
        answers = to_answers(chances, sure)
    answers.reverse()
    return [{"problems": found} if found else answers.pop() for found in listed]


# %% task="service" kind="wrong" breaks="a list of up to `most` requests: 200, and the list that `answer_all` gives"
class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    @staticmethod
    def no_constant(name):
        raise ValueError(name)

    def serve(self, orders):
        found = [problems(order) for order in orders]
        good = [order for order, wrong in zip(orders, found) if not wrong]
        answers = to_answers(self.predict(good), self.sure)[::-1] if good else []
        return [{"problems": wrong} if wrong else answers.pop() for wrong in found]

    def handle(self, text):
        try:
            data = json.loads(text, parse_constant=self.no_constant)
        except Exception:
            return 400, '{"error": "please send JSON"}'
        many = isinstance(data, list)
        if many and len(data) > self.most:
            return 413, '{"error": "please send fewer requests"}'
        try:
            replies = self.serve(data if many else [data])
        except Exception:
            return 500, '{"error": "something broke here, and it was not you"}'
        failed = bool(replies) and all("problems" in reply for reply in replies)
        return (400 if failed else 200), json.dumps(replies if many else replies[0])


# %% task="waiting" kind="wrong" breaks="Times are ints or floats in any unit"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.requests = []
        self.times = []

    def add(self, request, now):
        self.requests.append(request)
        self.times.append(now)

    def due(self, now):
        first = self.times[0] if self.times else None
        if len(self.requests) >= self.largest or (first and first + self.patience <= now):
            batch = self.requests[: self.largest]
            self.requests = self.requests[self.largest :]
            self.times = self.times[self.largest :]
            return batch
        return []


# %% task="promise" kind="wrong" breaks="what is handed in is not changed"
def promise_kept(times, budget, share):
    times = np.asarray(times)
    if len(times) == 0:
        return True
    times.sort()
    within = int(np.searchsorted(times, budget, side="right"))
    return within / len(times) >= share
