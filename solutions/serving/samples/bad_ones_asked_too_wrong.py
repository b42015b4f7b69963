# /// sample
# task = "many"
# diagnosis = "The kitchen was handed all requests, the bad ones among them; it gets good ones alone."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found, strict=True) if not wrong]
    answers = iter(to_answers(predict(requests), sure) if good else [])
    return [{"problems": wrong} if wrong else next(answers) for wrong in found]
