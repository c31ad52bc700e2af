"""SEAM: the places where Saleor offers no hook, each in a file with a system check of its own."""
