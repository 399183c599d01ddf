"""What each command does; cli.py imports one when it is asked for."""
