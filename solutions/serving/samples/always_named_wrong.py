# /// sample
# task = "to-answer"
# diagnosis = "A species is named however unsure the model is; below `sure` the name is None."
# ///

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (-pair[1], pair[0]))
    name, probability = ranked[0]
    named = True
    others = [list(pair) for pair in ranked[named:]]
    return {"species": name if named else None, "probability": probability, "others": others}


def to_answers(probabilities, sure):
    return [to_answer(row, sure) for row in probabilities.tolist()]
