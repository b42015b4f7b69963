"""Import this before anything that imports jsonschema or jupytext: it saves a second of start-up.

jsonschema imports a checker of internationalized addresses if one is installed. That checker builds
its grammar at each import. Nothing that we validate uses that format.

jupytext imports Jupyter's server, to open text files there as notebooks. It works without the server.
"""

import sys

for name in ("rfc3987_syntax", "jupytext.sync_contentsmanager", "jupytext.async_contentsmanager"):
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]
