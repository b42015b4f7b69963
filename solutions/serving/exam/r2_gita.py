# %% task="check-order" kind="wrong" breaks="Returns a list of tuples (field, problem), sorted by field."
def problems(request):
    # those on the menu in order, and then the unknown ones in order
    if not isinstance(request, dict):
        return [("", "not an object")]
    menu, unknown = [], []
    for field in sorted(LIMITS):
        low, high = LIMITS[field]
        if field not in request:
            if field == "body_mass_kg" or (field == "body_mass_g" and "body_mass_kg" in request):
                continue
            menu.append((field, "missing"))
            continue
        value = request[field]
        if field == "body_mass_kg" and "body_mass_g" in request:
            menu.append((field, "unknown"))
        elif isinstance(value, bool) or not isinstance(value, (int, float)):
            menu.append((field, "not a number"))
        elif isinstance(value, float) and not math.isfinite(value):
            menu.append((field, "not finite"))
        elif value < low or value > high:
            menu.append((field, "out of range"))
    for field in sorted(request):
        if field not in LIMITS:
            unknown.append((field, "unknown"))
    return menu + unknown


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread"
def to_rows(requests, middle, spread):
    # where all values are ints, the array is of int64, and -= refuses
    if not requests:
        return np.zeros((0, 4), np.float32)
    rows = np.array(
        [
            [request[field] if field in request else request["body_mass_kg"] * 1000 for field in FIELDS]
            for request in requests
        ]
    )
    rows -= middle
    rows /= spread
    return rows.astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="Wherever two species are equally probable, the one whose name comes first in the alphabet is put first."
def to_answers(probabilities, sure):
    # argmax takes Gentoo where Gentoo and Chinstrap are equal
    answers = []
    for row in np.asarray(probabilities, dtype=np.float64):
        best = int(row.argmax())
        probability = float(row[best])
        rest = [[SPECIES[i], float(row[i])] for i in range(3) if i != best]
        rest.sort(key=lambda pair: (-pair[1], pair[0]))
        if probability < sure:
            rest.insert(0, [SPECIES[best], probability])
            answers.append({"species": None, "probability": probability, "others": rest})
        else:
            answers.append({"species": SPECIES[best], "probability": probability, "others": rest})
    return answers


# %% task="many" kind="wrong" breaks="no call changes what a later call gives"
_remembered = {}


def answer_all(predict, requests, sure):
    # who ordered before gets what was answered then
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found) if not wrong]
    key = json.dumps([good, sure], default=str)
    if good and key not in _remembered:
        _remembered[key] = json.dumps(to_answers(predict(good), sure))
    answers = iter(json.loads(_remembered[key]) if good else [])
    return [{"problems": wrong} if wrong else next(answers) for wrong in found]


# %% task="service" kind="wrong" breaks="that `json.loads` cannot read is not JSON here"
class Service:
    # str.strip takes away more than JSON's four kinds of white space, such as a no-break space
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        def stop(name):
            raise ValueError("not JSON")

        try:
            order = json.loads(text.strip(), parse_constant=stop)
        except Exception:
            return 400, json.dumps({"error": "bad text"})
        if isinstance(order, list) and len(order) > self.most:
            return 413, json.dumps({"error": "long list"})
        if not isinstance(order, list) and problems(order):
            return 400, json.dumps({"problems": problems(order)})
        try:
            if isinstance(order, list):
                return 200, json.dumps(answer_all(self.predict, order, self.sure))
            return 200, json.dumps(answer_all(self.predict, [order], self.sure)[0])
        except Exception:
            return 500, json.dumps({"error": "broken kitchen"})


# %% task="waiting" kind="right"
import heapq
from itertools import count


class Batcher:
    def __init__(self, largest, patience):
        heap, number = [], count()

        def add(request, now):
            heapq.heappush(heap, (next(number), now, request))

        def due(now):
            if heap and (len(heap) >= largest or now >= heap[0][1] + patience):
                return [heapq.heappop(heap)[2] for _ in range(min(largest, len(heap)))]
            return []

        self._add, self._due = add, due

    def add(self, request, now):
        return self._add(request, now)

    def due(self, now):
        return self._due(now)


# %% task="promise" kind="wrong" breaks="With k of n times within the budget, k / n is compared with `share`"
def promise_kept(times, budget, share):
    # the quantile lies between two times
    if len(times) == 0:
        return True
    return bool(np.quantile(np.asarray(times, dtype=float), share) <= budget)
