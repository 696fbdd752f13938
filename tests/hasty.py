"""`python -m bot`, except that it does not wait long for what never comes."""

import sys

from bot.__main__ import main
from bot.serve import Waits

if __name__ == "__main__":
    sys.exit(main(waits=Waits(database=0.3, poller=1.0, marking=0.3)))
