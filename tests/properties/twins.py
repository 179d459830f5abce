"""A site that is built again and again, and beside each build a clean one of the same files: they must agree.

What a build may do at most is a function of the files before and after the edits: see `allowances`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from digest.build import BuildOptions, build
from digest.ground.moment import Moment
from digest.model import Report
from digest.report import as_json
from tests.properties import allowances
from tests.properties.edits.desk import How
from tests.properties.folders import Facts, Tree, differing, facts, place, remove, tree
from tests.properties.sites import MADE, MARKER, OUTPUT

_YOUNG = 40_000_000  # ns: a file that was as young when it was read is read again, since it may have changed since
_YOUNG_IN_SECONDS = 3_000_000_000  # the same where its time is a whole second, as on file systems that know no others


class _Built(NamedTuple):
    """What a build left behind, on which the next one may rely; `output` is None where it published nothing."""

    inputs: Tree
    output: Tree | None
    facts: Facts
    young: frozenset[str]
    url: str | None = None


_NOTHING = _Built({}, None, {}, frozenset())


_INDEX = re.compile(r"pagefind/(\d{4}/(search\.key)?)?")
"""What of a search index is compared: which years have one, and its key. Pagefind gives no same bytes for the same input."""


def _output(folder: Path) -> Tree:
    """What was published into `folder`."""
    found = tree(folder).items()
    return {path: data for path, data in found if not path.startswith("pagefind/") or _INDEX.fullmatch(path)}


class Twins:
    """A site in a folder of its own. `build` builds it, and a copy of its inputs from nothing, and compares.

    `jobs` is the number of processes of the builds that remember; with two, they are made to help with the least of work.
    `trusting` tells that file times can be trusted, so that what was not touched need not be read. `counted` counts builds.
    """

    def __init__(
        self, files: Mapping[str, bytes], *, jobs: int = 1, trusting: bool = True, counted: Counter[str] | None = None
    ) -> None:
        self._home = tempfile.TemporaryDirectory()
        self.root = Path(self._home.name, "site")
        self.output = OUTPUT
        self.failed = 0
        self._jobs = jobs
        self._trusting = trusting
        self._counted: Counter[str] = Counter() if counted is None else counted
        self._number = 0
        self._last = _NOTHING
        self._published = _NOTHING
        self._read: Tree = {}
        self._forgot = self._unpublished = True
        self._harmed = 0
        place(self.root, files)

    def close(self) -> None:
        """Removes all."""
        self._home.cleanup()

    # --- the site's files ---------------------------------------------------------------------------------------------

    def inputs(self) -> Tree:
        """All that stands in the site's folder but for what digest makes."""
        return {path: data for path, data in tree(self.root).items() if path.split("/")[0] not in MADE}

    def forget(self) -> None:
        """Says that the memory between builds was harmed, so that the next build may do everything.

        One answer in it may be found to be damaged later, when a build asks for it.
        """
        self._forgot = self._unpublished = True
        self._harmed += 1

    def undo(self) -> None:
        """Puts the files back that the last published site was made of."""
        now, before = self.inputs(), self._published.inputs
        wrong = {path for path in now if path not in before or now[path] != before[path]}
        for path in sorted(wrong, reverse=True):
            remove(self.root / path)
        place(self.root, {path: data for path, data in before.items() if path not in now or path in wrong})

    # --- building -----------------------------------------------------------------------------------------------------

    def build(self, how: How, *, anew: bool = False) -> Report | None:
        """Builds the site and its twin, and compares; gives the site's report.

        `anew` builds the site by the command line, in a process of its own, which gives no report.
        """
        clean = self._elsewhere()
        place(clean, self.inputs())
        before, touched, started = _output(self.root / self.output), facts(self.root), self._clock()
        report = None if anew else build(self.root, _options(how, self._jobs))
        said = json.loads(as_json(report, 0) if report else self._by_command(how))
        wanted = build(clean, _options(how, 1))
        findings = _findings(said)
        assert findings == _findings(json.loads(as_json(wanted, 0)))
        assert differing(tree(self.root / "content"), tree(clean / "content")) == []
        made = None if wanted.published is None else _output(clean / self.output)
        shutil.rmtree(clean)
        self._compare(before, touched, made)
        now = self._built(made, started, how)
        if report is not None:
            _same_counts(report, wanted)
            self._count(report, before, now, touched)
        self._counted["builds"] += 1
        self._counted["builds with errors"] += made is None
        self.failed = 0 if made is not None else self.failed + 1
        if {"read", "save"} <= said["seconds"].keys():
            self._read = now.inputs
        if not any(one["severity"] == "error" and one["file"] == "config.yaml" for one in findings):
            self._remember(now)
        return report

    def rest(self, how: How) -> None:
        """Builds the site once more where nothing has changed: by now all files are old enough to be known again."""
        build(self.root, _options(how, self._jobs))

    def _by_command(self, how: How) -> bytes:
        command = [sys.executable, "-m", "digest", "build", "--format", "json", "--now", how.now]
        command += ["--url", how.url] if how.url else []
        command += [] if how.convert else ["--no-convert"]
        command += ["--strict"] if how.strict else []
        paths = os.pathsep.join(path for path in sys.path if path)
        done = subprocess.run(
            [*command, "--site", str(self.root)],
            capture_output=True,
            check=False,
            env={**os.environ, "PYTHONPATH": paths},
        )
        assert done.returncode in {0, 1}, done.stderr.decode()
        return done.stdout

    def _elsewhere(self) -> Path:
        self._number += 1
        return Path(self._home.name, f"site-{self._number}")

    def _clock(self) -> int:
        probe = Path(self._home.name, "clock")
        probe.write_bytes(b"")
        return probe.stat().st_mtime_ns

    def _built(self, output: Tree | None, started: int, how: How) -> _Built:
        after = {
            path: seen for path, seen in facts(self.root).items() if path.split("/")[0] not in MADE - {self.output}
        }
        young = frozenset(path for path, seen in after.items() if _is_young(seen, started))
        return _Built(self.inputs(), output, after, young, how.url)

    def _remember(self, now: _Built) -> None:
        """Notes what the next build may rely on of the output: what was published last. Of the content it is what was read last."""
        self._forgot = False
        if now.output is not None:
            self._last = self._published = now
            self._unpublished = False
            return
        published = self._published
        seen = {path: seen for path, seen in now.facts.items() if path.split("/")[0] not in MADE}
        seen |= {path: seen for path, seen in published.facts.items() if path.split("/")[0] in MADE}
        self._last = now._replace(facts=seen, young=now.young | published.young)

    # --- comparing ----------------------------------------------------------------------------------------------------

    def _compare(self, before: Tree, touched: Facts, wanted: Tree | None) -> None:
        """The output is as it should be, and of what was right before nothing was written; nothing at all after errors."""
        after, now = _output(self.root / self.output), facts(self.root)
        assert differing(after, before if wanted is None else wanted) == []
        right = {path: f"{self.output}/{path}" for path, data in after.items() if data and before.get(path) == data}
        assert [path for path, file in right.items() if now.get(file) != touched.get(file)] == []

    def _count(self, report: Report, before: Tree, now: _Built, touched: Facts) -> None:
        """The numbers in the report are true, and nothing was done that the edits don't explain."""
        if report.published is not None and now.output is not None:
            files = {path for path, data in now.output.items() if data is not None and path != MARKER}
            files = {path for path in files if not _INDEX.match(path)}  # another stage makes it
            right = sum(path in before and before[path] == now.output[path] for path in files)
            assert (report.published.written, report.published.unchanged) == (len(files) - right, right)
        if self._forgot:
            return
        tally = Counter(report.tally)
        last, published = self._last, self._published
        parsed = self._harmed + allowances.parsed(self._read, now.inputs)
        assert tally["parsed"] <= parsed, ("parsed", parsed, dict(tally))
        if self._unpublished:
            return
        if now.output is not None and published.output is not None:
            most = allowances.rendered(
                published.inputs, now.inputs, published.output, before, now.output, same_url=now.url == published.url
            )
            assert tally["rendered"] <= tally["laid out"] <= most, ("rendered", most, dict(tally))
        if self._trusting:
            hashed = parsed + allowances.hashed(last.facts, touched, last.young)
            hashed += allowances.shipped(last.inputs, now.inputs)
            assert tally["hashed"] <= hashed, ("hashed", hashed, dict(tally))


def _findings(said: dict[str, Any]) -> list[Any]:
    """What a build said was wrong, but for what it said of the memory between builds."""
    return [one for one in said["diagnostics"] if not one["code"].startswith("cache-")]


def _same_counts(report: Report, wanted: Report) -> None:
    for name in ("articles", "held", "pages", "feeds", "converted", "output", "url"):
        assert getattr(report, name) == getattr(wanted, name), name
    assert (report.published is None) == (wanted.published is None)


def _options(how: How, jobs: int) -> BuildOptions:
    now, alone = Moment(how.now), 0.0 if jobs > 1 else None
    return BuildOptions(now=now, url=how.url, convert=how.convert, strict=how.strict, jobs=jobs, alone=alone)


def _is_young(seen: tuple[int, ...], started: int) -> bool:
    _, modified, changed, _ = seen
    limit = _YOUNG if modified % 1_000_000_000 else _YOUNG_IN_SECONDS
    return max(modified, changed) > started - limit
