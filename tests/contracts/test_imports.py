"""Who imports whom: downwards only, one door for each library, and nothing heavy before it is needed."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import digest

ROOT = Path(__file__).parents[2]
MODULES = sorted(module.name for module in pkgutil.walk_packages(digest.__path__, "digest."))

HEAVY = frozenset(
    {"babel", "charset_normalizer", "imagesize", "jinja2", "markdown", "msgspec", "nh3", "rich", "selectolax", "yaml"}
)


def loaded(code: str, *arguments: str) -> set[str]:
    """The top-level names of all modules that a fresh Python has loaded after running `code`."""
    report = (
        "import json, sys; print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})), file=sys.stderr)"
    )
    program = f"try:\n    {code}\nfinally:\n    {report}"
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=ROOT, check=False
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_each_module_can_be_imported_alone() -> None:
    """In a process of its own, so that a cycle can't hide behind the order in which others were imported."""
    program = (
        "import importlib, os, sys\n"
        "for name in sys.argv[1:]:\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        try:\n"
        "            importlib.import_module(name)\n"
        "        except BaseException as problem:\n"
        "            print(f'{name}: {problem!r}', flush=True)\n"
        "        os._exit(0)\n"
        "    os.waitpid(child, 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *MODULES], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout == ""


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["--version"], ["list", "nonsense"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    assert loaded("from digest.cli import main; main()", *arguments) & HEAVY == set()


def test_a_schema_needs_no_stage() -> None:
    names = loaded("from digest.cli import main; main()", "schema", "config")
    assert names & HEAVY == {"msgspec"}


def test_the_progress_bar_is_not_loaded_by_a_short_build(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_text("site: {title: Small, url: 'https://example.org/'}\n", encoding="utf-8")
    names = loaded("from digest.cli import main; main()", "build", "--site", str(tmp_path))
    assert "jinja2" in names
    assert "rich" not in names


def test_imports_keep_to_the_contracts() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout
