# %% task="check-order" kind="right"
def is_number(value):
    """Say whether it is an int or a float, and no bool."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_finite(number):
    """Say whether it is finite, without making a float of a long int."""
    return isinstance(number, int) or math.isfinite(number)


def value_problem(field, value):
    """Name what is wrong with the value of a known field, or give None."""
    if not is_number(value):
        return "not a number"
    if not is_finite(value):
        return "not finite"
    low, high = LIMITS[field]
    return None if low <= value <= high else "out of range"


def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    mass = "body_mass_g"
    if "body_mass_kg" in request and "body_mass_g" not in request:
        mass = "body_mass_kg"
    expected = (*FIELDS[:3], mass)
    found = {}
    for field in expected:
        if field not in request:
            found[field] = "missing"
    for field in request:
        problem = value_problem(field, request[field]) if field in expected else "unknown"
        if problem is not None:
            found[field] = problem
    return [(field, found[field]) for field in sorted(found)]


# %% task="to-model" kind="right"
def grams(request):
    """Give the mass in grams."""
    if "body_mass_g" in request:
        return float(request["body_mass_g"])
    return float(request["body_mass_kg"]) * 1000.0


def numbers_of(request):
    """Give the four numbers of a request in the order of FIELDS."""
    return [grams(request) if field == "body_mass_g" else float(request[field]) for field in FIELDS]


def to_rows(requests, middle, spread):
    middle = np.array(middle, dtype=np.float64)  # copies, to be safe
    spread = np.array(spread, dtype=np.float64)
    if not requests:
        return np.empty((0, len(FIELDS)), dtype=np.float32)
    rows = np.stack([np.array(numbers_of(request), dtype=np.float64) for request in requests])
    result = ((rows - middle) / spread).astype(np.float32)
    assert result.shape == (len(requests), len(FIELDS))
    return result


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    sure = float(sure)
    answers = []
    for row in np.array(probabilities, dtype=np.float64, copy=True):
        left = {name: float(p) for name, p in zip(SPECIES, row)}
        ranking = []
        while left:
            highest = max(left.values())
            name = min(n for n, p in left.items() if p == highest)
            ranking.append((name, left.pop(name)))
        (species, probability), *rest = ranking
        if probability < sure:
            species, rest = None, ranking
        answers.append({
            "species": species,
            "probability": probability,
            "others": [[name, p] for name, p in rest],
        })
    return answers


# %% task="many" kind="right"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found) if not wrong]
    if not good:
        return [{"problems": wrong} for wrong in found]
    plates = to_answers(predict(good), sure)
    if len(plates) != len(good):
        raise ValueError(f"{len(good)} orders, but {len(plates)} plates")
    plates = iter(plates)
    result = []
    for wrong in found:
        result.append({"problems": [list(pair) for pair in wrong]} if wrong else next(plates))
    return result


# %% task="service" kind="right"
class Service:
    def __init__(self, predict, sure, most):
        self._predict = predict
        self._sure = sure
        self._most = most

    @staticmethod
    def _reply(status, thing):
        return status, json.dumps(thing, allow_nan=False)

    @staticmethod
    def _not_json(constant):
        raise ValueError(f"{constant} is not JSON")

    def handle(self, text):
        try:
            content = json.loads(text, parse_constant=self._not_json)
        except Exception:  # ValueError, RecursionError, and whatever else
            return self._reply(400, {"error": "The text is not JSON."})
        is_list = isinstance(content, list)
        if is_list and len(content) > self._most:
            return self._reply(413, {"error": f"A list may hold {self._most} requests at most."})
        try:
            answers = answer_all(self._predict, content if is_list else [content], self._sure)
        except Exception:
            return self._reply(500, {"error": "The kitchen made a mistake. Please try again."})
        if is_list:
            return self._reply(200, answers)
        (answer,) = answers
        return self._reply(400 if "problems" in answer else 200, answer)


# %% task="waiting" kind="right"
from collections import deque


class Batcher:
    def __init__(self, largest, patience):
        self._largest = largest
        self._patience = patience
        self._requests = deque()
        self._came = deque()

    def add(self, request, now):
        self._requests.append(request)
        self._came.append(now)

    def _is_due(self, now):
        if len(self._requests) >= self._largest:
            return True
        return len(self._came) > 0 and now - self._came[0] >= self._patience

    def due(self, now):
        batch = []
        if self._is_due(now):
            while self._requests and len(batch) < self._largest:
                batch.append(self._requests.popleft())
                self._came.popleft()
        return batch


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    how_many = len(times)
    if how_many == 0:
        return True
    within = sum(bool(time <= budget) for time in times)
    return bool(within / how_many >= share)
