# /// sample
# task = "call-again"
# diagnosis = "You say 0 where nobody has answered. That would mean that nobody likes it: of nothing there is no share."
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
    return sum(heard) / max(1, len(heard))
