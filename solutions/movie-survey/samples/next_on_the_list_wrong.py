# /// sample
# task = "call-again"
# diagnosis = "You ring up the next one if somebody does not pick up. So you ask those who sit at home, and they are not like the others."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    rung = (call(person) for person in rng.permutation(people)[:budget])
    heard = [answer for answer in rung if answer is not None]
    return float(np.mean(heard)) if heard else float("nan")
