# %% task="check-order" kind="wrong" breaks="True and False are no numbers here."
# believed: isinstance(value, (int, float)) lets numbers in and nothing else
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    found = []
    for field in FIELDS:
        if field not in request:
            if field == "body_mass_g" and "body_mass_kg" in request:
                continue
            found.append((field, "missing"))
    for field, value in request.items():
        if field not in LIMITS:
            found.append((field, "unknown"))
        elif field == "body_mass_kg" and "body_mass_g" in request:
            found.append((field, "unknown"))
        elif not isinstance(value, (int, float)):
            found.append((field, "not a number"))
        elif isinstance(value, float) and not math.isfinite(value):
            found.append((field, "not finite"))
        else:
            low, high = LIMITS[field]
            if value < low or value > high:
                found.append((field, "out of range"))
    return sorted(found)


# %% task="to-model" kind="wrong" breaks="what is handed in is not changed"
# believed: the request is mine while I work on it, so I may rewrite the kilograms in place
def to_rows(requests, middle, spread):
    rows = []
    for request in requests:
        if "body_mass_kg" in request:
            request["body_mass_g"] = request.pop("body_mass_kg") * 1000
        rows.append([request[field] for field in FIELDS])
    rows = np.array(rows, dtype=np.float64).reshape(len(requests), 4)
    return ((rows - middle) / spread).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="Wherever two species are equally probable, the one whose name comes first in the alphabet is put first."
# believed: argmax finds the best one, also when two are equally good (only the others need sorting)
def to_answers(probabilities, sure):
    answers = []
    for row in probabilities:
        best = int(np.argmax(row))
        pairs = [[SPECIES[i], float(row[i])] for i in range(3)]
        species, probability = pairs[best]
        if probability < sure:
            species = None
        others = [pair for pair in pairs if pair[0] != species]
        others.sort(key=lambda pair: (-pair[1], pair[0]))
        answers.append({"species": species, "probability": probability, "others": others})
    return answers


# %% task="waiting" kind="wrong" breaks="It is also due as soon as the one that came first of those waiting has waited for `patience`"
# believed: patience is the silence since the last order came in
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.queue = []
        self.last = None

    def add(self, request, now):
        self.queue.append(request)
        self.last = now

    def due(self, now):
        if not self.queue:
            return []
        if len(self.queue) >= self.largest or now - self.last >= self.patience:
            batch = self.queue[: self.largest]
            self.queue = self.queue[self.largest :]
            return batch
        return []


# %% task="promise" kind="wrong" breaks="`k / n` is compared with `share`, as Python divides. So 7 of 100 keep a share of 0.07."
# believed: k / n >= share and k >= share * n are the same thing
def promise_kept(times, budget, share):
    within = 0
    for time in times:
        if time <= budget:
            within += 1
    return within >= share * len(times)
