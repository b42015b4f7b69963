# /// sample
# task = "many"
# diagnosis = "All answers stand first, and the problems behind them, so a good request behind a bad one moves up. Its guest gets the plate of a neighbour: keep each place."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found, strict=True) if not wrong]
    answers = iter(to_answers(predict(good), sure) if good else [])
    return [*answers, *({"problems": wrong} for wrong in found if wrong)]
