# /// sample
# task = "to-model"
# diagnosis = "A mass of 3.7 kilograms went into the kitchen as 3.7 grams; multiply by 1000 before you measure."
# ///

# %% task="to-model"
def to_rows(requests, middle, spread):
    def value(request, field):
        if field == "body_mass_g" and field not in request:
            return request["body_mass_kg"]
        return request[field]

    values = [[value(request, field) for field in FIELDS] for request in requests]
    numbers = np.array(values, "float64").reshape(-1, len(FIELDS))
    return ((numbers - middle) / spread).astype("float32")
