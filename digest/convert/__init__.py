"""Stage 1: raw seeds become Markdown files that people edit, and nothing of either is lost."""
