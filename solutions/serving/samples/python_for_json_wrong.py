# /// sample
# task = "service"
# diagnosis = "The answer was written as Python writes it, with single quotation marks and None; `json.dumps` writes what other programs read."
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
            return 400, json.dumps({"error": "the text is not JSON"})
        many = isinstance(asked, list)
        if many and len(asked) > self.most:
            return 413, json.dumps({"error": f"at most {self.most} requests are taken at once"})
        wrong = [] if many else problems(asked)
        if wrong:
            return 400, json.dumps({"problems": wrong})
        try:
            answers = answer_all(self.predict, asked if many else [asked], self.sure)
        except Exception:
            return 500, json.dumps({"error": "the model could not answer"})
        return 200, str(answers if many else answers[0])
