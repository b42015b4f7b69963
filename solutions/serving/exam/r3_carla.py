# %% task="check-order" kind="wrong" breaks="a field of FIELDS is not there."
# believed: a field whose value is None is a field that is not there
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = {}
    for field in FIELDS:
        if request.get(field) is None:
            found[field] = "missing"
    if "body_mass_kg" in request and "body_mass_g" not in request:
        found.pop("body_mass_g", None)
    for field, value in request.items():
        if field in found:
            continue
        if field not in LIMITS:
            found[field] = "unknown"
        elif field == "body_mass_kg" and "body_mass_g" in request:
            found[field] = "unknown"
        elif type(value) not in (int, float):
            found[field] = "not a number"
        elif value != value or value in (math.inf, -math.inf):
            found[field] = "not finite"
        elif value < LIMITS[field][0] or value > LIMITS[field][1]:
            found[field] = "out of range"
    return sorted(found.items())


# %% task="to-model" kind="wrong" breaks="It may be empty."
# believed: np.array of a list of rows always has four columns
def to_rows(requests, middle, spread):
    table = []
    for request in requests:
        row = []
        for field in FIELDS:
            if field == "body_mass_g" and "body_mass_kg" in request:
                row.append(request["body_mass_kg"] * 1000)
            else:
                row.append(request[field])
        table.append(row)
    table = np.array(table, dtype=np.float64)
    return ((table - middle) / spread).astype("float32")


# %% task="to-answer" kind="wrong" breaks="Each is turned into a Python float first, and compared as such. (A float32 of 0.7 is 0.699999988, which is below 0.7.)"
# believed: it is enough to turn the numbers into floats when they are written out
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities:
        order = sorted(range(3), key=lambda i: (-row[i], SPECIES[i]))
        best = order[0]
        if row[best] >= sure:
            species, rest = SPECIES[best], order[1:]
        else:
            species, rest = None, order
        answers.append({
            "species": species,
            "probability": float(row[best]),
            "others": [[SPECIES[i], float(row[i])] for i in rest],
        })
    return answers


# %% task="waiting" kind="wrong" breaks="What `due` returns waits no longer."
# believed: after a batch the queue starts again from empty (those who were not on the tray go home)
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        if len(self.queue) == 0:
            return []
        first_time = self.queue[0][1]
        if len(self.queue) >= self.largest or now - first_time >= self.patience:
            batch = [request for request, _ in self.queue[: self.largest]]
            self.queue = []
            return batch
        return []


# %% task="promise" kind="wrong" breaks="list or one-dimensional NumPy array of numbers"
# believed: `not times` asks whether there are any times, for an array as for a list
def promise_kept(times, budget, share):
    if not times:
        return True
    within = [t for t in times if t <= budget]
    return len(within) / len(times) >= share
