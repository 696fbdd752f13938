"""`python -m bot`, except that it does not wait long for what never comes."""

import sys

from bot.program import main
from bot.served_bot import TimeOuts

if __name__ == "__main__":
    sys.exit(main(waits=TimeOuts(database=0.3, poller=1.0, webhook=1.0, token=1.0, marking=0.3)))
