"""The index: a shadow of the ledger that ``rebuild`` makes again. The one Django app with models.

The modules without Django here (payloads, times, snapshot, searching, packing) say what the
ledger's entries and the search words mean, so that every index means the same.
"""
