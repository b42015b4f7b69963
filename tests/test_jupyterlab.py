"""JupyterLab where Held-out is installed: nbgrader's button Validate is not there."""

import json
import sys
import tomllib
from pathlib import Path

from jupyterlab_server.config import get_page_config

ROOT = Path(__file__).parents[1]
SOURCE = "autograder/practice/page_config.json"
EXTENSION = Path(sys.prefix, "share", "jupyter", "labextensions", "@jupyter", "nbgrader")


def disabled():
    return json.loads((ROOT / SOURCE).read_text())["disabledExtensions"]


def test_nbgrader_has_every_plugin_that_is_disabled():
    text = "".join(path.read_text() for path in (EXTENSION / "static").glob("*.js"))
    assert disabled()
    assert all(f'"{plugin}"' in text for plugin in disabled())


def test_jupyterlab_reads_what_the_wheel_installs(tmp_path, monkeypatch):
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = settings["tool"]["hatch"]["build"]["targets"]["wheel"]
    installed = tmp_path / wheel["shared-data"][SOURCE]
    installed.parent.mkdir(parents=True)
    installed.write_bytes((ROOT / SOURCE).read_bytes())
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "etc" / "jupyter"))
    assert set(get_page_config([])["disabledExtensions"]) >= disabled().keys()
