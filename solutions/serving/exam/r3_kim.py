# %% task="check-order" kind="right"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = []
    for field in sorted({*FIELDS, *request}):
        if field not in request:
            if field != "body_mass_g" or "body_mass_kg" not in request:
                found.append((field, "missing"))
            continue
        if field not in LIMITS or (field == "body_mass_kg" and "body_mass_g" in request):
            found.append((field, "unknown"))
            continue
        value = request[field]
        if value is True or value is False or not isinstance(value, (int, float)):
            found.append((field, "not a number"))
            continue
        try:
            finite = math.isfinite(value)
        except OverflowError:  # an int with hundreds of digits
            finite = True
        low, high = LIMITS[field]
        if not finite:
            found.append((field, "not finite"))
        elif not low <= value <= high:
            found.append((field, "out of range"))
    return found


# %% task="to-model" kind="right"
def to_rows(requests, middle, spread):
    rows = np.zeros((len(requests), 4), dtype=np.float32)
    for i, request in enumerate(requests):
        bird = dict(request)
        if "body_mass_kg" in bird:
            bird["body_mass_g"] = bird["body_mass_kg"] * 1000
        for j, field in enumerate(FIELDS):
            rows[i, j] = (float(bird[field]) - float(middle[j])) / float(spread[j])
    return rows


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities.tolist():
        ranking = sorted(([name, p] for name, p in zip(SPECIES, row)), key=lambda x: (-x[1], x[0]))
        best, probability = ranking[0]
        if probability < sure:
            best = None
        others = [pair for pair in ranking if pair[0] != best]
        answers.append({"species": best, "probability": probability, "others": others})
    return answers


# %% task="many" kind="right"
def answer_all(predict, requests, sure):
    answers = {}
    good = {}
    for place, request in enumerate(requests):
        found = problems(request)
        if found:
            answers[place] = {"problems": found}
        else:
            good[place] = request
    if good:
        plates = to_answers(predict(list(good.values())), sure)
        answers.update(zip(good, plates))
    return [answers[place] for place in range(len(requests))]


# %% task="service" kind="wrong" breaks="A text that `json.loads` cannot read is not JSON here, whatever it raises: it may nest too deep"
# believed: json.loads raises a ValueError whenever it cannot read a text
class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    def handle(self, text):
        def constant(name):
            raise ValueError(f"{name} is not JSON")

        try:
            data = json.loads(text, parse_constant=constant)
        except ValueError:
            return 400, json.dumps({"error": "the text is not JSON"})
        if isinstance(data, list):
            if len(data) > self.most:
                return 413, json.dumps({"error": "the list is too long"})
            requests = data
        else:
            requests = [data]
        try:
            answers = answer_all(self.predict, requests, self.sure)
        except Exception:
            return 500, json.dumps({"error": "we made a mistake"})
        if isinstance(data, list):
            return 200, json.dumps(answers)
        if "problems" in answers[0]:
            return 400, json.dumps(answers[0])
        return 200, json.dumps(answers[0])


# %% task="waiting" kind="right"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []

    def add(self, request, now):
        self.queue.append((now, request))

    def due(self, now):
        if not self.queue:
            return []
        if len(self.queue) < self.largest and now - self.queue[0][0] < self.patience:
            return []
        batch = [self.queue.pop(0)[1] for _ in range(min(self.largest, len(self.queue)))]
        return batch


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    n = len(times)
    if n == 0:
        return True
    return sum(1 for t in times if t <= budget) / n >= share
