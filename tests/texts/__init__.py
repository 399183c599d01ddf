"""What people read, checked word by word."""
