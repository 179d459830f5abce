"""Stage 4: pages become bytes: templates, feeds, sitemap."""
