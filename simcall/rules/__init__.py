"""What law and company policy allow: rule packs by jurisdiction, lenders, products, remedies."""
