"""Stage 3: articles become a library, and the library a plan of every page and address."""
