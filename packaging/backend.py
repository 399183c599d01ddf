"""The build backend: setuptools, with this folder where it can find our one build step."""

from setuptools.build_meta import *  # noqa: F403 - a backend is this module's names
