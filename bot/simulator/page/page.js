// The page: who is there, what happens (by server-sent events), and letting something happen (by POST /do).

import { Chat, element } from "/page/chat.js";

const MOST_CALLS = 500;
const find = (selector) => document.querySelector(selector);
const clock = new Intl.DateTimeFormat("id-ID", {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta", timeZoneName: "short",
});
const chats = new Map();
let ahead = 0;
let refused = 0;

async function act(doing) {
  const answer = await fetch("/do", { method: "POST", body: JSON.stringify(doing) });
  return answer.json();
}

const heard = {
  all(state) {
    chats.clear();
    find("#chats").replaceChildren();
    find("#call-list").replaceChildren();
    refused = 0;
    const places = [
      ...state.operators.map((person) => ({ id: person.id, title: person.name, people: [person], forum: false })),
      { ...state.desk, people: state.staff },
    ];
    for (const place of places) {
      const chat = new Chat(place, act, state.bot_name);
      chats.set(place.id, chat);
      find("#chats").append(chat.element);
      chat.commands(state.commands);
      chat.pinned = state.pinned[place.id] ?? [];
    }
    for (const topic of state.topics) chats.get(topic.chat)?.topics.set(topic.thread, topic);
    for (const message of state.messages) chats.get(message.chat.id)?.messages.set(message.message_id, message);
    for (const chat of chats.values()) { chat.showsTopics(); chat.draws(); }
    for (const call of state.calls) heard.call(call);
    heard.house(state);
    tabs(places);
  },
  message(message) {
    const chat = chats.get(message.chat.id);
    chat?.keeps(message);
    if (chat && chat.element.id !== shownTab()) tabOf(chat).classList.add("news");
  },
  deleted(gone) { chats.get(gone.chat)?.loses(gone.message_id); },
  pinned(now) {
    const chat = chats.get(now.chat);
    if (chat) { chat.pinned = now.message_ids; chat.showsPinned(); }
  },
  typing(now) { chats.get(now.chat)?.types(); },
  topic(topic) { chats.get(topic.chat)?.showsTopic(topic); },
  chat() {},
  keyboard() {},
  call(call) {
    if (call.method === "getUpdates" && !call.error) return;
    if (call.method === "answerCallbackQuery" && call.params.text) {
      for (const chat of chats.values()) {
        if (chat.query === call.params.callback_query_id) chat.toasts(call.params.text);
      }
    }
    if (call.method === "setMyCommands") for (const chat of chats.values()) chat.commands(call.params.commands ?? []);
    const item = element("li", call.error ? "refused" : "");
    const details = element("details", "");
    details.append(element("summary", "", call.method + (call.error ? `: ${call.error}` : "")));
    details.append(element("pre", "", JSON.stringify(call.params, null, 1)));
    item.append(details);
    find("#call-list").append(item);
    if (find("#call-list").childElementCount > MOST_CALLS) find("#call-list").firstElementChild.remove();
    if (call.error) {
      refused += 1;
      find("#refused").hidden = false;
      find("#refused").textContent = refused;
    }
  },
  house(state) {
    ahead = new Date(state.now) - Date.now();
    ticks();
    find("#bot").textContent = state.bot === "runs" ? "Bot hidup" : "Bot mati";
    find("#bot").className = state.bot;
    find("#kill").disabled = state.bot !== "runs";
    for (const [id, chat] of chats) chat.find(".block input").checked = state.blocked.includes(id);
  },
};

function ticks() {
  find("#now").textContent = clock.format(new Date(Date.now() + ahead));
}

function shownTab() {
  return find('#tabs [aria-selected="true"]')?.getAttribute("aria-controls");
}

function tabOf(chat) {
  return find(`#tabs [aria-controls="${chat.element.id}"]`);
}

// On a phone one chat is seen at a time; where there is room, all of them.
function tabs(places) {
  const before = shownTab();
  find("#tabs").replaceChildren(...places.map((place) => {
    const tab = element("button", "", place.title);
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", `chat-${place.id}`);
    tab.addEventListener("click", () => selects(tab.getAttribute("aria-controls")));
    return tab;
  }));
  selects(before ?? `chat-${places[0].id}`);
}

function selects(name) {
  for (const tab of find("#tabs").children) {
    const chosen = tab.getAttribute("aria-controls") === name;
    tab.setAttribute("aria-selected", String(chosen));
    if (chosen) tab.classList.remove("news");
  }
  for (const chat of chats.values()) {
    chat.element.classList.toggle("shown", chat.element.id === name);
    chat.log.scrollTop = chat.log.scrollHeight;
  }
}

for (const button of document.querySelectorAll("[data-wait]")) {
  const minutes = button.dataset.wait ? { minutes: Number(button.dataset.wait) } : {};
  button.addEventListener("click", () => act({ act: "wait", ...minutes }));
}
find("#kill").addEventListener("click", () => act({ act: "kill" }));
find("#start").addEventListener("click", () => act({ act: "start" }));
find("#trouble").addEventListener("change", async (event) => {
  if (event.target.value) await act({ act: "trouble", kind: event.target.value });
  event.target.value = "";
});
find("#calls-toggle").addEventListener("click", () => {
  const hidden = !find("#calls").toggleAttribute("hidden");
  find("#calls-toggle").setAttribute("aria-expanded", String(hidden));
});
find("#only-refused").addEventListener("change", (event) => find("#calls").classList.toggle("only-refused", event.target.checked));

const events = new EventSource("/events");
events.addEventListener("message", (event) => {
  const { kind, content } = JSON.parse(event.data);
  heard[kind](content);
});
events.addEventListener("open", () => { find("#lost").hidden = true; });
events.addEventListener("error", () => { find("#lost").hidden = false; });
setInterval(ticks, 10_000);
