"""Stage 2: Markdown files become articles: checked headers, safe HTML."""
