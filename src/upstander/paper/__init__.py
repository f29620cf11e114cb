"""Hard copy: text that always prints, fonts of known coverage, pages set by Typst."""
