// One chat: somebody's own with the bot, or a group with its topics.

import { brief, element, item, pressed, serviceWords } from "/page/message.js";

const GENERAL = 0;
const NEAR_END = 80; // pixels: whoever reads further up is not pulled down
const BARE = ["sticker", "contact", "location"]; // what nothing is written under

/** `place`: {id, title, people, forum, recorded}; `page`: what of the page a chat needs, see page.js. */
export class Chat {
  constructor(place, page) {
    this.place = place;
    this.page = page;
    this.messages = new Map();
    this.reactions = new Map();
    this.topics = new Map();
    this.topic = GENERAL;
    this.pinned = [];
    this.unread = new Set();
    this.isSeen = false;
    this.replyTo = null;
    this.element = document.querySelector("#chat").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.element.querySelector(selector);
    this.element.id = `chat-${place.id}`;
    this.element.setAttribute("aria-label", place.title);
    this.find("h2").textContent = place.title;
    this.find("textarea").setAttribute("aria-label", `Tulis pesan, ${place.title}`);
    this.log = this.find(".messages");
    this.log.setAttribute("aria-label", place.title);
    this.listens();
  }

  get isGroup() { return this.place.id < 0; }

  get person() { return Number(this.find(".as select").value); }

  get where() {
    if (!this.isGroup) return { person: this.person };
    return { person: this.person, chat: this.place.id, ...(this.topic ? { thread: this.topic } : {}) };
  }

  /** The first button of the last message that has some. */
  newestAnswer() {
    const message = [...this.element.querySelectorAll(".messages li")].findLast((one) => one.querySelector(".key"));
    return message?.querySelector(".key");
  }

  listens() {
    const [form, text] = [this.find("form"), this.find("textarea")];
    form.addEventListener("submit", (event) => { event.preventDefault(); this.says(text.value); });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.says(text.value); }
      if (event.key === "ArrowUp" && !text.value) { event.preventDefault(); this.newestAnswer()?.focus(); }
    });
    this.find(".messages").addEventListener("keydown", (event) => {
      if (event.key === "Escape") text.focus();
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      if (!step || !event.target.matches(".key")) return;
      event.preventDefault();
      const keys = [...event.target.closest("li").querySelectorAll(".key")];
      keys.at((keys.indexOf(event.target) + step) % keys.length).focus();
    });
    text.addEventListener("input", () => { text.style.height = "auto"; text.style.height = `${text.scrollHeight}px`; });
    for (const button of this.find(".attach ul").querySelectorAll("button")) {
      button.addEventListener("click", () => { this.find(".attach").open = false; this.sends(button.dataset.kind); });
    }
    this.find(".reply button").addEventListener("click", () => this.repliesTo(null));
    for (const menu of this.element.querySelectorAll("details")) {
      menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) menu.open = false; });
      menu.addEventListener("keydown", (event) => { if (event.key === "Escape") menu.open = false; });
    }
    this.find(".as select").append(...this.place.people.map((person) => new Option(person.name, person.id)));
    this.find(".as").hidden = this.place.people.length < 2;
    this.find(".save").hidden = !this.place.recorded;
    this.find(".save").href = `/transcript/${this.place.id}`;
    this.find(".open").hidden = this.isGroup;
    this.find(".open select").append(...this.page.links.map((link) => new Option(link.name, link.payload)));
    this.find(".open select").addEventListener("change", (event) => {
      this.does({ act: "open", person: this.person, payload: event.target.value });
      event.target.value = "";
    });
    this.find(".closed span").textContent = this.isGroup ? "bot dikeluarkan" : "blokir bot";
    this.find(".closed input").addEventListener("change", (event) => {
      const gone = event.target.checked;
      if (!this.isGroup) this.does({ act: "block", person: this.person, blocked: gone });
      else if (gone) this.does({ act: "dismiss", ...this.where });
      else this.does({ act: "invite", ...this.where, rights: ["manage_topics", "pin_messages", "delete_messages"] });
    });
  }

  // What is done.

  async says(words) {
    if (words.trim()) await this.does({ act: "say", text: words.trim(), ...this.where, ...this.written() });
  }

  /** What stands to be written goes along where it can, as the caption. */
  async sends(kind) {
    const caption = BARE.includes(kind) ? {} : { caption: this.find("textarea").value.trim() };
    await this.does({ act: "send", kind, ...caption, ...this.where, ...this.written(BARE.includes(kind)) });
  }

  /** What it replies to; what stood to be written is gone now, unless it is kept. */
  written(kept = false) {
    const reply = this.replyTo ? { reply_to: this.replyTo } : {};
    this.repliesTo(null);
    if (!kept) {
      this.find("textarea").value = "";
      this.find("textarea").style.height = "auto";
    }
    return reply;
  }

  async does(doing) {
    const done = await this.page.act(doing);
    if (done.error) this.toasts(done.error);
    if (done.query) this.query = done.query;
  }

  repliesTo(message) {
    this.replyTo = message?.message_id ?? null;
    this.find(".reply").hidden = !message;
    this.find(".reply span").textContent = message ? `Membalas: ${brief(message)}` : "";
    if (message) this.find("textarea").focus();
  }

  /** A link to the bot, or to a message in a group, is followed here; false for any other. */
  follows(url) {
    const link = new URL(url, location.href);
    const [place, group, ...numbers] = link.pathname.slice(1).split("/");
    if (link.hostname !== "t.me") return false;
    if (place === "c") return this.page.leads(Number(`-100${group}`), ...numbers.map(Number));
    if (place !== this.page.botName) return false;
    const [payload, added] = [link.searchParams.get("start"), link.searchParams.get("startgroup")];
    if (added !== null) {
      const rights = (link.searchParams.get("admin") ?? "").split(/[ +]/).filter(Boolean);
      this.page.choosesGroup((to) => to.does({ act: "invite", ...to.where, person: to.place.people[0].id, payload: added, rights }));
    } else if (payload && !this.isGroup) this.does({ act: "open", person: this.person, payload });
    return Boolean(payload) || added !== null;
  }

  stands(isClosed, commands) {
    this.find(".closed input").checked = isClosed;
    this.find(".menu").hidden = !commands.length;
    this.find(".menu ul").replaceChildren(...commands.map((command) => {
      const button = pressed("", `/${command.command} `, () => {
        this.find(".menu").open = false;
        this.does({ act: "say", text: `/${command.command}`, ...this.where });
      });
      button.append(element("small", "", command.description));
      const entry = element("li", "");
      entry.append(button);
      return entry;
    }));
  }

  // What is seen.

  /** Those that were sent at once with a message, it among them. */
  albumOf(message) {
    if (!message.media_group_id) return [message];
    return [...this.messages.values()].filter((other) => other.media_group_id === message.media_group_id);
  }

  topicOf(message) { return message.is_topic_message ? message.message_thread_id : GENERAL; }

  isHere(message) { return !this.place.forum || this.topicOf(message) === this.topic; }

  nameOf(number) { return `m${this.place.id}-${number}`; }

  keeps(message) {
    this.messages.set(message.message_id, message);
    this.find(".typing").hidden = true;
    const isOwn = !message.from.is_bot;
    this.redraws(message.message_id, isOwn);
    this.showsPinned();
    if (!isOwn || this.isGroup) this.counts(message);
  }

  /** The item that a message stands in, as it is now. The end stays in sight where it was, or `isOwn`. */
  redraws(number, isOwn = false) {
    const message = this.messages.get(number);
    if (!message || !this.isHere(message)) return;
    const album = this.albumOf(message);
    const made = item(album, this);
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
    const before = document.getElementById(made.id);
    const isHeld = Boolean(before?.querySelector(".key:focus"));
    if (before) before.replaceWith(made);
    else this.log.append(made);
    if (isHeld) (made.querySelector(".key") ?? this.newestAnswer())?.focus(); // who answers by keyboard goes on from there
    if (atEnd || isOwn) this.log.scrollTop = this.log.scrollHeight;
  }

  loses(number) {
    const album = this.messages.has(number) ? this.albumOf(this.messages.get(number)) : [];
    document.getElementById(this.nameOf(album[0]?.message_id))?.remove();
    this.messages.delete(number);
    this.reactions.delete(number);
    if (album.length > 1) this.draws();
    if (this.unread.delete(number)) this.showsUnread();
  }

  draws() {
    const here = [...this.messages.values()].filter((one) => this.isHere(one) && this.albumOf(one)[0] === one);
    this.log.replaceChildren(...here.map((one) => item(this.albumOf(one), this)));
    this.log.scrollTop = this.log.scrollHeight;
    this.showsPinned();
  }

  // What has not been seen yet: by message, so that one that changes often counts once.

  counts(message) {
    if ((this.isSeen && this.isHere(message)) || serviceWords(message)) return;
    this.unread.add(message.message_id);
    this.showsUnread();
  }

  comesInSight(isSeen) {
    if (isSeen && !this.isSeen) this.log.scrollTop = this.log.scrollHeight;
    this.isSeen = isSeen;
    if (!isSeen) return;
    for (const number of this.unread) if (this.isHere(this.messages.get(number))) this.unread.delete(number);
    this.showsUnread();
  }

  unreadIn(topic) { return [...this.unread].filter((number) => this.topicOf(this.messages.get(number)) === topic).length; }

  showsUnread() {
    this.showsTopics();
    this.page.unread(this);
  }

  showsTopic(topic) {
    if (topic.deleted) this.topics.delete(topic.thread);
    else this.topics.set(topic.thread, topic);
    if (topic.deleted && this.topic === topic.thread) this.opensTopic(GENERAL);
    this.showsTopics();
  }

  opensTopic(thread) {
    this.topic = thread;
    this.repliesTo(null);
    this.draws();
    this.comesInSight(this.isSeen);
    this.showsTopics();
  }

  showsTopics() {
    const bar = this.find(".topics");
    bar.hidden = !this.place.forum;
    bar.replaceChildren(...[{ thread: GENERAL, name: "Umum" }, ...this.topics.values()].map((topic) => {
      const tab = pressed("", topic.name + (topic.closed ? " (ditutup)" : ""), () => {
        this.opensTopic(topic.thread);
        bar.querySelector('[aria-selected="true"]').focus();
      });
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(topic.thread === this.topic));
      tab.append(...counted(this.unreadIn(topic.thread)));
      return tab;
    }));
  }

  showsPinned() {
    const newest = this.pinned.map((number) => this.messages.get(number)).filter((one) => one && this.isHere(one)).at(-1);
    this.find(".pinned").hidden = !newest;
    this.find(".pinned").textContent = newest ? `📌 ${brief(newest, 80)}` : "";
  }

  types(thread) {
    if (this.place.forum && (thread ?? GENERAL) !== this.topic) return;
    this.find(".typing").hidden = false;
    clearTimeout(this.stopsTyping);
    this.stopsTyping = setTimeout(() => { this.find(".typing").hidden = true; }, 5000);
  }

  toasts(words) {
    const toast = this.find(".toast");
    toast.textContent = words;
    toast.hidden = false;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => { toast.hidden = true; }, 6000);
  }
}

/** How many are unread, to stand on a tab; nothing where none is. */
export function counted(number) {
  if (!number) return [];
  const made = element("b", "count", String(number));
  made.setAttribute("aria-label", `, ${number} belum dibaca`);
  return [made];
}
