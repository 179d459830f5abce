from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.config import load
from digest.config.checks import normal_url
from digest.ground.diagnostics import Diagnostic

SITE = "site: {title: A, url: https://example.org/}\n"


def found(root: Path, text: str) -> list[Diagnostic]:
    (root / "config.yaml").write_text(text, encoding="utf-8")
    return load(root)[1]


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("https://example.org", "https://example.org/"),
        ("http://localhost:8000/", "http://localhost:8000/"),
        ("HTTPS://User.GitHub.io/Repo", "https://user.github.io/Repo/"),
        ("https://türkiye.example/haber/é", "https://xn--trkiye-3ya.example/haber/%C3%A9/"),
        ("https://example.org/a%20b/", "https://example.org/a%20b/"),
        ("https://[::1]:80/x", "https://[::1]:80/x/"),
    ],
)
def test_an_address_ends_with_a_slash_and_is_written_in_ascii(written: str, address: str) -> None:
    assert normal_url(written) == address


@pytest.mark.parametrize(
    "written",
    [
        "",
        "example.org",
        "//example.org",
        "ftp://example.org",
        "https://",
        "https:///x",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://example.org?",
        "https://example.org#",
        "https://exa mple.org",
        "https://example.org/a b",
        "https://example.org:port/",
        "https://user:secret@example.org/",
        "https://[::1",
        "https://example.org/../x",
        "https://example.org//x",
        "https://-.org",
        "mailto:a@b.c",
        "https://example.org/\n",
        "https://example.org/a\\b",
        "https://" + "x" * 70 + ".org",
        "javascript:alert(1)",
    ],
)
def test_anything_else_is_not_the_address_of_a_home_page(written: str) -> None:
    assert normal_url(written) is None


@given(st.text() | st.text(alphabet="htps:/.[]@#?%a-é ").map("https://".__add__))
def test_a_normal_address_is_its_own_normal_form(text: str) -> None:
    address = normal_url(text)
    if address is not None:
        assert normal_url(address) == address
        assert address.isascii()
        assert address.endswith("/")


@pytest.mark.parametrize(
    ("lines", "code", "message"),
    [
        ("tags: {max: -1}", "number-out-of-range", "`tags.max` must be from 0 to 100"),
        ("pages: {size: 0}", "number-out-of-range", "`pages.size` must be from 1 to 1000"),
        ("feeds: {items: 0}", "number-out-of-range", "`feeds.items` must be from 1 to 1000"),
        ("feeds: {tags_from: 0}", "number-out-of-range", "`feeds.tags_from` must be from 1 to 1000000"),
        ("convert: {language: french}", "language-invalid", "`french` is not a language tag"),
        ("topics: []", "topics-empty", "a site needs at least one topic"),
        ("topics: [{slug: Wörld News, name: W}]", "slug-invalid", "`Wörld News` can't be a part of an address"),
        ("topics: [{slug: '', name: World}]", "slug-invalid", "`` can't be a part of an address"),
        ("topics: [{slug: a, name: ' '}]", "value-empty", "a topic's name is empty"),
        ("topics: [{slug: a, name: A}, {slug: a, name: B}]", "topic-duplicate", "two topics have the slug `a`"),
        ("topics: [{slug: a, name: A, iptc: '4000000'}]", "iptc-invalid", "`4000000` is not a Media Topic code"),
        ("tags: {vocabulary: [US | | USA]}", "vocabulary-empty", "a line of the vocabulary has an empty label"),
        (
            "tags: {vocabulary: [US | USA, United States | usa]}",
            "vocabulary-clash",
            "`usa` stands on two lines of the vocabulary",
        ),
        ("paths: {seeds: /tmp}", "path-invalid", "`paths.seeds` must be a folder inside the site's folder"),
        (f"paths: {{seeds: {'x' * 300}}}", "path-invalid", "`paths.seeds` must be a folder inside the site's folder"),
        ("paths: {seeds: ../raw}", "path-invalid", "`paths.seeds` must be a folder inside the site's folder"),
        ("paths: {output: .}", "path-invalid", "`paths.output` must be a folder inside the site's folder"),
        ("paths: {output: ''}", "path-invalid", "`paths.output` must be a folder inside the site's folder"),
        ("paths: {output: .git}", "path-invalid", "`paths.output` must be a folder inside the site's folder"),
        ("paths: {output: 'C:\\x'}", "path-invalid", "`paths.output` must be a folder inside the site's folder"),
        ("paths: {output: 'a\\b'}", "path-invalid", "`paths.output` must be a folder inside the site's folder"),
        ("paths: {output: content}", "path-clash", "`paths.output` is also `paths.content`"),
        ("paths: {output: Content}", "path-clash", "`paths.output` is also `paths.content`"),
        ("paths: {output: ./content/}", "path-clash", "`paths.output` is also `paths.content`"),
        ("paths: {output: content/public}", "path-clash", "`paths.output` overlaps with `paths.content`"),
        ("paths: {content: public/content}", "path-clash", "`paths.output` overlaps with `paths.content`"),
        ("navigation: [{text: ' ', to: /}]", "value-empty", "a link of the navigation has no words"),
        (
            "navigation: [{text: Topics, to: topics}]",
            "navigation-invalid",
            "a link of the navigation leads to `topics`, which is no address",
        ),
        (
            "navigation: [{text: Odd, to: 'javascript:alert(1)'}]",
            "navigation-invalid",
            "a link of the navigation leads to `javascript:alert(1)`, which is no address",
        ),
        ("build: {jobs: 0}", "number-out-of-range", "`build.jobs` must be from 1 to 1000"),
        ("sources: [{show: link}]", "policy-unnamed", "a source has neither `name` nor `host`"),
        ("sources: [{name: '-'}]", "policy-unnamed", "a source has neither `name` nor `host`"),
        ("sources: [{host: 'https://a.example/'}]", "host-invalid", "`https://a.example/` is not a host"),
        ("sources: [{name: A, words: 9}]", "source-words-unused", "`words` says nothing with `show: full`"),
        ("sources: [{name: A, show: link, words: 9}]", "source-words-unused", "`words` says nothing with `show: link`"),
        (
            "sources: [{name: A, show: excerpt, words: 0}]",
            "number-out-of-range",
            "`sources.0.words` must be from 1 to 10,000",
        ),
        ("sources: [{name: A, show: exerpt}]", "value-unknown", "`exerpt` is not a value of `sources.0.show`"),
        ("build: {executor: dask}", "scheduler-missing", "`executor: dask` needs to know where the scheduler is"),
    ],
)
def test_a_setting_that_makes_no_sense_is_an_error_at_its_line(
    tmp_path: Path, lines: str, code: str, message: str
) -> None:
    (finding,) = found(tmp_path, SITE + lines)
    assert (finding.code, finding.severity, finding.message) == (code, "error", message)
    assert finding.place is not None
    assert (finding.place.line, finding.place.source) == (2, lines)
    assert finding.hint


@pytest.mark.parametrize(
    ("line", "code", "hint"),
    [
        ("title: ''", "value-empty", "name the site"),
        ("timezone: Europe/Istambul", "timezone-unknown", "did you mean `Europe/Istanbul`?"),
        ("timezone: '+03:00'", "timezone-unknown", "write an IANA name, for example Europe/Istanbul, or UTC"),
        ("language: english", "language-invalid", "write a BCP 47 tag, for example `en`, `ar` or `pt-BR`"),
        (
            "url: example.org",
            "url-invalid",
            "write the whole address of the home page, for example https://user.github.io/repo/",
        ),
    ],
)
def test_a_site_that_makes_no_sense_has_a_hint(tmp_path: Path, line: str, code: str, hint: str) -> None:
    others = [other for other in ("title: A", "url: https://x.org") if other[:4] != line[:4]]
    (finding,) = found(tmp_path, "\n  ".join(["site:", line, *others]))
    assert finding.place is not None
    assert (finding.code, finding.hint, finding.place.line) == (code, hint, 2)


def test_folders_beside_one_another_in_one_folder_are_no_clash(tmp_path: Path) -> None:
    assert found(tmp_path, SITE + "paths: {seeds: site/seeds, content: site/content, output: site/out}") == []


@pytest.mark.parametrize("color", ["red", "magenta", "'#fff'", "'#8D2167'"])
def test_a_colour_is_a_name_of_the_palette_or_hexadecimal(tmp_path: Path, color: str) -> None:
    assert found(tmp_path, SITE + f"topics: [{{slug: a, name: A, color: {color}}}]") == []


@pytest.mark.parametrize("address", ["tcp://10.0.0.7:8786", "tls://Cluster.example:443", "tcp://[::1]:8786"])
def test_a_scheduler_has_a_host_and_a_port(tmp_path: Path, address: str) -> None:
    assert found(tmp_path, f"{SITE}build: {{executor: dask, scheduler: '{address}'}}\n") == []


@pytest.mark.parametrize(
    "address",
    ["", "tcp://10.0.0.7", "10.0.0.7:8786", "http://cluster:8786", "tcp://a b:1", "tcp://a:0", "tcp://a:65536"],
)
def test_what_is_no_address_of_a_scheduler_is_an_error_at_its_line(tmp_path: Path, address: str) -> None:
    (finding,) = found(tmp_path, f"{SITE}build:\n  executor: dask\n  scheduler: '{address}'\n")
    assert (finding.code, finding.severity) == ("scheduler-invalid", "error")
    assert finding.hint == "write `tcp://host:8786`, or `tls://host:8786`"
    assert finding.place is not None
    assert finding.place.line == 4


def test_a_scheduler_that_nobody_asks_is_a_warning_at_its_line(tmp_path: Path) -> None:
    (finding,) = found(tmp_path, f"{SITE}build:\n  scheduler: tcp://cluster:8786\n")
    assert (finding.code, finding.severity) == ("scheduler-unused", "warning")
    assert finding.place is not None
    assert finding.place.line == 3


def test_labels_of_one_line_may_be_spelt_alike(tmp_path: Path) -> None:
    assert found(tmp_path, SITE + "tags: {vocabulary: [EU | eu | European Union]}") == []


@pytest.mark.parametrize(
    ("setting", "code"),
    [
        ("branch: 'gh pages'", "branch-invalid"),
        ("branch: a..b", "branch-invalid"),
        ("branch: -f", "branch-invalid"),
        ("branch: pages.lock", "branch-invalid"),
        ("branch: pages/", "branch-invalid"),
        ("branch: ''", "branch-invalid"),
        ("remote: --upload-pack=touch", "remote-invalid"),
        ("remote: ''", "remote-invalid"),
        ("cname: https://www.example.org/", "host-invalid"),
        ("cname: localhost", "host-invalid"),
        ("message: ' '", "value-empty"),
    ],
)
def test_what_git_or_the_host_would_misread_is_an_error_at_its_line(tmp_path: Path, setting: str, code: str) -> None:
    (finding,) = found(tmp_path, f"{SITE}deploy:\n  {setting}\n")
    assert (finding.code, finding.severity) == (code, "error")
    assert finding.place is not None
    assert finding.place.line == 3


@pytest.mark.parametrize(
    "setting", ["branch: site/live-2", "remote: git@example.org:user/repo.git", "cname: a-b.example.org"]
)
def test_what_they_take_is_taken(tmp_path: Path, setting: str) -> None:
    assert found(tmp_path, f"{SITE}deploy:\n  {setting}\n") == []
