# /// sample
# task = "call-again"
# diagnosis = "You take None for a no. Somebody who does not pick up has said nothing."
# ///

# %% task="call-again"
def phone_survey(call, people, budget, rng):
    chosen = rng.permutation(people)[:budget]
    heard = [bool(call(person)) for person in chosen]
    return float(np.mean(heard))
