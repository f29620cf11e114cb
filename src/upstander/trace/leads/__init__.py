"""Leads out of text and records: numbers, links, names of accounts, wallets, and who holds more.

One finder a file in ``finders``; :mod:`upstander.trace.leads.find` puts them together.
"""
