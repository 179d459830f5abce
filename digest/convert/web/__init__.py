"""Stage 1, convert: saved web pages. What of a page is its article is told by Trafilatura; everything else is told here."""
