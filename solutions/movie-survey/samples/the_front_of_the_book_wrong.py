# /// sample
# task = "call-again"
# diagnosis = "You call those who stand first in the telephone book. Who stands there is not chance."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    silent = list(range(min(people, max(1, budget // 4))))
    rng.shuffle(silent)
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
    return float(np.mean(heard)) if heard else float("nan")
