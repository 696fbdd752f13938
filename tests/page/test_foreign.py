"""A page from elsewhere, open in the same browser, reaches nothing of the simulation."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from playwright.async_api import Browser

from bot.offline.simulation import OfflineSimulation

_ATTACK = """
async (at) => {
  const outcomes = {};
  const tries = async (name, attack) => {
    try { outcomes[name] = await attack(); } catch { outcomes[name] = "failed"; }
  };
  const say = JSON.stringify({ act: "say", person: 1, text: "dari luar" });
  await tries("read", async () => (await (await fetch(`${at}/transcript/1`)).text()).length);
  await tries("blind", async () => (await fetch(`${at}/do`, { method: "POST", mode: "no-cors", body: say })).type);
  await tries("stream", () => new Promise((done, fail) => {
    const stream = new EventSource(`${at}/events`);
    stream.onmessage = (event) => done(event.data.length);
    stream.onerror = () => { stream.close(); fail(); };
  }));
  await tries("script", () => new Promise((done, fail) => {
    const made = document.createElement("script");
    [made.onload, made.onerror] = [() => done("ran"), fail];
    made.src = `${at}/page/words.js`;
    document.head.append(made);
  }));
  await tries("picture", () => new Promise((done, fail) => {
    const made = new Image();
    [made.onload, made.onerror] = [() => done("shown"), fail];
    made.src = `${at}/files/photo-1`;
  }));
  await tries("frame", () => new Promise((done) => {
    const made = document.createElement("iframe");
    made.onload = () => { try { done(made.contentDocument ? "mine" : "failed"); } catch { done("failed"); } };
    made.src = `${at}/`;
    document.body.append(made);
  }));
  const form = document.createElement("form");
  Object.assign(form, { action: `${at}/do`, method: "POST", enctype: "text/plain", target: "sink" });
  const field = document.createElement("input");
  Object.assign(field, { name: '{"act": "kill", "x": "', value: '"}' });
  const sink = document.createElement("iframe");
  sink.name = "sink";
  form.append(field);
  document.body.append(form, sink);
  await tries("form", () => new Promise((done) => { sink.onload = () => done("failed"); form.submit(); }));
  return outcomes;
}
"""


@asynccontextmanager
async def _elsewhere() -> AsyncIterator[str]:
    """The address of a server that has nothing to do with the simulation."""

    async def empty(_: web.Request) -> web.Response:
        return web.Response(text="<!doctype html><title>elsewhere</title><body>", content_type="text/html")

    application = web.Application()
    application.add_routes([web.get("/", empty)])
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def test_a_page_from_elsewhere(browser: Browser, offline: OfflineSimulation) -> None:
    offline.operators[0].sends("photo")
    stood = json.dumps(offline.telegram.messages(1))
    async with _elsewhere() as address:
        page = await browser.new_page()
        await page.goto(address)
        outcomes = await page.evaluate(_ATTACK, offline.url)
        await page.close()
    assert outcomes.pop("blind") in {"opaque", "failed"}  # its answer is a refusal that nobody can read
    assert set(outcomes.values()) == {"failed"}, outcomes
    assert json.dumps(offline.telegram.messages(1)) == stood


async def test_what_somebody_uploads_is_not_opened(browser: Browser, offline: OfflineSimulation) -> None:
    """A page among the files is a download: it is never in the simulation's origin."""
    script = b"<script>fetch('/do', {method: 'POST', body: '{\"act\": \"kill\"}'})</script>"
    update = offline.operators[0].sends("document", content=script, name="a.html")
    page = await browser.new_page()
    await page.goto(offline.url)
    async with page.expect_download(timeout=20_000) as download:
        await page.evaluate(
            "address => { location.href = address }",
            f"{offline.url}/files/{update['message']['document']['file_id']}",
        )
    assert (await download.value).suggested_filename
    assert page.url == f"{offline.url}/"
    await page.close()
