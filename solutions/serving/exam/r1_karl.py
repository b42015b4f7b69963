# %% task="check-order" kind="right"
def problems(r):
    if not isinstance(r, dict):
        return [("", "not an object")]
    ok = {*FIELDS[:3], "body_mass_kg" if "body_mass_kg" in r and "body_mass_g" not in r else "body_mass_g"}

    def of(f):
        if f not in ok:
            return "unknown"
        if f not in r:
            return "missing"
        v = r[f]
        if isinstance(v, bool) or not isinstance(v, (int, float)):
            return "not a number"
        if v != v or v in (math.inf, -math.inf):
            return "not finite"
        return None if LIMITS[f][0] <= v <= LIMITS[f][1] else "out of range"

    return [(f, p) for f in sorted(ok | set(r)) if (p := of(f))]


# %% task="to-model" kind="right"
def to_rows(requests, middle, spread):
    numbers = (r[f] if f in r else r["body_mass_kg"] * 1000 for r in requests for f in FIELDS)
    return np.float32((np.fromiter(numbers, np.float64).reshape(-1, 4) - middle) / spread)


# %% task="to-answer" kind="right"
def to_answers(probabilities, sure):
    names = np.array(sorted(SPECIES))
    p = np.asarray(probabilities, np.float64)[:, np.argsort(SPECIES)]
    order = np.argsort(-p, axis=1, kind="stable")
    ranked = np.take_along_axis(p, order, axis=1)
    return [
        {"species": None if n else s[0], "probability": q[0], "others": [[a, b] for a, b in zip(s, q)][not n :]}
        for s, q, n in zip(names[order].tolist(), ranked.tolist(), (ranked[:, 0] < float(sure)).tolist())
    ]


# %% task="many" kind="right"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found) if not wrong]
    answers = iter(to_answers(predict(good), sure) if good else ())
    return [{"problems": wrong} if wrong else next(answers) for wrong in found]


# %% task="service" kind="right"
class Service:
    def __init__(self, predict, sure, most):
        self.settings = predict, sure, most

    def handle(self, text):
        status, answer = self.answer(text)
        return status, json.dumps(answer)

    def answer(self, text):
        predict, sure, most = self.settings
        try:
            # a constant calls {}["NaN"], which raises
            data = json.loads(text, parse_constant={}.__getitem__)
        except Exception:
            return 400, {"error": "Pardon?"}
        several = isinstance(data, list)
        if several and len(data) > most:
            return 413, {"error": "The tray is too small."}
        try:
            answers = answer_all(predict, data if several else [data], sure)
        except Exception:
            return 500, {"error": "Sorry."}
        return (200, answers) if several else (400 if "problems" in answers[0] else 200, answers[0])


# %% task="waiting" kind="right"
import heapq
import itertools


class Batcher:
    def __init__(self, largest, patience):
        self.n, self.patience, self.heap, self.ticket = largest, patience, [], itertools.count()

    def add(self, request, now):
        heapq.heappush(self.heap, (next(self.ticket), now, request))

    def due(self, now):
        h = self.heap
        go = h and (len(h) >= self.n or h[0][1] + self.patience <= now)
        return [heapq.heappop(h)[2] for _ in range(min(self.n, len(h)))] if go else []


# %% task="promise" kind="right"
def promise_kept(times, budget, share):
    return len(times) == 0 or np.mean(np.asarray(times) <= budget) >= share
