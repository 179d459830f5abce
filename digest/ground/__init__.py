"""What every stage stands on: diagnostics, located YAML, schema, text, moments, fingerprints, files.

Nothing in here knows of news, sites or pages.
"""
