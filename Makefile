# Each line is a thin call of ./upstander, which also works alone.
.PHONY: run test check soak bench train evaluate lock setup
.DEFAULT_GOAL := run

# make run [FILE=path] [UNDER18=no|yes|unsure] [SERVE=0]: keep, read, pack, verify, serve
run:
	@./upstander run $${SERVE:+--serve "$$SERVE"} $${UNDER18:+--under18 "$$UNDER18"} $${FILE:+-- "$$FILE"}

test:
	@./upstander test

check:
	@./upstander check

# the full counts of kills, fuzz and moves; takes long
soak:
	@./upstander soak

# prints the measurements
bench:
	@./upstander bench

# makes the classifier again, in stages that can be stopped; UPSTANDER_TRAIN_VENV names an own torch
train:
	@./upstander train

# measures the recogniser beside its open peers, on texts it never learnt from
evaluate:
	@./upstander evaluate $${QUICK:+--quick}

# makes requirements/*.txt again from the .in files
lock:
	@./upstander lock-requirements

setup:
	@./upstander setup
