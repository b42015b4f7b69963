# /// sample
# task = "to-model"
# diagnosis = "The numbers were divided by the square of the spread; the ruler of the training rows is in units of one standard deviation."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    def value(request, field):
        if field == "body_mass_g" and field not in request:
            return 1000 * request["body_mass_kg"]
        return request[field]

    values = [[value(request, field) for field in FIELDS] for request in requests]
    numbers = np.array(values, "float64").reshape(-1, len(FIELDS))
    return ((numbers - middle) / spread**2).astype("float32")
