"""The emergency card that needs nothing: no data, no package, no vault. Standard library only.

It is printed when anything about the full card fails, and before set-up is done
(``python -m upstander.cli.plain_card``).
"""

from __future__ import annotations

CARD = """\
Emergency help

In danger now? Call 999 in the UK, 112 elsewhere in Europe, or your local number.

What to read out:
  1. I need the police. Say if someone is hurt. Then you need an ambulance too.
  2. I am at: house number, street, town. Say this first if you can say only one thing.
  3. What is happening right now: who is here, or who is on the way.
  4. Who it is: the name or account you know, how they look, their car.
  5. What they said they will do. Read out the exact words.
  6. The time: when they said it, and when they may be here.
  7. A weapon: say if they have one, or may have one.
  8. A key: say if they have one, or another way in.
  9. Who is with you. Say if there are children.
  10. Before: say if it has happened before, and if there is a court order.

If you cannot speak, in the UK: call 999 and press 55 when you are asked.
That does not tell the police where you are.
By textphone or the Relay UK app, in the UK: call 18000.

If it is not an emergency, call your local police. In the UK that is 101.
This program has not told anyone. It cannot call for you.
"""

if __name__ == "__main__":
    print(CARD)
