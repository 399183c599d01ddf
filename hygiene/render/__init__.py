"""Renderers: one report in, one text out."""
