# /// sample
# task = "to-answer"
# diagnosis = "Where the model is not sure its probability was left out; just there a person wants to see it."
# ///

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (-pair[1], pair[0]))
    name, probability = ranked[0]
    named = probability >= sure
    others = [list(pair) for pair in ranked[named:]]
    return {"species": name if named else None, "probability": probability if named else None, "others": others}


def to_answers(probabilities, sure):
    return [to_answer(row, sure) for row in probabilities.tolist()]
