"""Sitemaps and robots.txt."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.check.samples import URL, checked, page

SITEMAP = f"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>{URL}</loc><lastmod>2015-07-28</lastmod></url>
<url><loc>{URL}about/</loc></url>
</urlset>"""


def faults(root: Path, sitemap: str = SITEMAP, robots: str = "User-agent: *\n", about: str = "") -> list[str]:
    """What is wrong with the sitemap of a site of two pages."""
    built = {"index.html": page(), "about/index.html": page(head=about), "sitemap.xml": sitemap, "robots.txt": robots}
    found = checked(root, built)
    for finding in found:
        assert finding.code == "sitemap-invalid"
    return [finding.message.partition(": ")[2] for finding in found]


def test_a_good_sitemap_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, robots=f"User-agent: *\nSitemap: {URL}sitemap.xml\n") == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("sitemap/0.9", "sitemap/0.8", "its elements aren't those of the sitemap protocol"),
        (f"{URL}about/", f"{URL}gone/", f"it names an address that is no page of this site: `{URL}gone/`"),
        (f"{URL}about/", f"{URL}about", f"it names an address that is no page of this site: `{URL}about`"),
        (
            f"{URL}about/",
            "https://o.example/",
            "it names an address that is no page of this site: `https://o.example/`",
        ),
        (f"{URL}about/", "/about/", "`loc` is no whole address of less than 2,048 characters: `/about/`"),
        (f"{URL}about/", URL, f"it names `{URL}` twice"),
        ("2015-07-28", "28 July", "`lastmod` is not a date: `28 July`"),
        ("</loc></url>", "</loc><priority>2</priority></url>", "`priority` is not between 0.0 and 1.0: `2`"),
        ("</loc></url>", "</loc><title>x</title></url>", "`title` doesn't belong into an entry"),
        ("</urlset>", "<sitemap/></urlset>", "`sitemap` doesn't belong into it"),
    ],
)
def test_each_fault_is_told(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in SITEMAP
    assert message in faults(tmp_path, SITEMAP.replace(old, new))


def test_a_sitemap_is_not_empty(tmp_path: Path) -> None:
    assert faults(tmp_path, '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>') == ["it is empty"]


def test_pages_that_search_engines_shall_leave_out_are_not_in_the_sitemap(tmp_path: Path) -> None:
    [message] = faults(tmp_path, about='<meta name="robots" content="noindex">')
    assert message == f"it names a page that search engines are asked to leave out: `{URL}about/`"


def test_an_index_of_sitemaps_names_sitemaps_that_are_there(tmp_path: Path) -> None:
    index = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{URL}{{}}</loc></sitemap></sitemapindex>'
    assert faults(tmp_path, index.format("about/")) == []
    assert len(faults(tmp_path, index.format("sitemap-1.xml"))) == 1


def test_robots_txt_names_a_sitemap_that_is_there(tmp_path: Path) -> None:
    told = faults(tmp_path, robots=f"Sitemap: {URL}map.xml\n")
    assert told == [f"robots.txt names a sitemap that isn't there: `{URL}map.xml`"]
