# %% task="check-order" kind="right"
def problems(request):
    # the beginner's long way, one step after the other
    answer = []
    if not isinstance(request, dict):
        answer.append(("", "not an object"))
        return answer

    has_g = False
    has_kg = False
    for key in request.keys():
        if key == "body_mass_g":
            has_g = True
        if key == "body_mass_kg":
            has_kg = True

    # 1. what is missing?
    for field in FIELDS:
        is_there = False
        for key in request.keys():
            if key == field:
                is_there = True
        if is_there == False:
            if field == "body_mass_g":
                if has_kg == False:
                    answer.append((field, "missing"))
            else:
                answer.append((field, "missing"))

    # 2. what is wrong with those that are there?
    for key in request.keys():
        value = request[key]
        if key not in LIMITS:
            answer.append((key, "unknown"))
        elif key == "body_mass_kg" and has_g == True:
            answer.append((key, "unknown"))
        elif type(value) == bool:
            answer.append((key, "not a number"))
        elif type(value) != int and type(value) != float:
            answer.append((key, "not a number"))
        elif type(value) == float and (value != value or value == float("inf") or value == float("-inf")):
            answer.append((key, "not finite"))
        elif value < LIMITS[key][0]:
            answer.append((key, "out of range"))
        elif value > LIMITS[key][1]:
            answer.append((key, "out of range"))
    answer.sort()
    return answer


# %% task="to-model" kind="wrong" breaks="with one row for each request, in their order"
# believed: those in grams and those in kilograms can be worked on apart and put together again
def to_rows(requests, middle, spread):
    in_grams = []
    in_kilograms = []
    for request in requests:
        row = [request["bill_length_mm"], request["bill_depth_mm"], request["flipper_length_mm"]]
        if "body_mass_g" in request:
            in_grams.append(row + [request["body_mass_g"]])
        else:
            in_kilograms.append(row + [request["body_mass_kg"] * 1000])
    rows = np.array(in_grams + in_kilograms, dtype=np.float64)
    rows = rows.reshape(len(requests), 4)
    rows = (rows - middle) / spread
    return rows.astype(np.float32)


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    result = []
    for i in range(len(probabilities)):
        a = float(probabilities[i][0])
        g = float(probabilities[i][1])
        c = float(probabilities[i][2])
        # in alphabetical order, so that equal ones stay like this
        three = [["Adelie", a], ["Chinstrap", c], ["Gentoo", g]]
        for round_ in range(2):
            for j in range(2):
                if three[j][1] < three[j + 1][1]:
                    three[j], three[j + 1] = three[j + 1], three[j]
        answer = {}
        if three[0][1] < sure:
            answer["species"] = None
            answer["probability"] = three[0][1]
            answer["others"] = three
        else:
            answer["species"] = three[0][0]
            answer["probability"] = three[0][1]
            answer["others"] = [three[1], three[2]]
        result.append(answer)
    return result


# %% task="many" kind="wrong" breaks="Where no request is good, it is not called."
# believed: asking the model about an empty list does no harm
def answer_all(predict, requests, sure):
    good = []
    for request in requests:
        if problems(request) == []:
            good.append(request)
    answers = to_answers(predict(good), sure)
    result = []
    place = 0
    for request in requests:
        found = problems(request)
        if found == []:
            result.append(answers[place])
            place += 1
        else:
            result.append({"problems": found})
    return result


# %% task="service" kind="wrong" breaks="`predict` raised an Exception: 500"
# believed: a ValueError always comes from the guest's text
class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    def answers(self, requests):
        good = []
        for request in requests:
            if problems(request) == []:
                good.append(request)
        plates = []
        if len(good) > 0:
            plates = to_answers(self.predict(good), self.sure)
        result = []
        place = 0
        for request in requests:
            found = problems(request)
            if found == []:
                result.append(plates[place])
                place += 1
            else:
                result.append({"problems": found})
        return result

    def no_json(self, word):
        raise ValueError(word)

    def handle(self, text):
        try:
            data = json.loads(text, parse_constant=self.no_json)
            if type(data) == list:
                if len(data) > self.most:
                    return 413, json.dumps({"error": "too many requests in one list"})
                return 200, json.dumps(self.answers(data))
            answer = self.answers([data])[0]
            if "problems" in answer:
                return 400, json.dumps(answer)
            return 200, json.dumps(answer)
        except (ValueError, RecursionError):
            return 400, json.dumps({"error": "this text is no JSON"})
        except Exception:
            return 500, json.dumps({"error": "we made a mistake"})


# %% task="waiting" kind="wrong" breaks="A batch is due as soon as `largest` requests are waiting."
# believed: the moment when exactly `largest` wait is never missed
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.waiting = []
        self.times = []

    def add(self, request, now):
        self.waiting.append(request)
        self.times.append(now)

    def due(self, now):
        batch = []
        if len(self.waiting) == 0:
            return batch
        if len(self.waiting) == self.largest or now - self.times[0] >= self.patience:
            while len(self.waiting) > 0 and len(batch) < self.largest:
                batch.append(self.waiting.pop(0))
                self.times.pop(0)
        return batch


# %% task="promise" kind="wrong" breaks="Without any times the promise is kept."
# believed: where nobody was served, no promise was kept
def promise_kept(times, budget, share):
    count = 0
    total = 0
    for t in times:
        total += 1
        if t <= budget:
            count += 1
    if total == 0:
        return False
    if count / total >= share:
        return True
    return False
