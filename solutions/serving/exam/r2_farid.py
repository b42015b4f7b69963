# %% task="check-order" kind="wrong" breaks="the value is NaN, or infinite."
def problems(request):
    # minus infinity is only out of range
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = []
    for field in set(FIELDS) | set(request):
        if field not in request:
            if field != "body_mass_g" or "body_mass_kg" not in request:
                found.append((field, "missing"))
        elif field not in LIMITS or (field == "body_mass_kg" and "body_mass_g" in request):
            found.append((field, "unknown"))
        else:
            value = request[field]
            if type(value) not in (int, float):
                found.append((field, "not a number"))
            elif value != value or value == math.inf:
                found.append((field, "not finite"))
            elif not LIMITS[field][0] <= value <= LIMITS[field][1]:
                found.append((field, "out of range"))
    return sorted(found)


# %% task="to-model" kind="wrong" breaks="no call changes what a later call gives"
_ruler = {}


def to_rows(requests, middle, spread):
    # the same ruler for ever: the one of the first call
    middle = _ruler.setdefault("middle", np.array(middle))
    spread = _ruler.setdefault("spread", np.array(spread))
    rows = np.zeros((len(requests), 4))
    for row, request in zip(rows, requests):
        row[:3] = [request[field] for field in FIELDS[:3]]
        row[3] = request["body_mass_g"] if "body_mass_g" in request else request["body_mass_kg"] * 1000
    return ((rows - middle) / spread).astype("float32")


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    def rank(left):
        """Recursively: the best of those that are left, and then the rest."""
        if not left:
            return []
        top = max(left.values())
        name = min(name for name in left if left[name] == top)
        return [[name, top]] + rank({other: p for other, p in left.items() if other != name})

    def answer(row):
        ranking = rank({name: float(p) for name, p in zip(SPECIES, row)})
        name, probability = ranking[0]
        if probability >= sure:
            ranking.pop(0)
        else:
            name = None
        return dict(others=ranking, probability=probability, species=name)

    return list(map(answer, probabilities))


# %% task="many" kind="right"
class _Tray:
    def __init__(self):
        self.good = []
        self.plates = []

    def put(self, request):
        wrong = problems(request)
        if wrong:
            self.plates.append(lambda answers: {"problems": wrong})
        else:
            number = len(self.good)
            self.good.append(request)
            self.plates.append(lambda answers: answers[number])

    def serve(self, predict, sure):
        answers = to_answers(predict(self.good), sure) if len(self.good) > 0 else None
        return [plate(answers) for plate in self.plates]


def answer_all(predict, requests, sure):
    tray = _Tray()
    for request in requests:
        tray.put(request)
    return tray.serve(predict, sure)


# %% task="service" kind="right"
class Service:
    def __init__(self, predict, sure, most):
        self._handle = self._make(predict, sure, most)

    @staticmethod
    def _make(predict, sure, most):
        class Strict(json.JSONDecoder):
            def __init__(self):
                super().__init__(parse_constant=lambda name: {}[name])

        strict = Strict()

        def read(text):
            if text.startswith("\ufeff"):
                raise ValueError
            return strict.decode(text)

        def say(status, value):
            return (status, json.dumps(value))

        def handle(text):
            try:
                data = read(text)
            except Exception:
                return say(400, {"error": "What did you say?"})
            batch = data if isinstance(data, list) else [data]
            if batch is data and len(batch) > most:
                return say(413, {"error": f"No more than {most}, please."})
            try:
                answers = answer_all(predict, batch, sure)
            except Exception:
                return say(500, {"error": "The cook has left."})
            if batch is data:
                return say(200, answers)
            return say(400 if list(answers[0]) == ["problems"] else 200, answers[0])

        return handle

    def handle(self, text):
        return self._handle(text)


# %% task="waiting" kind="wrong" breaks="It is also due as soon as the one that came"
class Batcher:
    # a time of 0 looks as if no time had been written down
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []
        self.first = None

    def add(self, request, now):
        self.queue.append((request, now))
        if not self.first:
            self.first = now

    def due(self, now):
        if not self.queue:
            return []
        if len(self.queue) < self.largest and now - self.first < self.patience:
            return []
        batch = [request for request, _ in self.queue[: self.largest]]
        del self.queue[: self.largest]
        self.first = self.queue[0][1] if self.queue else None
        return batch


# %% task="promise" kind="wrong" breaks="what is handed in is not changed"
def promise_kept(times, budget, share):
    times.sort()
    within = 0
    for time in times:
        if time > budget:
            break
        within += 1
    return len(times) == 0 or within / len(times) >= share
