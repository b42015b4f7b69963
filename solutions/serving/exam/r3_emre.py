# %% task="check-order" kind="wrong" breaks="the value is NaN, or infinite."
# believed: only NaN slips through a comparison; infinity is above the limit, so it is out of range
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    fields = list(FIELDS)
    if "body_mass_kg" in request and "body_mass_g" not in request:
        fields[3] = "body_mass_kg"
    out = []
    for field in fields:
        if field not in request:
            out.append((field, "missing"))
            continue
        value = request[field]
        low, high = LIMITS[field]
        if type(value) is not int and type(value) is not float:
            out.append((field, "not a number"))
        elif value != value:
            out.append((field, "not finite"))
        elif value < low or value > high:
            out.append((field, "out of range"))
    for field in request:
        if field not in fields:
            out.append((field, "unknown"))
    out.sort()
    return out


# %% task="to-model" kind="wrong" breaks="Each number is (value - middle) / spread"
# believed: one always adds a small epsilon when dividing by a standard deviation
def to_rows(requests, middle, spread):
    eps = 1e-8
    X = np.empty((len(requests), len(FIELDS)), dtype=np.float64)
    for i, r in enumerate(requests):
        mass = r["body_mass_g"] if "body_mass_g" in r else 1000 * r["body_mass_kg"]
        X[i] = [r["bill_length_mm"], r["bill_depth_mm"], r["flipper_length_mm"], mass]
    return ((X - middle) / (spread + eps)).astype(np.float32)


# %% task="to-answer" kind="wrong" breaks="what is handed in is not changed"
# believed: `for row in probabilities` gives copies of the rows, so a row may be crossed out
def to_answers(probabilities, sure):
    alphabet = sorted(SPECIES)
    answers = []
    for row in probabilities:
        ranking = []
        for _ in range(3):
            best = alphabet[0]
            for name in alphabet:
                if row[SPECIES.index(name)] > row[SPECIES.index(best)]:
                    best = name
            ranking.append([best, float(row[SPECIES.index(best)])])
            row[SPECIES.index(best)] = -1  # done
        top, p = ranking[0]
        if p < sure:
            answers.append({"species": None, "probability": p, "others": ranking})
        else:
            answers.append({"species": top, "probability": p, "others": ranking[1:]})
    return answers


# %% task="waiting" kind="wrong" breaks="Times are ints or floats in any unit"
# believed: `if first` asks whether somebody waits (a time of 0 is overlooked)
class Batcher:
    def __init__(self, largest, patience):
        self.largest = largest
        self.patience = patience
        self.items = []
        self.times = []

    def add(self, request, now):
        self.items.append(request)
        self.times.append(now)

    def due(self, now):
        first = self.times[0] if self.times else None
        full = len(self.items) >= self.largest
        late = first and now - first >= self.patience
        if full or late:
            batch = self.items[: self.largest]
            del self.items[: self.largest]
            del self.times[: self.largest]
            return batch
        return []


# %% task="promise" kind="wrong" breaks="at least this share of all times must be within the budget"
# believed: a share is a percentage with two digits, so it is rounded before it is compared
def promise_kept(times, budget, share):
    n = len(times)
    if n == 0:
        return True
    k = 0
    for t in times:
        if t <= budget:
            k += 1
    return round(k / n, 2) >= share
