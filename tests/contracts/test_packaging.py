"""What packages, workflows and the Makefile promise: licences that travel along, versions that are fixed."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
PINNED = {
    canonicalize_name(name): pin
    for name, pin in re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / "constraints.txt").read_text("utf-8"), re.MULTILINE)
}


# --- versions ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("line", [*PROJECT["dependencies"], *chain(*PROJECT["optional-dependencies"].values())])
def test_every_dependency_has_its_version_and_it_is_one_that_will_do(line: str) -> None:
    requirement = Requirement(line)
    if requirement.name == PROJECT["name"]:  # an extra that takes in another
        assert requirement.extras <= PROJECT["optional-dependencies"].keys()
        return
    assert requirement.specifier.contains(PINNED[canonicalize_name(requirement.name)])


def test_a_line_of_the_constraints_is_a_version_or_a_comment() -> None:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    assert sum(not line.startswith("#") for line in lines) == len(PINNED)


def test_what_make_and_the_workflows_install_has_these_versions() -> None:
    files = [ROOT / "Makefile", *sorted((ROOT / ".github/workflows").iterdir())]
    installs = [line for file in files for line in file.read_text("utf-8").splitlines() if "pip install" in line]
    assert len(installs) == 3
    assert all("--constraint constraints.txt" in line for line in installs)


# --- licences ---------------------------------------------------------------------------------------------------------


def test_each_file_with_data_of_others_is_credited() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8")
    data = ROOT / "digest/convert/data"
    for file in sorted(data.glob("*.txt")):
        head = file.read_text("utf-8")[:600]
        family = re.sub(r"\.[a-z]+\.txt$", ".*.txt", file.name)
        if "CLDR" in head or "IPTC" in head:
            assert family in notice, file.name


def test_the_licence_of_unicode_is_whole() -> None:
    text = (ROOT / "LICENSES/Unicode-3.0.txt").read_text("utf-8")
    assert text.startswith("UNICODE LICENSE V3\n\nCOPYRIGHT AND PERMISSION NOTICE\n\nCopyright © 2004-")
    assert "this copyright and permission notice appear with all copies of the Data\nFiles or Software" in text
    assert text.endswith("SPDX-License-Identifier: Unicode-3.0\n")


@pytest.mark.slow
def test_the_source_package_holds_the_tool_and_not_the_demonstration(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "hatchling", "build", "--target", "sdist", "--directory", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(made) as package:
        names = {name.partition("/")[2] for name in package.getnames()}
    assert {
        "digest/cli/__init__.py",
        "themes/default/theme.yaml",
        "LICENSE",
        "NOTICE",
        "LICENSES/Unicode-3.0.txt",
    } <= names
    assert {name.partition("/")[0] for name in names}.isdisjoint({"seeds", "content", "public", "tests", ".digest"})
    assert version("digest-news") in made.name
