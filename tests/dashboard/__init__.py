"""The dashboard's pages, as far as they need no Saleor."""
