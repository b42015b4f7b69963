# %% task="check-order" kind="wrong" breaks="the request is no dictionary."
def problems(request):
    # an empty dictionary is no order at all
    if not isinstance(request, dict) or len(request) == 0:
        return [("", "not an object")]

    def look(field, value):
        if field not in LIMITS or (field == "body_mass_kg" and "body_mass_g" in request):
            return "unknown"
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "not a number"
        if value != value or value in (math.inf, -math.inf):
            return "not finite"
        if value < LIMITS[field][0] or LIMITS[field][1] < value:
            return "out of range"
        return ""

    found = [(field, look(field, value)) for field, value in request.items()]
    missing = set(FIELDS) - set(request)
    if "body_mass_kg" in request:
        missing.discard("body_mass_g")
    found += [(field, "missing") for field in missing]
    return sorted(pair for pair in found if pair[1])


# %% task="to-model" kind="wrong" breaks="Returns a NumPy array of dtype float32 and shape (n, 4)"
def to_rows(requests, middle, spread):
    # nothing comes in: float64 goes out
    if len(requests) == 0:
        return np.empty((0, 4))
    rows = []
    for request in requests:
        mass = request.get("body_mass_g")
        if mass is None:
            mass = 1000 * request["body_mass_kg"]
        values = [request["bill_length_mm"], request["bill_depth_mm"], request["flipper_length_mm"], mass]
        rows.append((np.array(values, dtype=np.float64) - middle) / spread)
    return np.stack(rows).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="the probability of the most probable species"
def to_answers(probabilities, sure):
    # makes each row sum to 1 first
    result = []
    for row in np.asarray(probabilities, dtype=np.float64):
        total = math.fsum(row)
        if total > 0:
            row = row / total
        pairs = sorted(([name, float(p)] for name, p in zip(SPECIES, row)), key=lambda pair: (-pair[1], pair[0]))
        unsure = pairs[0][1] < sure
        result.append(
            {
                "species": None if unsure else pairs[0][0],
                "probability": pairs[0][1],
                "others": pairs if unsure else pairs[1:],
            }
        )
    return result


# The label was `wrong`: pairs are lists. Since then the notebook allows these.
# %% task="many" kind="right"
def answer_all(predict, requests, sure):
    # the tuples become lists, as JSON would make them
    result = [{"problems": [list(pair) for pair in problems(request)]} for request in requests]
    places = [place for place, answer in enumerate(result) if not answer["problems"]]
    if places:
        answers = to_answers(predict([requests[place] for place in places]), sure)
        for place, answer in zip(places, answers):
            result[place] = answer
    return result


# %% task="service" kind="wrong" breaks="(1e999 is JSON, and Python reads it as infinity.)"
class Service:
    # sends back each text in which a number becomes infinity
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    @staticmethod
    def finite(word):
        number = float(word)
        if not math.isfinite(number):
            raise ValueError("not finite")
        return number

    def handle(self, text):
        try:
            order = json.loads(text, parse_float=self.finite, parse_constant=self.finite)
        except Exception:
            return 400, json.dumps({"error": "no JSON"})
        alone = not isinstance(order, list)
        requests = [order] if alone else order
        if not alone and len(order) > self.most:
            return 413, json.dumps({"error": "too much"})
        try:
            answers = answer_all(self.predict, requests, self.sure)
        except Exception:
            return 500, json.dumps({"error": "breakdown"})
        if alone:
            return (400 if "problems" in answers[0] else 200), json.dumps(answers[0])
        return 200, json.dumps(answers)


# %% task="waiting" kind="wrong" breaks="`largest` of all that are waiting, or all of them if there are fewer"
class Batcher:
    # when patience is over, only those go who have waited that long themselves
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        if len(self.queue) >= self.largest:
            size = self.largest
        else:
            size = sum(now - came >= self.patience for _, came in self.queue)
        batch = [request for request, _ in self.queue[:size]]
        self.queue = self.queue[size:]
        return batch


# %% task="promise" kind="wrong" breaks="and neither is rounded."
def promise_kept(times, budget, share):
    # in whole per cent
    if len(times) == 0:
        return True
    within = sum(bool(time <= budget) for time in times)
    return round(within / len(times), 2) >= share
