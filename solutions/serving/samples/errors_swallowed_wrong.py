# /// sample
# task = "many"
# diagnosis = "An error of the kitchen became an empty answer, so nobody learns that it has broken down; let it travel on, and decide about it where the status is chosen."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found) if not wrong]
    try:
        answers = iter(to_answers(predict(good), sure) if good else [])
    except Exception:
        answers = iter([{"problems": [("", "the model failed")]}] * len(good))
    return [{"problems": wrong} if wrong else next(answers) for wrong in found]
