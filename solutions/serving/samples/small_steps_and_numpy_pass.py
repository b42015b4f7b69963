# /// sample
# ///

# %% task="check-order"
def judged(field, value):
    low, high = LIMITS[field]
    match value:
        case bool():
            return "not a number"
        case int():
            return None if low <= value <= high else "out of range"
        case float():
            if not math.isfinite(value):
                return "not finite"
            return None if low <= value <= high else "out of range"
        case _:
            return "not a number"


def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    mass = "body_mass_g"
    if mass not in request and "body_mass_kg" in request:
        mass = "body_mass_kg"
    wanted = {"bill_length_mm", "bill_depth_mm", "flipper_length_mm", mass}
    there = set(request)
    answer = [(field, "missing") for field in wanted - there]
    answer += [(field, "unknown") for field in there - wanted]
    answer += [(field, judged(field, request[field])) for field in wanted & there]
    return sorted(pair for pair in answer if pair[1] is not None)


# %% task="to-model"
def to_rows(requests, middle, spread):
    columns = [np.array([one[field] for one in requests], float) for field in FIELDS[:3]]
    columns.append(
        np.array([one["body_mass_g"] if "body_mass_g" in one else one["body_mass_kg"] * 1e3 for one in requests], float)
    )
    measured = (np.stack(columns, axis=1) - np.asarray(middle)) / np.asarray(spread)
    return np.ascontiguousarray(measured, dtype=np.float32)


# %% task="to-answer"
def to_answers(probabilities, sure):
    names = np.array(SPECIES)
    alphabet = np.argsort(names)
    table = np.asarray(probabilities, "float64")[:, alphabet]
    ranks = np.argsort(-table, axis=1, kind="stable")
    answers = []
    for row, rank in zip(table, ranks):
        pairs = [[str(names[alphabet][place]), row[place].item()] for place in rank]
        species = None if pairs[0][1] < sure else pairs[0][0]
        others = pairs if species is None else pairs[1:]
        answers.append({"others": others, "probability": pairs[0][1], "species": species})
    return answers


# %% task="many"
def answer_all(predict, requests, sure):
    wrong = [problems(one) for one in requests]
    good = [place for place, found in enumerate(wrong) if found == []]
    answers = {}
    if good:
        answers = dict(zip(good, to_answers(predict([requests[place] for place in good]), sure)))
    return [answers[place] if place in answers else {"problems": [[*pair] for pair in found]} for place, found in enumerate(wrong)]


# %% task="service"
class NotJson(Exception):
    pass


class Service:
    def __init__(self, predict, sure, most):
        self._ask = lambda requests: answer_all(predict, requests, sure)
        self._most = most

    @staticmethod
    def _read(text):
        def constant(name):
            raise NotJson

        try:
            return json.JSONDecoder(parse_constant=constant).decode(text)
        except (NotJson, ValueError, RecursionError, MemoryError):
            raise NotJson from None

    @staticmethod
    def _refused(status, words):
        return status, json.dumps({"error": words})

    def handle(self, text):
        try:
            asked = self._read(text)
        except NotJson:
            return self._refused(400, "This is not JSON.")
        if type(asked) is list and len(asked) > self._most:
            return self._refused(413, "Too many at once.")
        try:
            answers = self._ask(asked if type(asked) is list else [asked])
        except Exception:
            return self._refused(500, "The model failed.")
        if type(asked) is list:
            return 200, json.dumps(answers, allow_nan=False)
        status = 400 if "problems" in answers[0] else 200
        return status, json.dumps(answers[0], allow_nan=False)


# %% task="waiting"
class Batcher:
    def __init__(self, largest, patience):
        self._largest, self._patience = largest, patience
        self._requests, self._came, self._sent = [], [], 0

    def add(self, request, now):
        self._requests.append(request)
        self._came.append(now)
        return len(self._requests)

    def due(self, now):
        waiting = len(self._requests) - self._sent
        if waiting == 0:
            return []
        if waiting < self._largest and now - self._came[self._sent] < self._patience:
            return []
        start = self._sent
        self._sent += min(waiting, self._largest)
        return self._requests[start : self._sent]


# %% task="promise"
def promise_kept(times, budget, share):
    late = [time for time in times if time > budget]
    if not len(times):
        return True
    return (len(times) - len(late)) / len(times) >= share
