# %% task="check-order" kind="wrong" breaks="The dictionary may be of a class of its own, such as `defaultdict`."
# believed: a dictionary raises a KeyError for each key that it lacks, and asking does not change it
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = []
    for field in request:
        if field not in LIMITS or (field == "body_mass_kg" and "body_mass_g" in request):
            found.append((field, "unknown"))
    wanted = list(FIELDS)
    if "body_mass_g" not in request and "body_mass_kg" in request:
        wanted.remove("body_mass_g")
        wanted.append("body_mass_kg")
    for field in wanted:
        try:
            value = request[field]
        except KeyError:
            found.append((field, "missing"))
            continue
        low, high = LIMITS[field]
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            found.append((field, "not a number"))
        elif isinstance(value, float) and not math.isfinite(value):
            found.append((field, "not finite"))
        elif value < low or value > high:
            found.append((field, "out of range"))
    return sorted(found)


# %% task="to-model" kind="wrong" breaks="A mass in kilograms is first turned into grams."
# believed: all guests at one table weigh in the same unit, so the first one tells which
def to_rows(requests, middle, spread):
    names, factor = list(FIELDS), np.ones(4)
    if requests and "body_mass_kg" in requests[0]:
        names[3] = "body_mass_kg"
        factor[3] = 1000.0
    values = [[request[name] for name in names] for request in requests]
    rows = np.array(values, dtype=np.float64).reshape(len(requests), 4) * factor
    return ((rows - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="So `json.dumps` takes the result as it is."
# believed: a NumPy number in a dictionary is a Python number (float64 was fine when I tried it)
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities:
        pairs = sorted(zip(SPECIES, row), key=lambda pair: (-float(pair[1]), pair[0]))
        pairs = [[name, p] for name, p in pairs]
        name, p = pairs[0]
        if float(p) < sure:
            answers.append({"species": None, "probability": p, "others": pairs})
        else:
            answers.append({"species": name, "probability": p, "others": pairs[1:]})
    return answers


# %% task="waiting" kind="wrong" breaks="It may be any object, also None, or one that is already waiting."
# believed: a dictionary from request to time can hold each order that waits
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.came = {}

    def add(self, request, now):
        self.came[request] = now

    def due(self, now):
        waiting = list(self.came)
        if not waiting:
            return []
        if len(waiting) >= self.largest or now - self.came[waiting[0]] >= self.patience:
            batch = waiting[: self.largest]
            for request in batch:
                del self.came[request]
            return batch
        return []


# %% task="promise" kind="wrong" breaks="what is handed in is not changed"
# believed: times.sort() gives me sorted times, and nobody else minds
def promise_kept(times, budget, share):
    from bisect import bisect_right

    if len(times) == 0:
        return True
    times.sort()
    return bisect_right(times, budget) / len(times) >= share
