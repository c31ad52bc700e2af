"""Tests that run inside a real Saleor."""
