# /// sample
# task = "many"
# diagnosis = "Where no request was good the kitchen was asked all the same, with nothing on the tray; many models raise then."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    found = [problems(request) for request in requests]
    good = [request for request, wrong in zip(requests, found, strict=True) if not wrong]
    answers = iter(to_answers(predict(good), sure))
    return [{"problems": wrong} if wrong else next(answers) for wrong in found]
