# /// sample
# task = "service"
# diagnosis = "A text that is no JSON and a single request with problems both had the status 500. Engineers then run after each typing error; what the guest did wrong is a 400."
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
            return 500, json.dumps({"error": "something went wrong"})
        many = isinstance(asked, list)
        if many and len(asked) > self.most:
            return 413, json.dumps({"error": f"at most {self.most} requests are taken at once"})
        wrong = [] if many else problems(asked)
        if wrong:
            return 500, json.dumps({"problems": wrong})
        try:
            answers = answer_all(self.predict, asked if many else [asked], self.sure)
        except Exception:
            return 500, json.dumps({"error": "the model could not answer"})
        return 200, json.dumps(answers if many else answers[0])
