"""Import this before anything that imports jsonschema: it saves a second of start-up.

jsonschema imports a checker of internationalized addresses if one is installed. That checker builds
its grammar at each import. Nothing that we validate uses that format.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
