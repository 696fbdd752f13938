// The page: who is there, what happens (by server-sent events), and letting something happen (by POST /do).

import { Chat, counted } from "/page/chat.js";
import { element, pressed } from "/page/message.js";

const MOST_CALLS = 500;
const find = (selector) => document.querySelector(selector);
const clock = new Intl.DateTimeFormat("id-ID", {
  weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta", timeZoneName: "short",
});
const narrow = window.matchMedia("(max-width: 900px)");
const chats = new Map();
/** Of the people and of the groups: the chat that is open. */
const open = { people: null, groups: null };
let front = "people";
let ahead = 0;
let refused = 0;

/** What a chat asks of the page. */
const page = {
  botName: "",
  links: [],
  async act(doing) {
    const answer = await fetch("/do", { method: "POST", body: JSON.stringify(doing) });
    return answer.json();
  },
  unread(chat) {
    const tab = find(`#tabs [aria-controls="${chat.element.id}"]`);
    tab?.querySelector(".count")?.remove();
    tab?.append(...counted(chat.unread.size));
  },
  /** To a message of a group, and to its topic where one is named. */
  leads(group, ...numbers) {
    const chat = chats.get(group);
    if (!chat) return false;
    opens(chat);
    chat.opensTopic(numbers.length > 1 ? numbers[0] : 0);
    document.getElementById(chat.nameOf(numbers.at(-1)))?.scrollIntoView();
    return true;
  },
  choosesGroup(chosen) {
    const dialog = find("#choose");
    const groups = [...chats.values()].filter((chat) => chat.isGroup);
    dialog.querySelector("ul").replaceChildren(...groups.map((chat) => {
      const entry = element("li", "");
      entry.append(pressed("", chat.place.title, () => { dialog.close(); chosen(chat); }));
      return entry;
    }));
    dialog.showModal();
  },
};

const heard = {
  all(state) {
    chats.clear();
    find("#chats").replaceChildren();
    find("#call-list").replaceChildren();
    refused = 0;
    page.botName = state.bot_name;
    page.links = state.links;
    for (const place of state.places) {
      const chat = new Chat(place, page);
      chats.set(place.id, chat);
      find("#chats").append(chat.element);
      chat.pinned = state.pinned[place.id] ?? [];
    }
    for (const topic of state.topics) chats.get(topic.chat)?.topics.set(topic.thread, topic);
    for (const message of state.messages) chats.get(message.chat.id)?.messages.set(message.message_id, message);
    for (const put of state.reactions) chats.get(put.chat)?.reactions.set(put.message_id, put.reactions);
    for (const chat of chats.values()) { chat.showsTopics(); chat.draws(); }
    for (const call of state.calls) heard.call(call);
    heard.state(state);
    tabs();
  },
  message(message) { chats.get(message.chat.id)?.keeps(message); },
  deleted(gone) { chats.get(gone.chat)?.loses(gone.message_id); },
  reaction(put) {
    const chat = chats.get(put.chat);
    chat?.reactions.set(put.message_id, put.reactions);
    chat?.redraws(put.message_id);
  },
  pinned(now) {
    const chat = chats.get(now.chat);
    if (chat) { chat.pinned = now.message_ids; chat.showsPinned(); }
  },
  typing(now) { chats.get(now.chat)?.types(now.thread); },
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
    const entry = element("li", call.error ? "refused" : "");
    const details = element("details", "");
    details.append(element("summary", "", call.method + (call.error ? `: ${call.error}` : "")));
    details.append(element("pre", "", JSON.stringify(call.params, null, 1)));
    entry.append(details);
    find("#call-list").append(entry);
    if (find("#call-list").childElementCount > MOST_CALLS) find("#call-list").firstElementChild.remove();
    if (call.error) {
      refused += 1;
      find("#refused").hidden = false;
      find("#refused").textContent = refused;
    }
  },
  state(state) {
    ahead = new Date(state.now) - Date.now();
    ticks();
    find("#bot").textContent = state.bot === "runs" ? "Bot hidup" : "Bot mati";
    find("#bot").className = state.bot;
    find("#more").className = state.bot;
    find("#kill").disabled = state.bot !== "runs";
    showsProcesses(state.processes);
    for (const [id, chat] of chats) chat.stands(state.closed.includes(id), state.commands[id]);
  },
};

/** Where several serve the bot: each is killed, or started again, by itself. */
function showsProcesses(states) {
  if (states.length < 2) return;
  find("#processes").replaceChildren(...states.map((stands, number) => pressed(
    stands, `${number + 1} ${stands === "runs" ? "hidup" : "mati"}`,
    () => page.act({ act: stands === "runs" ? "kill" : "start", number }),
  )));
}

function ticks() {
  find("#now").textContent = clock.format(new Date(Date.now() + ahead));
}

// Where there is room, one person's chat and one group are seen side by side; on a phone one of all.

function listOf(chat) { return chat.isGroup ? "groups" : "people"; }

function tabs() {
  for (const list of ["people", "groups"]) {
    const here = [...chats.values()].filter((chat) => listOf(chat) === list);
    find(`#${list}`).replaceChildren(...here.map((chat) => {
      const tab = pressed("", chat.place.title, () => opens(chat));
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", chat.element.id);
      tab.tabIndex = -1;
      return tab;
    }));
    if (!chats.has(open[list])) open[list] = here[0].place.id;
  }
  shows();
}

function opens(chat) {
  front = listOf(chat);
  open[front] = chat.place.id;
  shows();
}

function shows() {
  for (const chat of chats.values()) {
    const list = listOf(chat);
    const isSeen = open[list] === chat.place.id && (!narrow.matches || front === list);
    chat.element.classList.toggle("shown", isSeen);
    const tab = find(`#tabs [aria-controls="${chat.element.id}"]`);
    tab.setAttribute("aria-selected", String(isSeen));
    tab.tabIndex = open[list] === chat.place.id ? 0 : -1;
    if (isSeen) tab.scrollIntoView({ block: "nearest", inline: "nearest" });
    chat.comesInSight(isSeen);
  }
}

document.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step || event.target.getAttribute("role") !== "tab") return;
  const tabs = [...event.target.parentElement.children];
  tabs.at((tabs.indexOf(event.target) + step) % tabs.length).focus();
});
narrow.addEventListener("change", shows);
for (const button of document.querySelectorAll("[data-wait]")) {
  const minutes = button.dataset.wait ? { minutes: Number(button.dataset.wait) } : {};
  button.addEventListener("click", () => page.act({ act: "wait", ...minutes }));
}
find("#kill").addEventListener("click", () => page.act({ act: "kill" }));
find("#start").addEventListener("click", () => page.act({ act: "start" }));
find("#fault").addEventListener("change", async (event) => {
  if (event.target.value) await page.act({ act: "fault", kind: event.target.value });
  event.target.value = "";
});
/** On a phone: what stands in the bar where there is room. */
function showsMore(isOpen) {
  document.body.classList.toggle("more", isOpen);
  find("#more").setAttribute("aria-expanded", String(isOpen));
}
find("#more").addEventListener("click", () => showsMore(!document.body.classList.contains("more")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !find("#controls").contains(event.target)) return;
  showsMore(false);
  find("#more").focus();
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
