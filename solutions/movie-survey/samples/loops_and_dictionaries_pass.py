# /// sample
# ///

# %% task="ask"
import math


def random_sample(n, k, rng):
    if k < 0 or k > n:
        raise ValueError(k)
    # Floyd's way: k draws, and no list of everybody.
    picked = set()
    for top in range(n - k, n):
        one = int(rng.integers(0, top + 1))
        picked.add(top if one in picked else one)
    return np.fromiter(picked, dtype="int32", count=k)

# %% task="funnel"
def funnel(town):
    rows = list(zip(*(town[name].tolist() for name in ("goes", "middle", "tells", "before", "after"))))

    def mean(found):
        return sum(found) / len(found) if found else float("nan")

    result = []
    for steps in range(4):
        result.append(mean([row[4] for row in rows if all(row[:steps])]))
    result.append(mean([row[3] for row in rows if all(row[:3])]))
    return tuple(result)

# %% task="worth"
def worth(k, truth, said):
    if math.isinf(k) and said == truth:
        return k
    variance = 0.0 if math.isinf(k) else said * (1 - said) / k
    return truth * (1 - truth) / (math.pow(truth - said, 2) + variance)

# %% task="exam"
class Neighbours:
    def __init__(self, x, said):
        self.x, self.said = np.array(x, "float64"), np.array(said)

    def predict(self, rows):
        answers = []
        for row in rows:
            near = np.argsort(((self.x - row) ** 2).sum(axis=1), kind="stable")[:9]
            answers.append([self.said[near].mean()])
        return np.array(answers)


def johns_exam(x, said, answered, seed):
    order = np.random.RandomState(seed).permutation(int(answered.sum()))
    rows = np.arange(len(x))[answered][order]
    half = len(rows) // 3 + 1
    return [Neighbours(x[rows[half:]], said[rows[half:]]), rows[:half].astype("int32")]

# %% task="weights"
def poststratify(answers, groups, town_shares):
    sums, counts = {}, {}
    for answer, group in zip(answers.tolist(), groups.tolist(), strict=True):
        sums[group] = sums.get(group, 0) + answer
        counts[group] = counts.get(group, 0) + 1
    for group in counts:
        if group not in town_shares:
            raise ValueError(f"the town has no group {group!r}")
    total = 0
    for group, share in town_shares.items():
        if group not in counts:
            raise ValueError(f"nobody has answered of: {group}")
        total += share * sums[group] / counts[group]
    return total

# %% task="beyond-repair"
def which_repairs(town, asked, columns):
    best = None
    truth = sum(town["goes"].tolist()) / len(town["goes"])
    for name in columns:
        groups = town[name].tolist()
        shares = {group: groups.count(group) / len(groups) for group in set(groups)}
        try:
            found = poststratify(town["goes"][asked], town[name][asked], shares)
        except ValueError:
            continue
        if best is None or abs(found - truth) < best[0]:
            best = abs(found - truth), name
    if best is None:
        raise ValueError("nothing repairs this")
    return best[1]

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    # One person after the other, each called until she answers or has been called fifteen times.
    yes = no = made = 0
    waiting = rng.permutation(people)[: max(1, budget // 5)]
    while len(waiting) and made < budget:
        still = []
        for person in waiting[: budget - made]:
            made += 1
            answer = call(person)
            if answer is None:
                still.append(person)
            elif answer:
                yes += 1
            else:
                no += 1
        waiting = still if made < budget else []
    return yes / (yes + no) if yes + no else np.nan
