"""The sync button is missing, and only Tarik Data is left."""
