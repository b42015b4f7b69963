# /// sample
# task = "call-again"
# diagnosis = "You begin with as many people as calls, and go round again with what is left. Nothing is left: most are called once."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    silent = rng.permutation(people)[:budget].tolist()
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
