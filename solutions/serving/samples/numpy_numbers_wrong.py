# /// sample
# task = "to-answer"
# diagnosis = "There are NumPy numbers in your answers. `json.dumps` refuses most kinds of them, such as float32, and the guest then gets an error; turn each into a float of Python."
# ///

# %% task="to-answer"
def to_answer(row, sure):
    ranked = sorted(zip(SPECIES, row, strict=True), key=lambda pair: (-pair[1], pair[0]))
    name, probability = ranked[0]
    named = probability >= sure
    others = [list(pair) for pair in (ranked[1:] if named else ranked)]
    return {"species": name if named else None, "probability": probability, "others": others}


def to_answers(probabilities, sure):
    return [to_answer(row, sure) for row in probabilities]
