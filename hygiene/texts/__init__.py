"""Every sentence that people read, French and English side by side."""
