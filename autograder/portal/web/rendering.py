"""Templates become pages."""

from typing import Any

from starlette.responses import HTMLResponse

from autograder.portal.web.context import Context


def page(shared: Context, name: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Show a template."""
    template = shared.templates.get_template(f"{name}.html")
    return HTMLResponse(template.render(values), status)
