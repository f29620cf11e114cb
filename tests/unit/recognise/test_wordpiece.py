"""Word pieces: greedy, longest first."""

from __future__ import annotations

from upstander.recognise.wordpiece import WordPiece

VOCABULARY = {
    piece: at
    for at, piece in enumerate(["[UNK]", "[CLS]", "[SEP]", "un", "##aff", "##able", "!", "you"])
}


def test_takes_the_longest_pieces_from_the_left() -> None:
    assert WordPiece(VOCABULARY).encode("unaffable you!", 16) == [1, 3, 4, 5, 7, 6, 2]


def test_a_word_without_pieces_is_unknown() -> None:
    assert WordPiece(VOCABULARY).encode("zzz " + "u" * 200, 16) == [1, 0, 0, 2]


def test_is_cut_at_the_length_asked_for() -> None:
    assert WordPiece(VOCABULARY).encode("you " * 50, 5) == [1, 7, 7, 7, 2]
