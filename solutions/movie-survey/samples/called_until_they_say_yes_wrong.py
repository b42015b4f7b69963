# /// sample
# task = "call-again"
# diagnosis = "You call again after a no as well, since None and False look alike to `if`. Ask whether an answer is None."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    silent = rng.permutation(people)[:max(1, budget // 4)].tolist()
    heard = {}
    for _ in range(budget):
        if not silent:
            break
        person = silent.pop(0)
        answer = call(person)
        if answer:
            heard[person] = True
        else:
            if answer is False:
                heard[person] = False
            silent.append(person)
    return float(np.mean(list(heard.values()))) if heard else float("nan")
