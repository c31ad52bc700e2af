"""Allegro orders in Saleor."""

__version__ = "0.1.0"
