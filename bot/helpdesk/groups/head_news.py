"""What owners and heads of a desk hear that somebody else has done: linked its group, let it go, exported its data."""

from bot.helpdesk.cases.context import HelpdeskContext
from bot.outgoing.letters import note
from bot.records.help_desk import Desk
from bot.records.letters import Letter
from bot.store.desks import news_of
from flows.view import Line

_MOST = 20
"""So much is kept for somebody who cannot be told yet, the newest."""


class HeadNews:
    """Tells them at once, or as soon as they can be told: nobody can be written to who has never written to the bot."""

    def __init__(self, context: HelpdeskContext) -> None:
        self._context = context
        self._store = context.store

    async def tell_of(self, what: str, desk: Desk, who: int) -> None:
        """The owners and the desk's heads hear that `who` has done `what`: linked, unlinked, exported. Whoever did it knows."""
        others = sorted((self._context.owners | {*await self._store.heads_of(desk.code)}) - {who})
        letters = []
        for other in others:
            waiting = await self._store.marked(news_of(other))
            if waiting == "" or (await self._store.load(other)).version:
                letters.append(self._letter(what, desk, other))
            else:
                kept = [*(waiting or "").split(), f"{what}:{desk.code}"][-_MOST:]
                await self._store.mark({news_of(other): " ".join(kept)})
        await self._store.add_letters(letters, self._context.clock())
        self._context.wake.set()

    async def catch_up(self, person: int) -> None:
        """Tell `person`, who has just written to the bot, what could not be told before."""
        waiting = await self._store.marked(news_of(person))
        if waiting == "":
            return
        codes = await self._store.headed_by(person)
        if waiting is None:
            if codes or person in self._context.owners:
                await self._store.mark({news_of(person): ""})
            return
        several = [said.partition(":") for said in dict.fromkeys(waiting.split())]
        desks = [(what, self._context.desks.get(code)) for what, _, code in several]
        letters = [
            self._letter(what, desk, person)
            for what, desk in desks
            if desk and (person in self._context.owners or desk.code in codes)
        ]
        await self._store.add_letters(letters, self._context.clock())
        await self._store.mark({news_of(person): ""})
        self._context.wake.set()

    def _letter(self, what: str, desk: Desk, person: int) -> Letter:
        line = Line(f"desk.owner.{what}", {"name": desk.name, "code": desk.code})
        stamp = int(self._context.clock().timestamp())
        return note(f"{what}:{desk.code}:{stamp}:{person}", person, line, person)
