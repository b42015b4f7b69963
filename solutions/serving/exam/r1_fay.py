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


# %% task="to-model" kind="wrong" breaks="what is returned belongs to the caller: writing into it changes no later result"
_tray = np.empty((64, 4), np.float32)


def to_rows(requests, middle, spread):
    global _tray
    if len(requests) > len(_tray):
        _tray = np.empty((2 * len(requests), 4), np.float32)
    out = _tray[: len(requests)]
    for row, request in zip(out, requests):
        values = dict(request)
        if "body_mass_kg" in values:
            values["body_mass_g"] = values["body_mass_kg"] * 1000
        row[:] = (np.array([values[field] for field in FIELDS], np.float64) - middle) / spread
    return out


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


# %% task="many" kind="wrong" breaks="with all good requests in their order and no others"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = {}
    for request, wrong in zip(requests, found):
        if not wrong:
            good[id(request)] = request  # nobody has to be asked twice about the same object
    chances = predict(list(good.values())) if good else []
    row_of = {key: row for row, key in enumerate(good)}
    answers = []
    for request, wrong in zip(requests, found):
        if wrong:
            answers.append({"problems": wrong})
        else:
            row = row_of[id(request)]
            answers.extend(to_answers(chances[row : row + 1], sure))
    return answers


# %% task="service" kind="wrong" breaks="`predict` raised an Exception: 500"
def _refuse(word):
    raise ValueError("not JSON")


class Service:
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        try:
            data = json.loads(text, parse_constant=_refuse)
            orders = data if isinstance(data, list) else [data]
            if isinstance(data, list) and len(data) > self.most:
                return 413, json.dumps({"error": "too many at once"})
            found = [problems(order) for order in orders]
            good = [order for order, wrong in zip(orders, found) if not wrong]
            answers = iter(to_answers(self.predict(good), self.sure) if good else [])
            replies = [{"problems": wrong} if wrong else next(answers) for wrong in found]
            if isinstance(data, list):
                return 200, json.dumps(replies)
            return 400 if found[0] else 200, json.dumps(replies[0])
        except (ValueError, RecursionError):
            return 400, json.dumps({"error": "this is not JSON"})
        except Exception:
            return 500, json.dumps({"error": "the kitchen is closed"})


# %% task="waiting" kind="wrong" breaks="A batch is due as soon as `largest` requests are waiting."
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []

    def add(self, request, now):
        self.queue.append((now, request))

    def due(self, now):
        if len(self.queue) == self.largest or (self.queue and now - self.queue[0][0] >= self.patience):
            batch = [request for _, request in self.queue[: self.largest]]
            del self.queue[: self.largest]
            return batch
        return []


# %% task="promise" kind="wrong" breaks="a number from 0 to 1: at least this share"
def promise_kept(times, budget, share):
    n = len(times)
    if n == 0:
        return True
    needed = math.ceil(share * n - 1e-9)  # so many must be within
    return bool(sorted(times)[needed - 1] <= budget)
