"""What a good password is, and what this computer demands of one."""
