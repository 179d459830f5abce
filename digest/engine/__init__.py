"""Remembers and shares out the calls of pure functions: cache, change detection, code version, pool.

Nothing in here knows of news, sites or pages; of digest it imports only `digest.ground`. What is remembered is an answer
under the fingerprint of all that it depends on, so that a stale answer is not found rather than recognised.
"""
