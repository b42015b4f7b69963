# /// sample
# task = "many"
# diagnosis = "The answers were dealt out in turn, and the good requests moved up when a bad one was dropped: their guests get the plate of a neighbour."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found, strict=True) if not wrong]
    answers = iter(to_answers(predict(good), sure) if good else [])
    return [*answers, *({"problems": wrong} for wrong in found if wrong)]
