"""Which browsers are in a home, and their profiles."""

from hygiene.browsers.discovery.discovery import installations, unseen_places

__all__ = ["installations", "unseen_places"]
