"""What people leave among their files: where they put them, and what the names tell."""
