"""What a passage scores for a question: matches, features with their weights, upper bounds, the order."""
