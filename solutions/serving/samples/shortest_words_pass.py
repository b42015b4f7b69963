# /// sample
# ///

# %% task="check-order"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    mass = "body_mass_kg" if "body_mass_g" not in request and "body_mass_kg" in request else "body_mass_g"
    fields = [*FIELDS[:-1], mass]

    def problem(field):
        if field not in fields:
            return "unknown"
        if field not in request:
            return "missing"
        value = request[field]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return "not a number"
        if isinstance(value, float) and (math.isnan(value) or math.isinf(value)):
            return "not finite"
        if value < LIMITS[field][0] or value > LIMITS[field][1]:
            return "out of range"

    return [(field, problem(field)) for field in sorted({*fields, *request}) if problem(field)]


# %% task="to-model"
def to_rows(requests, middle, spread):
    with_grams = [{"body_mass_g": 1000 * r.get("body_mass_kg", 0), **r} for r in requests]
    table = np.zeros((len(requests), 4))
    for place, request in enumerate(with_grams):
        table[place] = [request[field] for field in FIELDS]
    table -= middle
    table /= spread
    return table.astype(np.float32)


# %% task="to-answer"
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities:
        shares = {name: float(row[SPECIES.index(name)]) for name in sorted(SPECIES)}
        best = max(shares, key=shares.get)
        top = shares[best]
        if top >= sure:
            del shares[best]
        others = sorted(map(list, shares.items()), key=lambda pair: -pair[1])
        answers.append({"species": best if top >= sure else None, "probability": top, "others": others})
    return answers


# %% task="many"
def answer_all(predict, requests, sure):
    good = [r for r in requests if not problems(r)]
    answers = to_answers(predict(good), sure)[::-1] if good else []
    return [{"problems": problems(r)} if problems(r) else answers.pop() for r in requests]


# %% task="service"
class Service:
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        def say(status, **words):
            return status, json.dumps(words)

        try:
            asked = json.loads(text, parse_constant=lambda name: 1 / 0)
        except BaseException:
            return say(400, error="not JSON")
        if isinstance(asked, list):
            if len(asked) > self.most:
                return say(413, error="too many")
        elif problems(asked):
            return say(400, problems=problems(asked))
        try:
            if isinstance(asked, list):
                return 200, json.dumps(answer_all(self.predict, asked, self.sure))
            return say(200, **answer_all(self.predict, [asked], self.sure)[0])
        except Exception:
            return say(500, error="no answer")


# %% task="waiting"
class Batcher:
    def __init__(self, largest, patience):
        self.largest, self.patience, self.waiting = largest, patience, []

    def add(self, request, now):
        self.waiting += [(request, now)]

    def due(self, now):
        go = len(self.waiting) >= self.largest or any(now - then >= self.patience for _, then in self.waiting)
        return [self.waiting.pop(0)[0] for _ in range(min(self.largest, len(self.waiting)))] if go else []


# %% task="promise"
def promise_kept(times, budget, share):
    return len(times) == 0 or sum(1 for t in times if t <= budget) / len(times) >= share
