# /// sample
# task = "to-answer"
# diagnosis = "Equally probable species stand in reverse order of their names: sorting backwards turned the names round, too."
# ///

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (pair[1], pair[0]), reverse=True)
    name, probability = ranked[0]
    named = probability >= sure
    others = [list(pair) for pair in ranked[named:]]
    return {"species": name if named else None, "probability": probability, "others": others}


def to_answers(probabilities, sure):
    return [to_answer(row, sure) for row in probabilities.tolist()]
