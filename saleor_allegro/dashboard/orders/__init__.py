"""What the Orders view is made of: what was asked for, and how the answers are shown. No Saleor."""
