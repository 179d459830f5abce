"""Stage 5: bytes become a folder that a web server can serve."""
