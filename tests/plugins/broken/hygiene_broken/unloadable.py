"""A check that does not even load."""

raise RuntimeError("a secret that nobody may see")
