# /// sample
# task = "service"
# diagnosis = "A list with NaN in it was answered as if it were JSON. `json.loads` reads NaN and Infinity unless it is told otherwise; `parse_constant` is there for that."
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
            asked = json.loads(text)
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
        return 200, json.dumps(answers if many else answers[0])
