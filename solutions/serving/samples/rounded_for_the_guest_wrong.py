# /// sample
# task = "to-answer"
# diagnosis = "The probabilities were rounded to two digits; a rare one becomes 0, and the next program counts with it."
# ///

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (-pair[1], pair[0]))
    name, probability = ranked[0]
    named = probability >= sure
    others = [list(pair) for pair in ranked[named:]]
    return {"species": name if named else None, "probability": probability, "others": others}


def to_answers(probabilities, sure):
    return [to_answer([round(share, 2) for share in row], sure) for row in probabilities.tolist()]
