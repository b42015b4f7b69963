# /// sample
# task = "to-answer"
# diagnosis = "The others stand in the order of their names; the most probable one stands first, and names decide only between equals."
# ///

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (-pair[1], pair[0]))
    name, probability = ranked[0]
    named = probability >= sure
    others = sorted([list(pair) for pair in ranked[named:]])
    return {"species": name if named else None, "probability": probability, "others": others}


def to_answers(probabilities, sure):
    return [to_answer(row, sure) for row in probabilities.tolist()]
