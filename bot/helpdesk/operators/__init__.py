"""The operator's side of a case at a desk."""
