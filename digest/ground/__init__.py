"""What every stage stands on.

Frozen values, diagnostics, located YAML and its schema; texts, characters, languages, dates in words; moments, periods and
time zones; HTML and the links in it; files, their names, locks and fingerprints; ticks and suggestions.

Nothing in here knows of news, sites or pages.
"""
