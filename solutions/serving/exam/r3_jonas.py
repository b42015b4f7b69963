# %% task="check-order" kind="right"
def problems(request):
    # rules from top to bottom: the first that holds names the problem
    if not isinstance(request, dict):
        return [("", "not an object")]
    both = "body_mass_g" in request and "body_mass_kg" in request
    rules = [
        ("unknown", lambda f, v: f not in LIMITS or (both and f == "body_mass_kg")),
        ("not a number", lambda f, v: isinstance(v, bool) or not isinstance(v, int | float)),
        ("not finite", lambda f, v: isinstance(v, float) and not np.isfinite(v)),
        ("out of range", lambda f, v: v < LIMITS[f][0] or v > LIMITS[f][1]),
    ]
    table = {}
    for field in FIELDS:
        if field not in request:
            table[field] = "missing"
    if "body_mass_kg" in request:
        table.pop("body_mass_g", None)
    for field, value in request.items():
        for problem, rule in rules:
            if rule(field, value):
                table[field] = problem
                break
    return sorted(table.items())


# %% task="to-model" kind="right"
def to_rows(requests, middle, spread):
    # as in pandas: one column after the other
    n = len(requests)
    table = {field: np.full(n, np.nan) for field in FIELDS}
    for i, request in enumerate(requests):
        for field, value in request.items():
            if field == "body_mass_kg":
                table["body_mass_g"][i] = float(value) * 1000.0
            else:
                table[field][i] = value
    columns = [(table[field] - middle[k]) / spread[k] for k, field in enumerate(FIELDS)]
    return np.column_stack(columns).astype(np.float32)


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    def one(row):
        series = dict(zip(SPECIES, map(float, row)))
        ranked = dict(sorted(sorted(series.items()), key=lambda item: item[1], reverse=True))
        top = next(iter(ranked))
        named = top if ranked[top] >= sure else None
        rest = [[name, p] for name, p in ranked.items() if name != named]
        return {"species": named, "probability": ranked[top], "others": rest}

    return [one(row) for row in probabilities]


# %% task="many" kind="wrong" breaks="If it raises, the error travels on as it is."
# believed: an error with a clearer name and message of my own helps those who call me
def answer_all(predict, requests, sure):
    answers = [None] * len(requests)
    good_places = []
    for place, request in enumerate(requests):
        found = problems(request)
        if found:
            answers[place] = {"problems": found}
        else:
            good_places.append(place)
    if good_places:
        try:
            probabilities = predict([requests[place] for place in good_places])
        except Exception as error:
            raise RuntimeError("the model could not answer") from error
        for place, answer in zip(good_places, to_answers(probabilities, sure)):
            answers[place] = answer
    return answers


# %% task="service" kind="wrong" breaks="NaN, Infinity and -Infinity are not JSON."
# believed: a text is no JSON as soon as the word NaN or Infinity stands anywhere in it, even inside a string
class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    def _all(self, requests):
        answers = [{"problems": problems(request)} for request in requests]
        places = [i for i, answer in enumerate(answers) if not answer["problems"]]
        if places:
            plates = to_answers(self.predict([requests[i] for i in places]), self.sure)
            for i, plate in zip(places, plates):
                answers[i] = plate
        return answers

    def handle(self, text):
        if "NaN" in text or "Infinity" in text:
            return 400, json.dumps({"error": "NaN and Infinity are not JSON"})
        try:
            data = json.loads(text)
        except Exception:
            return 400, json.dumps({"error": "not JSON"})
        if isinstance(data, list) and len(data) > self.most:
            return 413, json.dumps({"error": "too many requests"})
        try:
            answers = self._all(data if isinstance(data, list) else [data])
        except Exception:
            return 500, json.dumps({"error": "something went wrong in the kitchen"})
        if isinstance(data, list):
            return 200, json.dumps(answers)
        answer = answers[0]
        return (400 if "problems" in answer else 200), json.dumps(answer)


# %% task="waiting" kind="wrong" breaks="It is also due as soon as the one that came first of those waiting has waited for `patience`"
# believed: when a tray leaves, the patience of those who stay behind begins anew
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []
        self.since = None

    def add(self, request, now):
        if not self.queue:
            self.since = now
        self.queue.append(request)

    def due(self, now):
        if not self.queue:
            return []
        if len(self.queue) < self.largest and now - self.since < self.patience:
            return []
        batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
        self.since = now
        return batch


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    times = np.asarray(times, dtype=float)
    if times.size == 0:
        return True
    return (times <= budget).mean() >= share
