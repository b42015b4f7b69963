# /// sample
# task = "service"
# diagnosis = "A breakdown of the kitchen was reported as a mistake of the guest, with status 400; keep reading the text and asking the model apart."
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
            if isinstance(asked, list):
                if len(asked) > self.most:
                    return 413, json.dumps({"error": "too many"})
                return 200, json.dumps(answer_all(self.predict, asked, self.sure))
            answer = answer_all(self.predict, [asked], self.sure)[0]
            return 400 if "problems" in answer else 200, json.dumps(answer)
        except (ValueError, RecursionError):
            return 400, json.dumps({"error": "not JSON"})
        except Exception:
            return 500, json.dumps({"error": "the model failed"})
