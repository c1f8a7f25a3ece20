"""Screening of customs records at scale: lines into consignments, reference folder, scores, lanes; one machine or Spark."""
