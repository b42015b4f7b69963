# %% task="check-order" kind="right"
def problems(request):
    import bisect

    if not isinstance(request, dict):
        return [("", "not an object")]
    found = []

    def note(field, problem):
        bisect.insort(found, (field, problem))

    rest = dict(request)
    if "body_mass_g" in rest and "body_mass_kg" in rest:
        del rest["body_mass_kg"]
        note("body_mass_kg", "unknown")
    if "body_mass_g" not in rest and "body_mass_kg" not in rest:
        note("body_mass_g", "missing")
    for field in ("bill_length_mm", "bill_depth_mm", "flipper_length_mm"):
        if field not in rest:
            note(field, "missing")
    while rest:
        field, value = rest.popitem()
        if field not in LIMITS:
            note(field, "unknown")
            continue
        if isinstance(value, bool):
            note(field, "not a number")
            continue
        if isinstance(value, int):
            if value < LIMITS[field][0]:
                note(field, "out of range")
            elif value > LIMITS[field][1]:
                note(field, "out of range")
            continue
        if isinstance(value, float):
            if math.isnan(value) or math.isinf(value):
                note(field, "not finite")
            elif value < LIMITS[field][0] or value > LIMITS[field][1]:
                note(field, "out of range")
            continue
        note(field, "not a number")
    return found


# %% task="to-model" kind="right"
def to_rows(requests, middle, spread):
    """Build one column after the other, and put them side by side."""
    columns = []
    for number, field in enumerate(FIELDS):
        column = np.empty(len(requests), dtype=np.float64)
        for place, request in enumerate(requests):
            if field == "body_mass_g" and "body_mass_kg" in request:
                column[place] = request["body_mass_kg"] * 1000
            else:
                column[place] = request[field]
        column = np.divide(np.subtract(column, middle[number]), spread[number])
        columns.append(column.astype(np.float32))
    return np.ascontiguousarray(np.stack(columns, axis=1))


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    result = []
    for row in probabilities:
        adelie, gentoo, chinstrap = (float(number) for number in row)
        ordered = [["Adelie", adelie], ["Chinstrap", chinstrap], ["Gentoo", gentoo]]
        # three are sorted by exchanging neighbours, and equal ones never change places
        for left in (0, 1, 0):
            if ordered[left][1] < ordered[left + 1][1]:
                ordered[left], ordered[left + 1] = ordered[left + 1], ordered[left]
        first, second, third = ordered
        answer = dict.fromkeys(("species", "probability", "others"))
        answer["probability"] = first[1]
        if first[1] < sure:
            answer["others"] = [first, second, third]
        else:
            answer["species"] = first[0]
            answer["others"] = [second, third]
        result.append(answer)
    return result


# %% task="many" kind="right"
class _Tray:
    """Carries the good orders, and knows the place of each at the table."""

    def __init__(self, size):
        self.plates = [None] * size
        self.orders = []
        self.places = []

    def take(self, place, request):
        wrong = problems(request)
        if wrong:
            self.plates[place] = dict(problems=wrong)
        else:
            self.orders.append(request)
            self.places.append(place)

    def walk(self, predict, sure):
        if self.orders:
            probabilities = predict(self.orders)
            for number, place in enumerate(self.places):
                (self.plates[place],) = to_answers(probabilities[number : number + 1], sure)
        return self.plates


def answer_all(predict, requests, sure):
    tray = _Tray(len(requests))
    for place, request in enumerate(requests):
        tray.take(place, request)
    return tray.walk(predict, sure)


# %% task="service" kind="right"
class _Refused(Exception):
    def __init__(self, status, words):
        super().__init__(words)
        self.status = status
        self.words = words


class Service:
    """A waiter in three steps: read, serve, reply."""

    def __init__(self, predict, sure, most):
        self.__predict = predict
        self.__sure = sure
        self.__most = most

    def __constant(self, word):
        raise ValueError("a constant that JSON does not have")

    def __read(self, text):
        try:
            decoder = json.JSONDecoder(parse_constant=self.__constant)
            if text.startswith("\ufeff"):
                raise ValueError("a byte order mark")
            return decoder.decode(text)
        except Exception:
            raise _Refused(400, "I cannot read this as JSON") from None

    def __serve(self, requests):
        try:
            return answer_all(self.__predict, requests, self.__sure)
        except Exception:
            raise _Refused(500, "Something went wrong in the kitchen") from None

    def __reply(self, text):
        data = self.__read(text)
        if isinstance(data, list):
            if len(data) > self.__most:
                raise _Refused(413, "More requests than one list may hold")
            return 200, self.__serve(data)
        wrong = problems(data)
        if wrong:
            return 400, {"problems": wrong}
        return 200, self.__serve([data])[0]

    def handle(self, text):
        try:
            status, answer = self.__reply(text)
        except _Refused as refused:
            status, answer = refused.status, {"error": refused.words}
        return status, json.dumps(answer, indent=1)


# %% task="waiting" kind="right"
class _Guest:
    __slots__ = ("request", "came", "behind")

    def __init__(self, request, came):
        self.request = request
        self.came = came
        self.behind = None


class Batcher:
    """A chain of guests, each of whom knows the one behind."""

    def __init__(self, largest, patience):
        self._largest = largest
        self._patience = patience
        self._first = None
        self._last = None
        self._length = 0

    def add(self, request, now):
        guest = _Guest(request, now)
        if self._first is None:
            self._first = guest
        else:
            self._last.behind = guest
        self._last = guest
        self._length += 1
        return self._length

    def due(self, now):
        batch = []
        if self._first is None:
            return batch
        full = self._length >= self._largest
        impatient = now - self._first.came >= self._patience
        if full or impatient:
            while self._first is not None and len(batch) < self._largest:
                batch.append(self._first.request)
                self._first = self._first.behind
                self._length -= 1
            if self._first is None:
                self._last = None
        return batch


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    from bisect import bisect_right

    ordered = sorted(times)
    if len(ordered) == 0:
        return True
    number_within = bisect_right(ordered, budget)
    return number_within / len(ordered) >= share
