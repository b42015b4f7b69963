# %% task="check-order" kind="right"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = []
    grams_there = "body_mass_g" in request
    kilos_there = "body_mass_kg" in request
    for field in FIELDS:
        if field in request:
            continue
        if field == "body_mass_g" and kilos_there:
            continue
        found.append((field, "missing"))
    for field, value in request.items():
        if field not in LIMITS:
            found.append((field, "unknown"))
            continue
        if field == "body_mass_kg" and grams_there:
            found.append((field, "unknown"))
            continue
        if isinstance(value, bool):
            found.append((field, "not a number"))
            continue
        if not isinstance(value, (int, float)):
            found.append((field, "not a number"))
            continue
        if isinstance(value, float) and not math.isfinite(value):
            found.append((field, "not finite"))
            continue
        low, high = LIMITS[field]
        if value < low or value > high:
            found.append((field, "out of range"))
    found.sort()
    return found


# %% task="to-model" kind="right"
def to_rows(requests, middle, spread):
    rows = np.zeros((len(requests), 4), dtype=np.float32)
    for place, request in enumerate(requests):
        for column, field in enumerate(FIELDS):
            if field in request:
                value = float(request[field])
            else:
                value = request["body_mass_kg"] * 1000.0
            rows[place, column] = np.float32((value - float(middle[column])) / float(spread[column]))
    return rows


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities:
        pairs = []
        for name, probability in zip(SPECIES, row):
            pairs.append([name, float(probability)])
        pairs.sort(key=lambda pair: (-pair[1], pair[0]))
        name, best = pairs[0]
        if best < sure:
            answers.append({"species": None, "probability": best, "others": pairs})
        else:
            answers.append({"species": name, "probability": best, "others": pairs[1:]})
    return answers


# %% task="many" kind="right"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found) if not wrong]
    answers = []
    if good:
        answers = to_answers(predict(good), sure)
    place = 0
    result = []
    for wrong in found:
        if wrong:
            result.append({"problems": wrong})
        else:
            result.append(answers[place])
            place += 1
    return result


# %% task="service" kind="right"
class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    def handle(self, text):
        def refuse(name):
            raise ValueError(name)

        try:
            asked = json.loads(text, parse_constant=refuse)
        except Exception:
            return 400, json.dumps({"error": "I do not understand you"})
        single = not isinstance(asked, list)
        if not single and len(asked) > self.most:
            return 413, json.dumps({"error": "that is too much at once"})
        try:
            answers = answer_all(self.predict, [asked] if single else asked, self.sure)
        except Exception:
            return 500, json.dumps({"error": "our fault, sorry"})
        if not single:
            return 200, json.dumps(answers)
        if "problems" in answers[0]:
            return 400, json.dumps(answers[0])
        return 200, json.dumps(answers[0])


# %% task="waiting" kind="right"
from collections import deque


class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = deque()

    def add(self, request, now):
        self.queue.append((now, request))

    def due(self, now):
        if not self.queue:
            return []
        if len(self.queue) < self.largest and now - self.queue[0][0] < self.patience:
            return []
        batch = []
        while self.queue and len(batch) < self.largest:
            batch.append(self.queue.popleft()[1])
        return batch


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    total = 0
    within = 0
    for time in times:
        total += 1
        if time <= budget:
            within += 1
    if total == 0:
        return True
    return within / total >= share
