# /// sample
# task = "many"
# diagnosis = "Bad requests were dropped, so the list is shorter than the requests, and nobody can tell which answer is whose; each place needs an answer or its problems."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found, strict=True) if not wrong]
    answers = iter(to_answers(predict(good), sure) if good else [])
    return list(answers)
