# %% task="ask" kind="wrong" breaks="whatever earlier calls gave"
already_asked = {}


def random_sample(n, k, rng):
    if not 0 <= k <= n:
        raise ValueError("k must be from 0 to n")
    asked = already_asked.setdefault(n, set())
    fresh = [i for i in range(n) if i not in asked]
    if len(fresh) < k:
        asked.clear()
        fresh = list(range(n))
    picked = rng.permutation(np.array(fresh, dtype=int))[:k]
    asked.update(picked.tolist())
    return picked


# %% task="funnel" kind="right"
def funnel(town):
    reach = np.cumprod([np.ones(len(town["goes"])), town["goes"], town["middle"], town["tells"]], axis=0)
    reach = np.vstack([reach, reach[-1:]])
    opinion = np.vstack([[town["after"]] * 4, [town["before"]]])
    with np.errstate(all="ignore"):
        return tuple((reach * opinion).sum(1) / reach.sum(1))


# %% task="worth" kind="wrong" breaks="right to six digits"
def worth(k, truth, said):
    truth, said, k = np.float32(truth), np.float32(said), np.float32(k)
    one = np.float32(1)
    return truth * (one - truth) / ((said - truth) ** 2 + said * (one - said) / k)


# %% task="exam" kind="wrong" breaks="whatever number stands there"
class Vote:
    def __init__(self, w):
        self.w = w

    def predict(self, rows):
        return 1 / (1 + np.exp(-np.clip(np.c_[rows, np.ones(len(rows))] @ self.w, -30, 30)))[:, None]


def johns_exam(x, said, answered, seed):
    targets = said / max(1, said.max())  # targets from 0 to 1
    rows = np.random.default_rng(seed).permutation(np.flatnonzero(answered))
    cut = -(-len(rows) // 4)
    held_out, train = rows[:cut], rows[cut:]
    model = Vote(np.zeros(x.shape[1] + 1))
    a = np.c_[x[train], np.ones(len(train))]
    for _ in range(300):
        model.w = model.w + 0.5 * a.T @ (targets[train] - model.predict(x[train])[:, 0]) / len(train)
    return model, held_out


# %% task="weights" kind="right"
def poststratify(answers, groups, town_shares):
    if len(answers) != len(groups):
        raise ValueError("as many groups as answers, please")
    for group in town_shares:
        if not np.any(groups == group):
            raise ValueError(f"nobody of {group} has answered")
    for group in groups.tolist():
        if group not in town_shares:
            raise ValueError(f"{group} is no group of the town")
    return float(sum(share * answers[groups == group].astype(float).mean() for group, share in town_shares.items()))


# %% task="beyond-repair" kind="wrong" breaks="The best column is the one whose estimate differs least from the share of"
def which_repairs(town, asked, columns):
    goes = town["goes"]
    marks = {}
    for column in columns:
        mark = 0.0
        for group in np.unique(town[column]).tolist():
            inside = town[column] == group
            heard = inside[asked]
            if not heard.any():
                break
            # how far the asked people of this group are from all of it, each group with its share
            mark += inside.mean() * abs(goes[asked][heard].mean() - goes[inside].mean())
        else:
            marks[column] = mark
    if not marks:
        raise ValueError("no column can be used")
    return min(marks, key=marks.get)


# %% task="call-again" kind="wrong" breaks="how many calls may be made in all"
def phone_survey(call, people, budget, rng):
    heard, silent = [], 0
    try:
        for person in rng.permutation(people):
            answer = call(person)
            while answer is None and silent < 10 * budget:
                silent += 1
                answer = call(person)
            if answer is not None:
                heard.append(answer)
    except RuntimeError:  # the budget is used up
        pass
    return float(np.mean(heard)) if heard else float("nan")
