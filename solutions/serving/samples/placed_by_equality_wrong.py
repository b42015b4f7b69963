# /// sample
# task = "many"
# diagnosis = "The place of an answer was looked up by the request itself, so of two equal requests only the first got an answer; go by places, not by what stands there."
# ///

# %% task="many"
def answer_all(predict, requests, sure):
    result = [{"problems": problems(request)} for request in requests]
    good = [request for request in requests if not problems(request)]
    if good:
        for request, answer in zip(good, to_answers(predict(good), sure)):
            result[requests.index(request)] = answer
    return result
