"""SHOP: orders, customers and stock of a real Saleor. The only room that imports its models."""
