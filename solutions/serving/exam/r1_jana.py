# %% task="check-order" kind="right"
class Inspector:
    """One look at one guest."""

    def __init__(self, request):
        self.request = request
        self.notes = {}

    def fields(self):
        grams, kilos = "body_mass_g" in self.request, "body_mass_kg" in self.request
        return (*FIELDS[:3], "body_mass_kg" if kilos and not grams else "body_mass_g")

    def value_problem(self, field, value):
        if value is True or value is False:
            return "not a number"
        if isinstance(value, float):
            if value != value or value == math.inf or value == -math.inf:
                return "not finite"
        elif not isinstance(value, int):
            return "not a number"
        lower, upper = LIMITS[field]
        if value < lower or value > upper:
            return "out of range"
        return ""

    def look(self):
        wanted = self.fields()
        for field in wanted:
            if field not in self.request:
                self.notes[field] = "missing"
            else:
                problem = self.value_problem(field, self.request[field])
                if problem:
                    self.notes[field] = problem
        for field in self.request:
            if field not in wanted:
                self.notes[field] = "unknown"
        return [(field, self.notes[field]) for field in sorted(self.notes)]


def problems(request):
    return Inspector(request).look() if isinstance(request, dict) else [("", "not an object")]


# %% task="to-model" kind="right"
def to_rows(requests, middle, spread):
    rows = np.zeros((len(requests), 4), dtype=np.float32)
    for i in range(len(requests)):
        for j in range(4):
            if FIELDS[j] in requests[i]:
                value = float(requests[i][FIELDS[j]])
            else:
                value = float(requests[i]["body_mass_kg"]) * 1000.0
            rows[i, j] = (value - float(middle[j])) / float(spread[j])
    return rows


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    """Choose the best of those left, until none is left."""
    answers = []
    for i in range(len(probabilities)):
        left = {SPECIES[j]: float(probabilities[i, j]) for j in range(3)}
        ranking = []
        while left:
            chosen = None
            for name in sorted(left):
                if chosen is None or left[name] > left[chosen]:
                    chosen = name
            ranking.append([chosen, left.pop(chosen)])
        answer = {"species": None, "probability": ranking[0][1], "others": ranking}
        if not ranking[0][1] < sure:
            answer["species"] = ranking.pop(0)[0]
        answers.append(answer)
    return answers


# %% task="many" kind="right"
def answer_all(predict, requests, sure):
    good_places = []
    results = {}
    for place in range(len(requests)):
        wrong = problems(requests[place])
        if len(wrong) > 0:
            results[place] = {"problems": wrong}
        else:
            good_places.append(place)
    if good_places:
        chances = predict([requests[place] for place in good_places])
        for place, answer in zip(good_places, to_answers(chances, sure)):
            results[place] = answer
    return [results[place] for place in range(len(requests))]


# %% task="service" kind="wrong" breaks="it may nest too deep"
def _no_json(word):
    raise ValueError("NaN and its friends are no JSON")


class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    def handle(self, text):
        try:
            data = json.loads(text, parse_constant=_no_json)
        except ValueError:  # JSONDecodeError is one, and so is a number of too many digits
            return 400, json.dumps({"error": "not JSON"})
        if isinstance(data, list) and len(data) > self.most:
            return 413, json.dumps({"error": "too long"})
        try:
            if isinstance(data, list):
                return 200, json.dumps(answer_all(self.predict, data, self.sure))
            (answer,) = answer_all(self.predict, [data], self.sure)
        except Exception:
            return 500, json.dumps({"error": "internal error"})
        return (400 if "problems" in answer else 200), json.dumps(answer)


# %% task="waiting" kind="right"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.requests = []
        self.arrivals = []

    def add(self, request, now):
        self.requests.append(request)
        self.arrivals.append(now)

    def due(self, now):
        if len(self.requests) == 0:
            return []
        waited = now - self.arrivals[0]
        if len(self.requests) < self.largest and waited < self.patience:
            return []
        batch = self.requests[: self.largest]
        del self.requests[: self.largest]
        del self.arrivals[: self.largest]
        return batch


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    total = 0
    within = 0
    for time in times:
        total += 1
        if not time > budget:
            within += 1
    if total == 0:
        return True
    return within / total >= share
