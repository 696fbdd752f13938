"""Linking of a group in the tests: its code, and the last words on either side."""

import re

from tests.chat import Chat
from tests.helpdesk.town import Town
from tests.staff import Staff


def said(chat: Chat) -> str:
    return str(chat.person.messages()[-1].get("text"))


def heard(staff: Staff) -> str:
    return str(staff.group.messages()[-1].get("text"))


async def code_for(here: Town, code: str = "contoh", by: Chat | None = None) -> str:
    asking = by or here.owner
    await asking.says(f"/kelola tautan {code}")
    found = re.search(r"/hubungkan (\w+)", said(asking))
    assert found, said(asking)
    return found[1]
