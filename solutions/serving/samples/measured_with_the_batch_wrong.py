# /// sample
# task = "to-model"
# diagnosis = "The rows were measured with their own mean and spread, so neighbours decide what a penguin looks like, and one that comes alone is always average; use the ruler of the training rows."
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
        middle, spread = numbers.mean(axis=0), np.maximum(numbers.std(axis=0), 1e-12)
    return ((numbers - middle) / spread).astype("float32")
