"""Pasted news text: line by line, what is headline, standfirst, byline, stamp, credit, furniture, story."""
