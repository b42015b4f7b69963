# /// sample
# task = "service"
# diagnosis = "A text that is no JSON, a single request with problems, and a list that is too long all had the status 200. The status is read before the text, so it has to be true."
# ///

# %% task="service"
def no_constant(name):
    raise ValueError(f"{name} is not JSON")


class Service:
    def __init__(self, predict, sure, most):
        self.predict = predict
        self.sure = sure
        self.most = most

    def handle(self, text):
        try:
            asked = json.loads(text, parse_constant=no_constant)
        except (ValueError, RecursionError):
            return 200, json.dumps({"error": "the text is not JSON"})
        many = isinstance(asked, list)
        if many and len(asked) > self.most:
            return 200, json.dumps({"error": f"at most {self.most} requests are taken at once"})
        wrong = [] if many else problems(asked)
        if wrong:
            return 200, json.dumps({"problems": wrong})
        try:
            answers = answer_all(self.predict, asked if many else [asked], self.sure)
        except Exception:
            return 200, json.dumps({"error": "the model could not answer"})
        return 200, json.dumps(answers if many else answers[0])
