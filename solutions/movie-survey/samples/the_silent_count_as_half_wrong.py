# /// sample
# task = "call-again"
# diagnosis = "You count those who have not answered in the end as one half. What they think is not known, and is no half."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    silent = rng.permutation(people)[:max(1, budget // 4)].tolist()
    heard = []
    for _ in range(budget):
        if not silent:
            break
        person = silent.pop(0)
        answer = call(person)
        if answer is None:
            silent.append(person)
        else:
            heard.append(answer)
    if not heard:
        return float("nan")
    return (sum(heard) + 0.5 * len(silent)) / (len(heard) + len(silent))
