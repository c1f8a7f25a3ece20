"""The words of the trade: errors, dates, places, records, claims, findings."""
