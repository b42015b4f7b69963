# /// sample
# task = "many"
# diagnosis = "The kitchen was asked once for each request; forty walks take forty times as long as one walk with forty orders."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    answers = []
    for request in requests:
        wrong = problems(request)
        answers.append({"problems": wrong} if wrong else to_answers(predict([request]), sure)[0])
    return answers
