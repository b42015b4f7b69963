# /// sample
# task = "call-again"
# diagnosis = "You call each person until she answers, and never count. When no call is left, an error ends the survey."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    heard = []
    for person in rng.permutation(people)[:max(1, budget // 4)]:
        for _ in range(budget):
            answer = call(int(person))
            if answer is not None:
                heard.append(answer)
                break
    return float(np.mean(heard)) if heard else float("nan")
