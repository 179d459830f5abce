"""Stage 6, search: what readers can look for → one bundle of index files a year, below `pagefind/` in the output folder."""
