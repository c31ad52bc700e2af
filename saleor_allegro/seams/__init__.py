"""SEAM: the three places where Saleor offers no hook. Empty until the first is needed."""
