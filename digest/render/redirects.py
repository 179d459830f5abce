"""Pages at old addresses: what a static site has for a redirect. Readers are taken along, search engines told the new address."""

from __future__ import annotations

from html import escape

from digest.ground.characters import legal
from digest.ground.languages import direction
from digest.pages import Redirect


def render(redirect: Redirect) -> bytes:
    """A page that leads on at once, with a link for those whom it doesn't take along."""
    title, href = escape(legal(redirect.title)), escape(legal(redirect.href))
    language = escape(redirect.language)
    text = f"""<!doctype html>
<html lang="{language}" dir="{direction(redirect.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{escape(legal(redirect.permalink))}">
<meta http-equiv="refresh" content="0; url={href}">
</head>
<body>
<main>
<h1>{title}</h1>
<p><a href="{href}">{href}</a></p>
</main>
</body>
</html>
"""
    return text.encode("utf-8")
