"""Reports made by hand, and what the renderers say of them."""
