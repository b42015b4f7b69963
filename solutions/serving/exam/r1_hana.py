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


# %% task="to-model" kind="wrong" breaks="no call changes what a later call gives"
class _Ruler:
    middle = None
    spread = None


def to_rows(requests, middle, spread):
    # the ruler of training must never move, so it is kept
    if _Ruler.middle is None:
        _Ruler.middle, _Ruler.spread = middle.copy(), spread.copy()
    rows = [
        [r[field] if field in r else r["body_mass_kg"] * 1000.0 for field in FIELDS] for r in requests
    ]
    rows = np.asarray(rows, dtype=np.float64).reshape(-1, 4)
    return ((rows - _Ruler.middle) / _Ruler.spread).astype(np.float32)


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


# %% task="many" kind="wrong" breaks="If it raises, the error travels on as it is."
def answer_all(predict, requests, sure):
    places, good, result = [], [], []
    for place, request in enumerate(requests):
        wrong = problems(request)
        result.append({"problems": wrong})
        if not wrong:
            places.append(place)
            good.append(request)
    if not good:
        return result
    try:
        chances = predict(good)
    except Exception as error:
        raise type(error)(*error.args) from None
    for place, answer in zip(places, to_answers(chances, sure)):
        result[place] = answer
    return result


# %% task="service" kind="wrong" breaks="that `json.loads` cannot read is not JSON here"
class Service:
    def __init__(self, predict, sure, most):
        self._ask = predict
        self._sure = sure
        self._most = most

    def _read(self, text):
        def refuse(word):
            raise ValueError("no constant allowed")

        return json.loads(text.strip(), parse_constant=refuse)

    def handle(self, text):
        try:
            data = self._read(text)
        except Exception:
            return 400, json.dumps({"error": "not JSON"})
        alone = not isinstance(data, list)
        if alone:
            data = [data]
        elif len(data) > self._most:
            return 413, json.dumps({"error": f"at most {self._most} requests"})
        listed = [problems(request) for request in data]
        good = [request for request, wrong in zip(data, listed) if not wrong]
        answers = []
        if good:
            try:
                answers = to_answers(self._ask(good), self._sure)
            except Exception:
                return 500, json.dumps({"error": "we made a mistake"})
        result, answers = [], iter(answers)
        for wrong in listed:
            result.append({"problems": wrong} if wrong else next(answers))
        if alone:
            return (400 if listed[0] else 200), json.dumps(result[0])
        return 200, json.dumps(result)


# %% task="waiting" kind="wrong" breaks="so many more than `largest` may be waiting when it is called"
from collections import deque


class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = deque(maxlen=8 * largest)  # a queue without an end is a memory leak

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        if not self.queue:
            return []
        if len(self.queue) < self.largest and now - self.queue[0][1] < self.patience:
            return []
        return [self.queue.popleft()[0] for _ in range(min(len(self.queue), self.largest))]


# %% task="promise" kind="wrong" breaks="and neither is rounded"
def promise_kept(times, budget, share):
    if len(times) == 0:
        return True
    kept = sum(bool(time <= budget) for time in times) / len(times)
    return kept > share or math.isclose(kept, share)
