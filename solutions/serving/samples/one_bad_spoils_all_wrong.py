# /// sample
# task = "many"
# diagnosis = "One bad request was enough to refuse all of them; the others did nothing wrong, and can be answered."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    if any(found):
        return [{"problems": wrong} for wrong in found]
    good = [request for request, wrong in zip(requests, found, strict=True) if not wrong]
    answers = iter(to_answers(predict(good), sure) if good else [])
    return [{"problems": wrong} if wrong else next(answers) for wrong in found]
