# /// sample
# task = "to-model"
# diagnosis = "The mean was taken off, but the numbers were not divided by the spread, so grams shout down millimetres."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    def value(request, field):
        if field == "body_mass_g" and field not in request:
            return 1000 * request["body_mass_kg"]
        return request[field]

    values = [[value(request, field) for field in FIELDS] for request in requests]
    numbers = np.array(values, "float64").reshape(-1, len(FIELDS))
    return (numbers - middle).astype("float32")
