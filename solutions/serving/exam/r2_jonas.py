# %% task="check-order" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
_NO_OBJECT = [("", "not an object")]


def problems(request):
    if not isinstance(request, dict):
        return _NO_OBJECT
    allowed = set(FIELDS)
    if "body_mass_kg" in request and "body_mass_g" not in request:
        allowed = allowed - {"body_mass_g"} | {"body_mass_kg"}
    found = []
    for field in sorted(allowed | set(request)):
        if field not in allowed:
            found.append((field, "unknown"))
        elif field not in request:
            found.append((field, "missing"))
        elif type(request[field]) is bool or not isinstance(request[field], (int, float)):
            found.append((field, "not a number"))
        elif isinstance(request[field], float) and not math.isfinite(request[field]):
            found.append((field, "not finite"))
        elif not LIMITS[field][0] <= request[field] <= LIMITS[field][1]:
            found.append((field, "out of range"))
    return found


# %% task="to-model" kind="wrong" breaks="A mass in"
def to_rows(requests, middle, spread):
    # looks at the first guest to see what all of them weigh in
    if not requests:
        return np.empty((0, 4), dtype=np.float32)
    in_kilos = "body_mass_kg" in requests[0]
    rows = np.array(
        [
            [*(float(request[field]) for field in FIELDS[:3]), float(request.get("body_mass_kg", request.get("body_mass_g")))]
            for request in requests
        ]
    )
    if in_kilos:
        rows[:, 3] *= 1000
    return ((rows - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
from functools import lru_cache


@lru_cache(maxsize=None)
def _one_answer(row, sure):
    # equal rows share one dictionary, in this call and in all later ones
    pairs = sorted(([name, p] for name, p in zip(SPECIES, row)), key=lambda pair: (-pair[1], pair[0]))
    if pairs[0][1] < sure:
        return {"species": None, "probability": pairs[0][1], "others": pairs}
    return {"species": pairs[0][0], "probability": pairs[0][1], "others": pairs[1:]}


def to_answers(probabilities, sure):
    return [_one_answer(tuple(row), sure) for row in probabilities.tolist()]


# %% task="many" kind="wrong" breaks="what is handed in is not changed"
def answer_all(predict, requests, sure):
    # writes the answers over the requests
    found = [problems(request) for request in requests]
    places = [place for place, wrong in enumerate(found) if not wrong]
    answers = to_answers(predict([requests[place] for place in places]), sure) if places else []
    for place, wrong in enumerate(found):
        if wrong:
            requests[place] = {"problems": list(wrong)}
    for place, answer in zip(places, answers):
        requests[place] = answer
    return requests


# %% task="service" kind="wrong" breaks="several services know nothing of each other."
class Service:
    # all services ask the cook of the one that was built last
    def __init__(self, predict, sure, most):
        Service.settings = (predict, sure, most)

    def handle(self, text):
        predict, sure, most = self.settings

        def constant(name):
            raise ValueError

        try:
            order = json.loads(text, parse_constant=constant)
        except Exception:
            return 400, json.dumps({"error": "not understood"})
        if isinstance(order, list):
            if len(order) > most:
                return 413, json.dumps({"error": "too large"})
            try:
                return 200, json.dumps(answer_all(predict, list(order), sure))
            except Exception:
                return 500, json.dumps({"error": "not available"})
        if problems(order):
            return 400, json.dumps({"problems": problems(order)})
        try:
            return 200, json.dumps(answer_all(predict, [order], sure)[0])
        except Exception:
            return 500, json.dumps({"error": "not available"})


# %% task="waiting" kind="wrong" breaks="object, also None, or one that is already waiting."
class Batcher:
    # None at the head of the queue looks like an empty queue
    def __init__(self, largest, patience):
        self.largest, self.patience = largest, patience
        self.requests, self.times = [], []

    def add(self, request, now):
        self.requests.append(request)
        self.times.append(now)

    def due(self, now):
        first = next(iter(self.requests), None)
        if first is None:
            return []
        if len(self.requests) < self.largest and now - self.times[0] < self.patience:
            return []
        batch = self.requests[: self.largest]
        del self.requests[: self.largest], self.times[: self.largest]
        return batch


# %% task="promise" kind="wrong" breaks="keep a share of 0.07."
from fractions import Fraction


def promise_kept(times, budget, share):
    # 0.07 is a little more than 7 / 100, if one is as exact as that
    within = sum(1 for time in times if time <= budget)
    return len(times) == 0 or Fraction(within, len(times)) >= Fraction(float(share))
