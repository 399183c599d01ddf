"""Names of sites that look like that of an official one.

A likeness is no proof of a fraud: what follows from it is "type the address yourself".
"""
