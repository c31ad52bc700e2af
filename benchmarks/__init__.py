"""Measured inside a real Saleor: importing from Allegro beside Saleor's own `orderBulkCreate`, and
how long the dashboard waits for its list of orders.
"""
