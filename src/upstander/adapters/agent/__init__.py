"""An unlocked agent: a small background process that holds the master key of one vault.

It listens on a socket that only this user can reach, gives the key to the user's own commands,
and ends after ten idle minutes or when the vault is locked. The key is never written to disk,
environment or arguments.
"""

from upstander.adapters.agent.client import ask_key, end_agent, start_agent
from upstander.adapters.agent.place import IDLE_SECONDS, socket_path

__all__ = ["IDLE_SECONDS", "ask_key", "end_agent", "socket_path", "start_agent"]
