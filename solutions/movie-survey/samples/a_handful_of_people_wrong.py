# /// sample
# task = "call-again"
# diagnosis = "You call a dozen people until all have answered, and leave most calls unused. They are the right people, but so few scatter far."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    silent = rng.permutation(people)[:12].tolist()
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
