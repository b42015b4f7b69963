# %% task="check-order" kind="right"
def problems(request):
    if not isinstance(request, dict):
        return [("", "not an object")]
    menu = set(LIMITS) - ({"body_mass_kg"} if "body_mass_g" in request else set())
    wanted = set(FIELDS) - ({"body_mass_g"} if "body_mass_kg" in request else set())

    def verdict(k, v):
        return (
            "unknown" if k not in menu
            else "not a number" if type(v) not in (int, float)
            else "not finite" if isinstance(v, float) and v - v != 0
            else "" if LIMITS[k][0] <= v <= LIMITS[k][1]
            else "out of range"
        )  # fmt: skip

    found = {k: verdict(k, v) for k, v in request.items()} | dict.fromkeys(wanted - set(request), "missing")
    return sorted((k, v) for k, v in found.items() if v)


# %% task="to-model" kind="right"
def to_rows(requests, middle, spread):
    grams = lambda r: r["body_mass_g"] if "body_mass_g" in r else 1e3 * r["body_mass_kg"]
    values = [(*(r[f] for f in FIELDS[:3]), grams(r)) for r in requests]
    return np.divide(np.subtract(np.array(values, "f8").reshape(-1, 4), middle), spread).astype("f4")


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    p = np.asarray(probabilities, dtype=np.float64)
    names = np.broadcast_to(np.array(SPECIES), p.shape)
    order = np.lexsort((names, -p), axis=-1)
    result = []
    for row, places in zip(p.tolist(), order.tolist()):
        pairs = [[SPECIES[i], row[i]] for i in places]
        known = pairs[0][1] >= sure
        result.append(
            dict(species=pairs[0][0] if known else None, probability=pairs[0][1], others=pairs[known:])
        )
    return result


# %% task="many" kind="wrong" breaks="with all good requests in their order and no others"
# believed: the model may see everything; the answers to the bad ones are overwritten afterwards
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    if all(found):
        return [{"problems": f} for f in found]
    answers = to_answers(predict(requests), sure)
    return [{"problems": f} if f else answer for f, answer in zip(found, answers)]


# %% task="service" kind="wrong" breaks="Nothing of the exception's message is among them."
# believed: an error message that says what went wrong helps the guest
class Service:
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        def refuse(word):
            raise ValueError(word)

        try:
            data = json.loads(text, parse_constant=refuse)
        except Exception:
            return 400, json.dumps({"error": "not JSON"})
        several = isinstance(data, list)
        requests = data if several else [data]
        if several and len(requests) > self.most:
            return 413, json.dumps({"error": f"at most {self.most} requests"})
        found = [problems(request) for request in requests]
        good = [request for request, f in zip(requests, found) if not f]
        try:
            plates = iter(to_answers(self.predict(good), self.sure)) if good else iter(())
        except Exception as error:
            return 500, json.dumps({"error": f"prediction failed: {error}"})
        answers = [{"problems": f} if f else next(plates) for f in found]
        if several:
            return 200, json.dumps(answers)
        return (400 if found[0] else 200), json.dumps(answers[0])


# %% task="waiting" kind="wrong" breaks="or one that is already waiting"
# believed: those who are not in the batch are those who still wait
class Batcher:
    def __init__(self, largest, patience):
        self.largest, self.patience, self.queue = largest, patience, []

    def add(self, request, now):
        self.queue.append((request, now))

    def due(self, now):
        q = self.queue
        if q and (len(q) >= self.largest or now - q[0][1] >= self.patience):
            batch = [request for request, _ in q[: self.largest]]
            self.queue = [(request, came) for request, came in q if request not in batch]
            return batch
        return []


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    return len(times) == 0 or np.count_nonzero(np.asarray(times) <= budget) / len(times) >= share
