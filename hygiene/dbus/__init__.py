"""Questions to services of Linux over the system D-Bus: only reads, and nothing is started."""
