"""The words that a person has typed into a form: a page that refuses the form gives them back."""

from urllib.parse import parse_qsl

from fastapi import Request

# Under this name a request's state holds the bytes of a form.
FORM = "form"
# A form's hidden fields, and passwords, which no page shows.
UNTYPED = {"csrf", "seen", "zoned", "task", "to", "password", "old", "new", "again", "fingerprint"}
MOST_FIELDS = 20


def fields(request: Request) -> list[tuple[str, str]]:
    """List the fields that hold something, with their names."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        return []
    body = b"".join(request.scope.get("state", {}).get(FORM, ()))
    try:
        told = parse_qsl(body.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return []
    return [(name, value) for name, value in told if name not in UNTYPED and value.strip()]
