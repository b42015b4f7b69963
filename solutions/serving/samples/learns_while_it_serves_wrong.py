# /// sample
# task = "to-model"
# diagnosis = "The mean drifts towards the guests of tonight: each request changes the answers that others get later; a model does not go on learning while it serves, and its ruler is that of the training rows."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    def value(request, field):
        if field == "body_mass_g" and field not in request:
            return 1000 * request["body_mass_kg"]
        return request[field]

    values = [[value(request, field) for field in FIELDS] for request in requests]
    numbers = np.array(values, "float64").reshape(-1, len(FIELDS))
    if len(numbers):
        middle += 0.01 * (numbers.mean(axis=0) - middle)
    return ((numbers - middle) / spread).astype("float32")
