"""The address of a portal, as a person types it."""

from urllib.parse import urlsplit

from autograder.errors import PortalError

LOCAL = ("127.0.0.1", "::1", "localhost")


def origin(url: str) -> str:
    """Give scheme, host and port of a URL: a pasted page of the portal will do. Raises `PortalError`."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in ("http", "https") or "@" in parts.netloc:
        raise PortalError(
            f"`{url}` is no address. Expected: one like `https://portal.my.school`, which begins with "
            "`https://`."
        )
    if parts.scheme == "http" and host not in LOCAL:
        raise PortalError(
            f"`{url}` is not safe: your password would travel openly. Expected: an address that "
            "begins with `https://`."
        )
    shown = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{shown}" + (f":{port}" if port else "")


def is_secure(url: str) -> bool:
    """Tell whether an address is reached by TLS, and so not only on this machine."""
    return url.startswith("https://")
