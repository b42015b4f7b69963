"""`heldout serve` in a course's folder, except that a lost process starts again almost at once."""

import sys
from pathlib import Path

from autograder.portal import service
from autograder.portal.portal_folder import PortalFolder
from autograder.portal.service import Pauses, Service, Settings

SHORT = Pauses(first=0.05, longest=0.2)


def main() -> None:
    course = Path.cwd()
    with service.listen("127.0.0.1:0") as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        settings = Settings(course, url, f"sqlite:///{PortalFolder(course).database}", jobs=1)
        with service.only_one(course, url):
            print(url, flush=True)
            Service(settings, listening, lambda line: print(line, file=sys.stderr), SHORT).run()


if __name__ == "__main__":
    main()
