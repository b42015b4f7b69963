# /// sample
# task = "to-answer"
# diagnosis = "The others begin with the least probable one; the most probable one stands first."
# ///

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (-pair[1], pair[0]))
    name, probability = ranked[0]
    named = probability >= sure
    others = [list(pair) for pair in sorted(ranked[named:], key=lambda pair: pair[1])]
    return {"species": name if named else None, "probability": probability, "others": others}


def to_answers(probabilities, sure):
    return [to_answer(row, sure) for row in probabilities.tolist()]
