"""What is special about the pages of single sites."""
