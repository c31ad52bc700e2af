"""What the widget of an order is made of: what is asked, and how the answer is shown. No Saleor."""
