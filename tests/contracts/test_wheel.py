"""The package that people install: theme and word lists inside, and a site built far away from the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def run(*command: str | Path, folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    quiet = ("--quiet", "--disable-pip-version-check")
    run(
        sys.executable,
        "-m",
        "pip",
        "wheel",
        *quiet,
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        folder,
        ROOT,
        folder=folder,
    )
    (made,) = folder.glob("*.whl")
    return made


def test_everything_that_the_package_needs_is_in_the_wheel(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    theme = ROOT / "themes/default"
    files = [path.relative_to(theme).as_posix() for path in theme.rglob("*") if path.is_file()]
    data = [path.relative_to(ROOT).as_posix() for path in (ROOT / "digest/convert/data").rglob("*") if path.is_file()]
    editing = ROOT / "digest/editing"
    data += [path.relative_to(ROOT).as_posix() for path in editing.glob("starter*/*")]
    assert len(files) > 10
    assert len(data) > 12
    assert {f"digest/_themes/default/{path}" for path in files} <= names
    assert {path for path in data if "__pycache__" not in path} <= names
    assert "digest/py.typed" in names


def test_nothing_of_the_repository_s_own_site_is_in_the_wheel(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"digest"}


def test_the_licences_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        found = {name.partition(".dist-info/licenses/")[2]: name for name in package.namelist() if "/licenses/" in name}
        assert set(found) == {"LICENSE", "NOTICE", "LICENSES/Unicode-3.0.txt"}
        for path, name in found.items():
            assert package.read(name) == (ROOT / path).read_bytes()


def test_an_installed_digest_builds_a_site_of_two_lines_anywhere(wheel: Path, tmp_path: Path) -> None:
    """In a virtual environment of its own; what digest depends on comes from this one, so that no network is needed."""
    home = tmp_path / "venv"
    run(sys.executable, "-m", "venv", home, folder=tmp_path)
    python = home / "bin/python"
    run(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, folder=tmp_path)
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip()
    ours = run(sys.executable, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", folder=tmp_path).strip()
    (Path(packages) / "dependencies.pth").write_text(
        f"{ours}\n", encoding="utf-8"
    )  # a plain path: its .pth files don't count

    site = tmp_path / "my site"
    (site / "seeds").mkdir(parents=True)
    (site / "config.yaml").write_text("site:\n  {title: Small, url: 'https://example.org/'}\n", encoding="utf-8")
    seed = "Ferry leaves without passengers\n\n28 July 2015\n\nThe morning boat left at nine with nobody on board.\n"
    (site / "seeds/ferry.txt").write_text(seed, encoding="utf-8")

    where = run(python, "-c", "import digest; print(digest.__file__)", folder=site).strip()
    assert Path(where).is_relative_to(home)
    said = run(home / "bin/digest", "build", folder=site)
    assert "1 converted" in said
    assert (site / "public/index.html").is_file()
    assert (site / "public/2015/07/28").is_dir()
    assert any((site / "public/assets").iterdir())

    fresh = tmp_path / "fresh"
    run(home / "bin/digest", "init", fresh, folder=tmp_path)
    run(home / "bin/digest", "theme", "new", "evening", folder=fresh)
    said = run(home / "bin/digest", "build", "--strict", folder=fresh)
    assert "2 converted" in said
    assert (fresh / ".github/workflows/pages.yml").read_bytes() == (editing_of(packages) / "pages.yml").read_bytes()


def editing_of(packages: str) -> Path:
    return Path(packages) / "digest/editing/starter"
