"""Voting in a poll."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram


def vote(
    telegram: "Telegram", user: dict[str, Any], poll: dict[str, Any], options: Sequence[int]
) -> dict[str, Any]:
    """A user's choice in a poll, by the numbers of its options from 0; none of them: the vote is taken back.

    Gives the update `poll_answer`, or `poll` where nobody is told who has voted. Raises PermissionError where the poll does
    not let one, LookupError for an option that there is not.
    """
    votes = telegram.votes.setdefault(poll["id"], {})
    if poll["is_closed"] or (len(options) > 1 and not poll["allows_multiple_answers"]):
        raise PermissionError("the poll does not take that")
    if votes.get(user["id"]) and (poll["type"] == "quiz" or not poll["allows_revoting"]):
        raise PermissionError("a vote is for good here")
    persistent = [poll["options"][number]["persistent_id"] for number in options]
    votes[user["id"]] = list(options)
    for number, option in enumerate(poll["options"]):
        option["voter_count"] = sum(number in chosen for chosen in votes.values())
    poll["total_voter_count"] = sum(bool(chosen) for chosen in votes.values())
    update = telegram.happens("poll", poll)
    if poll["is_anonymous"]:
        return update
    answer = {"poll_id": poll["id"], "user": user, "option_ids": list(options)}
    return telegram.happens("poll_answer", {**answer, "option_persistent_ids": persistent})
