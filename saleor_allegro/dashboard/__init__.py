"""DOOR: the companion App's pages in Saleor's dashboard. Empty until they are built."""
