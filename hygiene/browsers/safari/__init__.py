"""Safari: its files, all below the home's Library, and the questions put to them."""
