# /// sample
# task = "to-answer"
# diagnosis = "Of two species that are equally probable the first in SPECIES was put first; the contract goes by the alphabet."
# ///

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: -pair[1])
    name, probability = ranked[0]
    named = probability >= sure
    others = [list(pair) for pair in ranked[named:]]
    return {"species": name if named else None, "probability": probability, "others": others}


def to_answers(probabilities, sure):
    return [to_answer(row, sure) for row in probabilities.tolist()]
