# %% task="check-order" kind="wrong" breaks="the value is neither an int nor a float."
def problems(request):
    # a field with None in it is taken for one that is not there
    if not isinstance(request, dict):
        return [("", "not an object")]
    only_kilos = "body_mass_kg" in request and "body_mass_g" not in request
    wanted = [*FIELDS[:3], "body_mass_kg" if only_kilos else "body_mass_g"]
    found = [(field, "unknown") for field in request if field not in wanted]
    for field in wanted:
        value = request.get(field)
        low, high = LIMITS[field]
        if value is None:
            found.append((field, "missing"))
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            found.append((field, "not a number"))
        elif value != value or abs(value) == math.inf:
            found.append((field, "not finite"))
        elif value < low or value > high:
            found.append((field, "out of range"))
    return sorted(found)


# %% task="to-model" kind="right"
from itertools import chain


def to_rows(requests, middle, spread):
    def numbers(request):
        merged = {"body_mass_g": 1000 * request.get("body_mass_kg", 0), **request}
        return (float(merged[field]) for field in FIELDS)

    flat = np.fromiter(chain.from_iterable(map(numbers, requests)), np.float64, 4 * len(requests))
    square = flat.reshape(len(requests), 4)
    np.subtract(square, middle, out=square)
    np.divide(square, spread, out=square)
    return np.array(square, np.float32)


# %% task="to-answer" kind="wrong" breaks="Each is turned into a Python float first, and compared as such."
def to_answers(probabilities, sure):
    # np.float32(0.9) < 0.9 is False in NumPy 2, which compares them as float32
    result = []
    for row in probabilities:
        ranking = sorted(zip(SPECIES, row), key=lambda pair: (-pair[1], pair[0]))
        pairs = [[name, float(p)] for name, p in ranking]
        if ranking[0][1] < sure:
            result.append({"species": None, "probability": pairs[0][1], "others": pairs})
        else:
            result.append({"species": pairs[0][0], "probability": pairs[0][1], "others": pairs[1:]})
    return result


# %% task="many" kind="wrong" breaks="`predict` is called once"
def answer_all(predict, requests, sure):
    # 32 at a time, as Keras does it
    result = []
    good, places = [], []
    for place, request in enumerate(requests):
        wrong = problems(request)
        result.append({"problems": wrong})
        if not wrong:
            good.append(request)
            places.append(place)
    for start in range(0, len(good), 32):
        answers = to_answers(predict(good[start : start + 32]), sure)
        for place, answer in zip(places[start:], answers):
            result[place] = answer
    return result


# %% task="service" kind="wrong" breaks="of a plain int and a str."
from http import HTTPStatus


class Service:
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        def constant(name):
            raise ValueError

        try:
            order = json.loads(text, parse_constant=constant)
        except Exception:
            return HTTPStatus.BAD_REQUEST, json.dumps({"error": "no JSON"})
        if not isinstance(order, list):
            wrong = problems(order)
            if wrong:
                return HTTPStatus.BAD_REQUEST, json.dumps({"problems": wrong})
        elif len(order) > self.most:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE, json.dumps({"error": "too many requests"})
        try:
            if isinstance(order, list):
                return HTTPStatus.OK, json.dumps(answer_all(self.predict, order, self.sure))
            return HTTPStatus.OK, json.dumps(answer_all(self.predict, [order], self.sure)[0])
        except Exception:
            return HTTPStatus.INTERNAL_SERVER_ERROR, json.dumps({"error": "we made a mistake"})


# %% task="waiting" kind="right"
class Batcher:
    """Never throws anything away; two long lists and a bookmark."""

    def __init__(self, largest, patience):
        self.largest, self.patience = largest, patience
        self.requests, self.times, self.sent = [], [], 0

    def add(self, request, now):
        self.requests += [request]
        self.times += [now]
        return len(self.requests)

    def due(self, now):
        start = self.sent
        stop = start + self.largest
        is_full = len(self.requests) >= stop
        if is_full or (start < len(self.times) and self.times[start] + self.patience <= now):
            self.sent = min(stop, len(self.requests))
        return self.requests[start : self.sent]


# %% task="promise" kind="wrong" breaks="list or one-dimensional NumPy array of numbers"
def promise_kept(times, budget, share):
    # the truth of an array of several numbers is ambiguous
    if not times:
        return True
    return sum(time <= budget for time in times) / len(times) >= share
