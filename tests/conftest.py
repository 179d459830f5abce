"""What all tests share: no deadline for a generated example, since a busy machine is no failure."""

from hypothesis import settings

settings.register_profile("digest", deadline=None)
settings.load_profile("digest")
