"""What the Statuses view is made of: what a person sent, and what is shown of it. No Saleor."""
