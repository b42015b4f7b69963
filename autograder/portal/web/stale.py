"""Forms that are older than what they change: they are refused, so that no decision is undone unseen."""

from starlette.exceptions import HTTPException


def check(seen: str, now: str) -> None:
    """Refuse a form whose page has shown something else than what is so now. Raises 409."""
    if seen != now:
        raise HTTPException(
            409,
            f"Somebody has changed this since the page was shown. Now it is: {now}. Nothing was "
            "written. Go back, load the page again, and decide anew.",
        )
