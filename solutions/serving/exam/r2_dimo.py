# %% task="check-order" kind="wrong" breaks="the value is below the lower limit of its field or above the upper one."
def problems(request):
    # 1, 0, 1.0 and 0.0 equal True and False: they are called no numbers
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = {field: "missing" for field in FIELDS if field not in request}
    if "body_mass_kg" in request:
        found.pop("body_mass_g", None)
    for field, value in request.items():
        if field not in LIMITS or (field == "body_mass_kg" and "body_mass_g" in request):
            found[field] = "unknown"
        elif not isinstance(value, (int, float)) or value in (True, False):
            found[field] = "not a number"
        elif isinstance(value, float) and not math.isfinite(value):
            found[field] = "not finite"
        elif not LIMITS[field][0] <= value <= LIMITS[field][1]:
            found[field] = "out of range"
    return sorted(found.items())


# %% task="to-model" kind="wrong" breaks="what is handed in is not changed"
def to_rows(requests, middle, spread):
    rows = []
    for request in list(requests):
        if "body_mass_kg" in request:
            request["body_mass_g"] = 1000 * request.pop("body_mass_kg")
        rows.append([float(request[field]) for field in FIELDS])
    return ((np.array(rows).reshape(-1, 4) - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="what is handed in is not changed"
def to_answers(probabilities, sure):
    # crosses out the best one, and looks for the next best
    alphabet = sorted(range(3), key=lambda i: SPECIES[i])
    answers = []
    for row in probabilities:
        ranking = []
        for _ in SPECIES:
            best = max(alphabet, key=lambda i: row[i])
            ranking.append([SPECIES[best], float(row[best])])
            row[best] = -1
        unsure = ranking[0][1] < sure
        answers.append(
            {
                "species": None if unsure else ranking[0][0],
                "probability": ranking[0][1],
                "others": ranking if unsure else ranking[1:],
            }
        )
    return answers


# %% task="many" kind="wrong" breaks="`predict` is called once, with all good requests in their order and no others."
def answer_all(predict, requests, sure):
    # an object that stands in the list twice is sent to the kitchen once
    good = list({id(request): request for request in requests if not problems(request)}.values())
    rows = predict(good) if good else []
    number = {id(request): place for place, request in enumerate(good)}
    result = []
    for request in requests:
        if id(request) in number:
            row = np.asarray(rows)[[number[id(request)]]].copy()
            result += to_answers(row, sure)
        else:
            result.append({"problems": problems(request)})
    return result


# %% task="service" kind="wrong" breaks="`predict` raised an Exception: 500"
class Service:
    # one try for all: a ValueError of predict is taken for a text that is not JSON
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    @staticmethod
    def no(word):
        raise ValueError("constant")

    def handle(self, text):
        try:
            order = json.loads(text, parse_constant=self.no)
            if isinstance(order, list):
                if len(order) > self.most:
                    return 413, json.dumps({"error": "too many"})
                return 200, json.dumps(answer_all(self.predict, order, self.sure))
            (answer,) = answer_all(self.predict, [order], self.sure)
            return (400 if "problems" in answer else 200), json.dumps(answer)
        except (ValueError, RecursionError):
            return 400, json.dumps({"error": "that was not JSON"})
        except Exception:
            return 500, json.dumps({"error": "the kitchen is closed"})


# %% task="waiting" kind="wrong" breaks="object, also None, or one that is already waiting."
class Batcher:
    # one who is sent leaves the queue at all places where it stands
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.waiting = []

    def add(self, request, now):
        self.waiting.append((request, now))

    def due(self, now):
        if not self.waiting:
            return []
        full = len(self.waiting) >= self.largest
        late = now - self.waiting[0][1] >= self.patience
        if not (full or late):
            return []
        batch = [request for request, _ in self.waiting[: self.largest]]
        sent = {id(request) for request in batch}
        self.waiting = [pair for pair in self.waiting if id(pair[0]) not in sent]
        return batch


# %% task="promise" kind="wrong" breaks="the time infinity, and it counts like any other."
def promise_kept(times, budget, share):
    times = np.asarray(times, dtype=float)
    times = times[np.isfinite(times)]
    if times.size == 0:
        return True
    return bool(np.count_nonzero(times <= budget) / times.size >= share)
