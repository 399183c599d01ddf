"""The online services that people log in to, and what their cookies are called.

Built-in ones are data (`data/*.toml`); a keeper or a person adds more in the configuration.
"""
