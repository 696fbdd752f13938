"""Polls, and dice."""

from typing import TYPE_CHECKING, Any

from bot.simulator.checks import words_of
from bot.simulator.entities import length
from bot.simulator.errors import bad_request
from bot.simulator.keyboards import markup_of
from bot.simulator.methods.model import models
from bot.simulator.methods.places import own_message
from bot.simulator.methods.sending import SENDING, sent
from bot.simulator.params import Params, whole

if TYPE_CHECKING:
    from bot.simulator.telegram import Telegram

QUESTION, OPTION, EXPLANATION, FEWEST, MOST_OPTIONS = 300, 100, 200, 1, 12
_DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}
"""Highest value, by emoji."""


@models(
    "sendPoll",
    *SENDING,
    "question",
    "question_parse_mode",
    "question_entities",
    "options",
    "is_anonymous",
    "type",
    "allows_multiple_answers",
    "allows_revoting",
    "members_only",
    "correct_option_ids",
    "explanation",
    "explanation_parse_mode",
    "explanation_entities",
    "description",
    "description_parse_mode",
    "description_entities",
    "open_period",
    "close_date",
    "is_closed",
)
def _send_poll(telegram: "Telegram", params: Params) -> Any:
    poll = {
        "id": telegram.new_id(),
        **_question(telegram, params),
        "options": _options(telegram, params),
        "total_voter_count": 0,
        "is_closed": bool(params.get("is_closed")),
        "is_anonymous": params.get("is_anonymous") is not False,
        "type": params.get("type") or "regular",
        "allows_multiple_answers": bool(params.get("allows_multiple_answers")),
        "allows_revoting": params.get("allows_revoting") is not False,
        "members_only": bool(params.get("members_only")),
    }
    if poll["type"] not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    if poll["type"] == "quiz":
        poll |= _quiz(telegram, params, len(poll["options"]))
    poll |= words_of(telegram, params, "description")
    poll |= {name: whole(params, name) for name in ("open_period", "close_date") if whole(params, name)}
    return sent(telegram, params, {"poll": poll})


def _question(telegram: "Telegram", params: Params) -> dict[str, Any]:
    question = words_of(telegram, params, "question")
    if not question:
        raise bad_request("poll question must be non-empty")
    if length(question["question"]) > QUESTION:
        raise bad_request(f"poll question length must not exceed {QUESTION}")
    return question


def _options(telegram: "Telegram", params: Params) -> list[dict[str, Any]]:
    given = params.get("options")
    if not isinstance(given, list):
        raise bad_request("can't parse options JSON object")
    if not FEWEST <= len(given) <= MOST_OPTIONS:
        raise bad_request(
            f"poll must have at {'least 1 option' if not given else f'most {MOST_OPTIONS} options'}"
        )
    options = []
    for number, option in enumerate(given):
        named = {"text": option} if isinstance(option, str) else option
        words = words_of(telegram, named, "text")
        if not words:
            raise bad_request("poll options must be non-empty")
        if length(words["text"]) > OPTION:
            raise bad_request(f"poll options length must not exceed {OPTION}")
        options.append({"persistent_id": str(number), **words, "voter_count": 0})
    return options


def _quiz(telegram: "Telegram", params: Params, options: int) -> dict[str, Any]:
    right = [int(number) for number in params.get("correct_option_ids") or []]
    if not right or not all(0 <= number < options for number in right):
        raise bad_request("wrong correct option ID specified")
    explanation = words_of(telegram, params, "explanation")
    if length(explanation.get("explanation", "")) > EXPLANATION:
        raise bad_request("message caption is too long")
    return {"correct_option_ids": right, **explanation}


@models("stopPoll", "chat_id", "message_id", "reply_markup")
def _stop_poll(telegram: "Telegram", params: Params) -> Any:
    message = own_message(telegram, params)
    if "poll" not in message:
        raise bad_request("message with poll to stop not found")
    if message["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    message["poll"]["is_closed"] = True
    message.pop("reply_markup", None)
    if markup := markup_of(params):
        message["reply_markup"] = markup
    telegram.shows("message", message)
    telegram.happens("poll", message["poll"])
    return message["poll"]


@models("sendDice", *SENDING, "emoji")
def _send_dice(telegram: "Telegram", params: Params) -> Any:
    emoji = str(params.get("emoji") or "🎲").removesuffix("\ufe0f")
    if emoji not in _DICE:
        raise bad_request("DICE_EMOJI_INVALID")
    value = telegram.faults.dice.randint(1, _DICE[emoji])
    return sent(telegram, params, {"dice": {"emoji": emoji, "value": value}})
