# /// sample
# task = "service"
# diagnosis = "The requests were counted after the kitchen had been asked, so that the limit saves nobody any work; count first."
# ///

# %% task="service"
def no_constant(name):
    raise ValueError(f"{name} is not JSON")


class Service:
    def __init__(self, predict, sure, most):
        self.predict, self.sure, self.most = predict, sure, most

    def handle(self, text):
        try:
            asked = json.loads(text, parse_constant=no_constant)
        except (ValueError, RecursionError):
            return 400, json.dumps({"error": "not JSON"})
        many = isinstance(asked, list)
        try:
            answers = answer_all(self.predict, asked if many else [asked], self.sure)
        except Exception:
            return 500, json.dumps({"error": "the model failed"})
        if many and len(asked) > self.most:
            return 413, json.dumps({"error": "too many"})
        if many:
            return 200, json.dumps(answers)
        return 400 if "problems" in answers[0] else 200, json.dumps(answers[0])
