"""Beside the pipeline: check, the built folder → findings. Offline; each finding names the source that it comes from."""
