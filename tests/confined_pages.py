"""The process of the pages, which tries to read and to do what it may not before it serves.

It prints what came of each try as JSON: a word for each path that was given, and for some deeds.
"""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from autograder.portal.web import serve


def outcome(deed: Callable[[], object]) -> str:
    try:
        deed()
    except OSError as error:
        return type(error).__name__
    return "done"


def read(path: str) -> object:
    return os.listdir(path) if Path(path).is_dir() else Path(path).read_bytes()[:1]


def deeds(course: Path, port: int) -> dict[str, str]:
    tries: dict[str, Callable[[], object]] = {
        "connect": lambda: socket.create_connection(("127.0.0.1", port), timeout=60).close(),
        "bind": lambda: socket.create_server(("127.0.0.1", 0)).close(),
        "run": lambda: subprocess.run([sys.executable, "-c", ""], check=False),
        "write to the course": lambda: (course / "evil.py").write_text("x"),
        "write to the package": lambda: Path(serve.__file__).with_name("evil.py").write_text("x"),
        "link out": lambda: os.link(course / "gradebook.db", course / ".heldout/portal/book"),
        "write to the portal": lambda: (course / ".heldout/portal/mine").write_text("x"),
    }
    return {name: outcome(deed) for name, deed in tries.items()}


def main() -> None:
    port, *paths = sys.argv[1:]
    course = Path(os.environ["HELDOUT_COURSE"])
    run = uvicorn.Server.run

    def probe() -> None:
        told = {path: outcome(lambda path=path: read(path)) for path in paths}
        modules = [name for name in sys.modules if "." not in name]
        print(json.dumps(told | deeds(course, int(port)) | {"modules": modules}), flush=True)

    def run_after_tries(self: Any, *arguments: Any, **more: Any) -> None:
        # As the requests do, in a thread that begins later.
        thread = threading.Thread(target=probe)
        thread.start()
        thread.join()
        run(self, *arguments, **more)

    uvicorn.Server.run = run_after_tries  # type: ignore[method-assign]
    serve.main()


if __name__ == "__main__":
    main()
