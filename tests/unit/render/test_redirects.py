"""Pages at old addresses."""

from __future__ import annotations

from lxml import html

from digest.pages import Redirect
from digest.render import redirects

REDIRECT = Redirect(
    href="/repo/a&b/", permalink="https://example.org/repo/a&b/", title='<b>"Talks"</b> {{ x }}\x00', language="ar"
)


def test_an_old_address_leads_readers_and_search_engines_to_the_new_one() -> None:
    page = html.document_fromstring(redirects.render(REDIRECT))
    assert page.xpath("//meta[@http-equiv='refresh']/@content") == ["0; url=/repo/a&b/"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://example.org/repo/a&b/"]
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//p/a/@href") == ["/repo/a&b/"]


def test_the_title_of_a_redirect_is_text() -> None:
    page = html.document_fromstring(redirects.render(REDIRECT))
    assert page.findtext(".//h1") == '<b>"Talks"</b> {{ x }}'
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
