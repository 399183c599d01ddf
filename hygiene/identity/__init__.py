"""Numbers that tell who somebody is, or open their purse: recognised, never kept.

Everything here is a pure function of a text; what is recognised is named, not returned.
"""
