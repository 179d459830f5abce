"""The preview: the site as its editor is about to publish it, in a browser that follows each save.

    a save → `changes` → `rebuilding` → `standing` → `server` → the browser

A thread builds, another one watches the inputs, the main one serves. What they share is a `standing.Standing`.
"""
