"""Measured inside a real Saleor: importing from Allegro beside Saleor's own `orderBulkCreate`."""
