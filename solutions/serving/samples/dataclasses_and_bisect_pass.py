# /// sample
# ///

# %% task="check-order"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    listed = []
    for field in {*FIELDS, *request}:
        problem = None
        if field not in LIMITS or (field == "body_mass_kg" and "body_mass_g" in request):
            problem = "unknown"
        elif field not in request:
            problem = "missing"
            if field == "body_mass_g" and "body_mass_kg" in request:
                continue
        else:
            value, (low, high) = request[field], LIMITS[field]
            if type(value) not in (int, float):
                problem = "not a number"
            elif value != value or value in (math.inf, -math.inf):
                problem = "not finite"
            elif not low <= value <= high:
                problem = "out of range"
        if problem:
            listed.append((field, problem))
    listed.sort()
    return listed


# %% task="to-model"
def to_rows(requests, middle, spread):
    rows = np.empty((len(requests), 4), np.float32)
    for number, request in enumerate(requests):
        grams = request.get("body_mass_g")
        if grams is None:
            grams = request["body_mass_kg"] / 0.001
        values = [request["bill_length_mm"], request["bill_depth_mm"], request["flipper_length_mm"], grams]
        for column in range(4):
            rows[number, column] = (float(values[column]) - middle[column]) / spread[column]
    return rows


# %% task="to-answer"
from dataclasses import asdict, dataclass


@dataclass
class Answer:
    species: str | None
    probability: float
    others: list


def to_answers(probabilities, sure):
    answers = []
    for row in np.asarray(probabilities):
        by_name = sorted((name, float(share)) for name, share in zip(SPECIES, row))
        by_name.sort(key=lambda pair: pair[1], reverse=True)
        best, share = by_name[0]
        if share < sure:
            answers.append(Answer(None, share, [[*pair] for pair in by_name]))
        else:
            answers.append(Answer(best, share, [[*pair] for pair in by_name[1:]]))
    return [asdict(answer) for answer in answers]


# %% task="many"
def answer_all(predict, requests, sure):
    result = [None] * len(requests)
    places = []
    for place, request in enumerate(requests):
        wrong = problems(request)
        if wrong:
            result[place] = {"problems": wrong}
        else:
            places.append(place)
    if places:
        probabilities = np.asarray(predict([requests[place] for place in places]))
        for place, answer in zip(places, to_answers(probabilities, sure)):
            result[place] = answer
    return result


# %% task="service"
@dataclass
class Service:
    predict: object
    sure: float
    most: int

    def handle(self, text):
        def refuse(constant):
            raise json.JSONDecodeError("no JSON", constant, 0)

        try:
            thing = json.loads(text, parse_constant=refuse)
        except Exception:
            return 400, '{"error": "I could not read that."}'
        if not isinstance(thing, list):
            wrong = problems(thing)
            if wrong:
                return 400, json.dumps({"problems": wrong}, ensure_ascii=False)
        elif len(thing) > self.most:
            return 413, '{"error": "One at a time, please."}'
        try:
            answers = answer_all(self.predict, thing if isinstance(thing, list) else [thing], self.sure)
        except Exception:
            return 500, '{"error": "The kitchen is closed."}'
        return 200, json.dumps(answers if isinstance(thing, list) else answers[0], indent=1)


# %% task="waiting"
from collections import deque


class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.waiting = deque()

    def add(self, request, now):
        self.waiting.append((now + self.patience, request))

    def due(self, now):
        batch = []
        if len(self.waiting) >= self.largest or (self.waiting and self.waiting[0][0] <= now):
            while self.waiting and len(batch) < self.largest:
                batch.append(self.waiting.popleft()[1])
        return batch


# %% task="promise"
def promise_kept(times, budget, share):
    times = np.asarray(times, float)
    return times.size == 0 or np.count_nonzero(times <= budget) / times.size >= share
