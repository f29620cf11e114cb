"""E-mail as bytes: headers with offsets, MIME parts, words, dates. Nothing is ever rewritten.

A thin layer of our own, because evidence needs every header line exactly as it stands, in order,
with its place in the file (RFC 5322, RFC 2045-2047, RFC 2231; obsolete and broken forms too).
"""
