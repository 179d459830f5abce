"""The JSON-LD of the demonstration is of schema.org's vocabulary, as https://github.com/google/schema-dts writes it down in types."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import NODE_MODULES
from tests.browser.test_demo import KINDS, address

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
OPTIONS = ("--noEmit", "--strict", "--skipLibCheck", "--ignoreConfig", "--target", "es2022", "--module", "nodenext")
WITHOUT = {"404", "page", "search"}
"""Page kinds that have nothing to say to machines."""


def complaints(tsc: Path, folder: Path, things: list[Any]) -> list[str]:
    """What the compiler says about things that claim to be of schema.org."""
    lines = ['import type { Graph, Thing, WithContext } from "schema-dts";']
    lines += [f"export const thing{n}: {kind(thing)} = {json.dumps(thing)};" for n, thing in enumerate(things)]
    (folder / "check.ts").write_text("\n".join(lines), encoding="utf-8")
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    if not (folder / "node_modules").exists():
        (folder / "node_modules").symlink_to(NODE_MODULES, target_is_directory=True)
    done = subprocess.run([tsc, *OPTIONS, "check.ts"], cwd=folder, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def kind(thing: dict[str, Any]) -> str:
    return "Graph" if "@graph" in thing else "WithContext<Thing>"


def without_annotations(thing: dict[str, Any]) -> dict[str, Any]:
    """A thing without `query-input` and its like, which schema.org explains apart from its vocabulary (https://schema.org/docs/actions.html)."""
    return {key: value for key, value in thing.items() if not key.endswith(("-input", "-output"))}


@pytest.mark.parametrize("built", ["/repo/"], indirect=True)
def test_every_page_speaks_schema_org(tsc: Path, built: Any, tmp_path: Path) -> None:
    found = {}
    for name in sorted(KINDS):
        path = address(built, name).removeprefix(built.base)
        file = built.folder / (f"{path}index.html" if path.endswith("/") or not path else path)
        scripts = SCRIPT.findall(file.read_text(encoding="utf-8"))
        if scripts:
            [found[name]] = (json.loads(script, object_hook=without_annotations) for script in scripts)
    assert found.keys() >= KINDS.keys() - WITHOUT
    assert complaints(tsc, tmp_path, list(found.values())) == []


def test_the_types_bite(tsc: Path, tmp_path: Path) -> None:
    wrong = {"@context": "https://schema.org", "@type": "NewsArticel", "headline": "A slip"}
    unknown = {"@context": "https://schema.org", "@type": "NewsArticle", "headlines": "A slip"}
    assert complaints(tsc, tmp_path, [wrong])
    assert complaints(tsc, tmp_path, [unknown])
