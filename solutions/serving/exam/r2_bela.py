# %% task="check-order" kind="right"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    both = {"body_mass_g", "body_mass_kg"} <= request.keys()
    kilos = "body_mass_kg" in request

    def trouble(f):
        if f not in request:
            return None if kilos and f == "body_mass_g" else "missing"
        if f not in LIMITS or (both and f == "body_mass_kg"):
            return "unknown"
        v = request[f]
        return (
            "not a number" if isinstance(v, bool) or not isinstance(v, (int, float))
            else "not finite" if v != v or v in (math.inf, -math.inf)
            else None if LIMITS[f][0] <= v <= LIMITS[f][1]
            else "out of range"
        )

    return [(f, t) for f in sorted({*FIELDS, *request}) if (t := trouble(f))]


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread, computed in float64, and turned into float32 at the very"
def to_rows(requests, middle, spread):
    rows = np.empty((len(requests), 4), dtype="float32")
    for i, request in enumerate(requests):
        grams = request["body_mass_g"] if "body_mass_g" in request else 1000 * request["body_mass_kg"]
        rows[i] = [*(request[field] for field in FIELDS[:3]), grams]
    return (rows - middle.astype("float32")) / spread.astype("float32")


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    table = np.array(probabilities, dtype=np.float64)
    rank = np.argsort(np.argsort(SPECIES))
    order = np.lexsort((np.broadcast_to(rank, table.shape), -table), axis=-1)
    ordered = np.take_along_axis(table, order, axis=1).tolist()
    names = [[SPECIES[i] for i in line] for line in order.tolist()]
    return [
        {
            "species": None if p[0] < sure else s[0],
            "probability": p[0],
            "others": [list(pair) for pair in zip(s, p)][0 if p[0] < sure else 1 :],
        }
        for s, p in zip(names, ordered)
    ]


# %% task="many" kind="right"
def answer_all(predict, requests, sure):
    # does not call to_answers, but plates up by itself
    def plate(row):
        ranking = sorted(zip(map(float, row), SPECIES), key=lambda pair: pair[1])
        ranking.sort(key=lambda pair: pair[0], reverse=True)  # stable: the alphabet stays among equals
        top = ranking[0][0]
        named = not top < sure
        return {
            "species": ranking[0][1] if named else None,
            "probability": top,
            "others": [[name, p] for p, name in ranking[named:]],
        }

    result = [{"problems": wrong} if (wrong := problems(request)) else None for request in requests]
    free = [place for place, answer in enumerate(result) if answer is None]
    if free:
        for place, row in zip(free, predict([requests[place] for place in free])):
            result[place] = plate(row)
    return result


# %% task="service" kind="right"
class _NotJSON(Exception):
    pass


class Service:
    def __init__(self, predict, sure, most):
        self._ask = lambda requests: answer_all(predict, requests, sure)
        self._most = most

    @staticmethod
    def _constant(name):
        raise _NotJSON

    def _read(self, text):
        try:
            return json.loads(text, parse_constant=self._constant)
        except Exception as error:
            raise _NotJSON from error

    def _reply(self, text):
        try:
            order = self._read(text)
        except _NotJSON:
            return 400, {"error": "please send an order in the usual form"}
        if isinstance(order, list):
            if len(order) > self._most:
                return 413, {"error": "please split your order"}
            return self._kitchen(order)
        wrong = problems(order)
        if wrong:
            return 400, {"problems": wrong}
        status, answers = self._kitchen([order])
        return (status, answers[0]) if status == 200 else (status, answers)

    def _kitchen(self, requests):
        try:
            return 200, self._ask(requests)
        except Exception:
            return 500, {"error": "please come back later"}

    def handle(self, text):
        status, reply = self._reply(text)
        return status, json.dumps(reply, ensure_ascii=True, allow_nan=False)


# %% task="waiting" kind="wrong" breaks="the one that came first of those waiting has waited for `patience`"
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []
        self.since = None

    def add(self, request, now):
        if self.since is None:
            self.since = now
        self.queue.append(request)

    def due(self, now):
        if not self.queue:
            return []
        if len(self.queue) >= self.largest or now - self.since >= self.patience:
            batch, self.queue = self.queue[: self.largest], self.queue[self.largest :]
            self.since = now if self.queue else None
            return batch
        return []


# %% task="promise" kind="right"
from bisect import bisect_right


def promise_kept(times, budget, share):
    n = len(times)
    return n == 0 or bisect_right(sorted(times), budget) / n >= share
