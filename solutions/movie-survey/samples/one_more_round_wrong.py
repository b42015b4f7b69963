# /// sample
# task = "call-again"
# diagnosis = "You call each person twice at most. Those who are hard to reach are still left out."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    chosen = rng.permutation(people)[:max(1, budget // 2)]
    heard, budget_left = [], budget
    silent = list(chosen)
    for _ in range(2):
        rest = []
        for person in silent:
            if budget_left == 0:
                break
            budget_left -= 1
            answer = call(person)
            if answer is None:
                rest.append(person)
            else:
                heard.append(answer)
        silent = rest
    return float(np.mean(heard)) if heard else float("nan")
