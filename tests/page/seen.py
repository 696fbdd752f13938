"""One chat of the page, as somebody sees it who sits before it."""

from playwright.async_api import Locator, Page, expect


class Seen:
    """A person's chat or a group, by its title. To do something there it is opened."""

    def __init__(self, page: Page, name: str) -> None:
        self.chat: Locator = page.locator(f"section:has(h2:text-is('{name}'))")
        self.log = self.chat.get_by_role("log", include_hidden=True)
        self.tab = page.locator("#tabs").get_by_role("tab", name=name)
        self.topics = self.chat.get_by_role("tablist", name="Topik")
        self._text = self.chat.get_by_role("textbox", include_hidden=True)

    async def opens(self) -> None:
        await self.tab.click()

    async def says(self, text: str) -> None:
        await self.writes(text)
        await self._text.press("Enter")

    async def writes(self, text: str) -> None:
        """Only into the box."""
        await self.opens()
        await self._text.fill(text)

    async def sends(self, kind: str, caption: str = "") -> None:
        """By the menu beside the box, where the caption stands."""
        await self.writes(caption)
        await self.chat.get_by_label("Lampirkan").click()
        await self.chat.get_by_role("button", name=kind, exact=True).click()

    async def taps(self, label: str) -> None:
        await self.opens()
        await self.log.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, text: str) -> None:
        await expect(self.log).to_contain_text(text)

    def message(self, text: str) -> Locator:
        """The newest with these words."""
        return self.log.get_by_role("listitem", include_hidden=True).filter(has_text=text).last
