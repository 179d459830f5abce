"""What all tests share: generated examples may take their time to be made and to be tried, since a busy machine is no failure."""

from hypothesis import HealthCheck, settings

settings.register_profile("digest", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("digest")
