"""What tests share that is no fake: real programs, started privately."""
