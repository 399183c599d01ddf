"""Firefox and the browsers made from it: one file a subject."""
