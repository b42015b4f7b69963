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


# %% task="to-model" kind="wrong" breaks="with one row for each request, in their order"
def to_rows(requests, middle, spread):
    if not requests:
        return np.zeros((0, 4), dtype=np.float32)
    in_kilos = "body_mass_kg" in requests[0]
    names = list(FIELDS)
    factor = np.ones(4)
    if in_kilos:
        names[3] = "body_mass_kg"
        factor[3] = 1000
    table = np.array([[request[name] for name in names] for request in requests], dtype=np.float64)
    return ((table * factor - middle) / spread).astype(np.float32)


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


# %% task="many" kind="wrong" breaks="In each place stands the answer to the request in that place"
def answer_all(predict, requests, sure):
    result = [None] * len(requests)
    good = []
    for place, request in enumerate(requests):
        found = problems(request)
        if found:
            result[place] = {"problems": found}
        else:
            good.append(request)
    if good:
        for request, answer in zip(good, to_answers(predict(good), sure)):
            result[requests.index(request)] = answer
    return result


# %% task="service" kind="wrong" breaks="with what `problems` lists"
class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    def handle(self, text):
        if "NaN" in text or "Infinity" in text:
            return 400, json.dumps({"error": "NaN and Infinity are no JSON"})
        try:
            data = json.loads(text)
        except Exception:
            return 400, json.dumps({"error": "the text is not JSON"})
        if not isinstance(data, list):
            wrong = problems(data)
            if wrong:
                return 400, json.dumps({"problems": wrong})
        elif len(data) > self.most:
            return 413, json.dumps({"error": "the list is too long"})
        orders = data if isinstance(data, list) else [data]
        wrongs = [problems(order) for order in orders]
        good = [order for order, wrong in zip(orders, wrongs) if not wrong]
        try:
            chances = self.predict(good) if good else np.empty((0, 3))
        except Exception:
            return 500, json.dumps({"error": "internal"})
        answers = to_answers(chances, self.sure)
        replies = [{"problems": wrong} if wrong else answers.pop(0) for wrong in wrongs]
        return 200, json.dumps(replies if isinstance(data, list) else replies[0])


# %% task="waiting" kind="wrong" breaks="in the order in which they came"
import heapq


class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.heap = []

    def add(self, request, now):
        heapq.heappush(self.heap, (now, request))

    def due(self, now):
        if not self.heap:
            return []
        if len(self.heap) >= self.largest or now >= self.heap[0][0] + self.patience:
            count = min(self.largest, len(self.heap))
            return [heapq.heappop(self.heap)[1] for _ in range(count)]
        return []


# %% task="promise" kind="wrong" breaks="and neither is rounded"
def promise_kept(times, budget, share):
    count = len(times)
    within = sum(1 for time in times if time <= budget)
    per_cent = round(100 * share)  # whole numbers have no rounding errors
    return 100 * within >= per_cent * count
