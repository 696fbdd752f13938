// One chat: an operator's own with the bot, or the district's group with its topics.

import { written } from "/page/words.js";

const GENERAL = 0;
const NEAR_END = 80; // pixels: whoever reads further up is not pulled down
const hour = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" });

/** `place`: {id, title, people, forum}; `act(doing)` lets something happen and gives what came of it. */
export class Chat {
  constructor(place, act, botName) {
    this.place = place;
    this.act = act;
    this.botName = botName;
    this.messages = new Map();
    this.topics = new Map();
    this.topic = GENERAL;
    this.pinned = [];
    this.replyTo = null;
    this.element = document.querySelector("#chat").content.firstElementChild.cloneNode(true);
    this.find = (selector) => this.element.querySelector(selector);
    this.element.id = `chat-${place.id}`;
    this.find("h2").textContent = place.title;
    this.find("textarea").setAttribute("aria-label", `Tulis pesan, ${place.title}`);
    this.log = this.find(".messages");
    this.log.setAttribute("aria-label", place.title);
    this.listens();
  }

  get isGroup() { return this.place.id < 0; }

  get person() { return this.isGroup ? Number(this.find(".as select").value) : this.place.id; }

  get where() {
    if (!this.isGroup) return { person: this.person };
    return { person: this.person, chat: this.place.id, ...(this.topic ? { thread: this.topic } : {}) };
  }

  listens() {
    const [form, text] = [this.find("form"), this.find("textarea")];
    form.addEventListener("submit", (event) => { event.preventDefault(); this.sends(text); });
    text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.sends(text); }
    });
    text.addEventListener("input", () => { text.style.height = "auto"; text.style.height = `${text.scrollHeight}px`; });
    for (const button of this.find(".attach ul").querySelectorAll("button")) {
      button.addEventListener("click", () => {
        this.find(".attach").open = false;
        this.does({ act: "send", kind: button.dataset.kind, ...this.where });
      });
    }
    this.find(".reply button").addEventListener("click", () => this.repliesTo(null));
    for (const menu of this.element.querySelectorAll("details")) {
      menu.addEventListener("focusout", (event) => { if (!menu.contains(event.relatedTarget)) menu.open = false; });
      menu.addEventListener("keydown", (event) => { if (event.key === "Escape") menu.open = false; });
    }
    if (this.isGroup) {
      this.find(".save").hidden = this.find(".block").hidden = true;
      this.find(".as").hidden = false;
      this.find(".as select").append(...this.place.people.map((person) => new Option(person.name, person.id)));
      this.find(".menu").hidden = true;
      return;
    }
    this.find(".save").href = `/transcript/${this.place.id}`;
    this.find(".block input").addEventListener("change", (event) =>
      this.does({ act: "block", person: this.person, blocked: event.target.checked }));
  }

  async sends(text) {
    const words = text.value.trim();
    if (!words) return;
    text.value = "";
    text.style.height = "auto";
    const reply = this.replyTo ? { reply_to: this.replyTo } : {};
    this.repliesTo(null);
    await this.does({ act: "say", text: words, ...this.where, ...reply });
  }

  async does(doing) {
    const done = await this.act(doing);
    if (done.error) this.toasts(done.error);
    if (done.query) this.query = done.query;
  }

  commands(found) {
    this.find(".menu ul").replaceChildren(...found.map((command) => {
      const button = element("button", "", `/${command.command} `);
      button.type = "button";
      button.append(element("small", "", command.description));
      button.addEventListener("click", () => {
        this.find(".menu").open = false;
        this.does({ act: "say", text: `/${command.command}`, ...this.where });
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }));
  }

  // What is seen.

  keeps(message) {
    this.messages.set(message.message_id, message);
    this.find(".typing").hidden = true;
    const atEnd = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
    const before = document.getElementById(this.nameOf(message.message_id));
    if (before) {
      before.replaceWith(this.bubble(message));
    } else if (this.isHere(message)) {
      this.log.append(this.bubble(message));
    }
    if (atEnd || !message.from.is_bot) this.log.scrollTop = this.log.scrollHeight;
  }

  loses(number) {
    this.messages.delete(number);
    document.getElementById(this.nameOf(number))?.remove();
  }

  draws() {
    this.log.replaceChildren(...[...this.messages.values()].filter((one) => this.isHere(one)).map((one) => this.bubble(one)));
    this.log.scrollTop = this.log.scrollHeight;
    this.showsPinned();
  }

  isHere(message) {
    return !this.place.forum || (message.is_topic_message ? message.message_thread_id : GENERAL) === this.topic;
  }

  nameOf(number) { return `m${this.place.id}-${number}`; }

  bubble(message) {
    const service = serviceWords(message);
    const item = element("li", service ? "service" : message.from.is_bot ? "bot" : "person");
    item.id = this.nameOf(message.message_id);
    if (service) {
      item.textContent = service;
      return item;
    }
    const body = element("div", "bubble");
    if (this.isGroup) body.append(element("strong", "sender", message.sender_chat?.title ?? message.from.first_name));
    const replied = message.reply_to_message;
    if (replied && !replied.forum_topic_created) body.append(element("div", "quote", replied.text ?? replied.caption ?? "…"));
    body.append(...media(message));
    const words = message.text ?? message.caption;
    if (words) {
      const text = element("div", "text");
      text.append(written(words, message.entities ?? message.caption_entities,
        (url) => this.follows(url), (command) => this.does({ act: "say", text: command, ...this.where })));
      body.append(text);
    }
    const when = element("time", "", hour.format(new Date(message.date * 1000)) + (message.edit_date ? " · diubah" : ""));
    body.append(when);
    item.append(body, ...this.keyboard(message), ...this.ways(message));
    return item;
  }

  keyboard(message) {
    const rows = message.reply_markup?.inline_keyboard ?? [];
    return rows.map((row) => {
      const line = element("div", "keys");
      for (const key of row) {
        const button = element("button", "key", key.text);
        button.type = "button";
        if (key.url) button.addEventListener("click", () => this.follows(key.url) || window.open(key.url, "_blank", "noreferrer"));
        else button.addEventListener("click", () => this.does(
          { act: "tap", message: message.message_id, data: key.callback_data, ...this.where }));
        line.append(button);
      }
      return line;
    });
  }

  /** What a person can do with a message beside reading it. */
  ways(message) {
    if (this.isGroup) {
      const reply = element("button", "way", "Balas");
      reply.type = "button";
      reply.addEventListener("click", () => this.repliesTo(message));
      return [reply];
    }
    if (message.from.is_bot || !message.text) return [];
    const edit = element("button", "way", "Ubah");
    edit.type = "button";
    edit.addEventListener("click", () => {
      const text = window.prompt("Ubah pesan", message.text);
      if (text?.trim()) this.does({ act: "edit", message: message.message_id, text: text.trim(), ...this.where });
    });
    return [edit];
  }

  repliesTo(message) {
    this.replyTo = message?.message_id ?? null;
    this.find(".reply").hidden = !message;
    this.find(".reply span").textContent = message ? `Membalas: ${(message.text ?? message.caption ?? "…").slice(0, 60)}` : "";
    if (message) this.find("textarea").focus();
  }

  follows(url) {
    const link = new URL(url, location.href);
    if (link.hostname !== "t.me" || link.pathname !== `/${this.botName}`) return false;
    const payload = link.searchParams.get("start");
    if (payload && !this.isGroup) this.does({ act: "open", person: this.person, payload });
    return Boolean(payload);
  }

  showsTopic(topic) {
    if (topic.deleted) this.topics.delete(topic.thread);
    else this.topics.set(topic.thread, topic);
    if (topic.deleted && this.topic === topic.thread) this.topic = GENERAL;
    this.showsTopics();
  }

  showsTopics() {
    const bar = this.find(".topics");
    bar.hidden = !this.place.forum;
    const tabs = [{ thread: GENERAL, name: "Umum" }, ...this.topics.values()].map((topic) => {
      const tab = element("button", "", topic.name + (topic.closed ? " (ditutup)" : ""));
      tab.type = "button";
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(topic.thread === this.topic));
      tab.addEventListener("click", () => { this.topic = topic.thread; this.showsTopics(); this.draws(); });
      return tab;
    });
    bar.replaceChildren(...tabs);
  }

  showsPinned() {
    const newest = this.messages.get(this.pinned.at(-1));
    this.find(".pinned").hidden = !newest;
    this.find(".pinned").textContent = newest ? `📌 ${(newest.text ?? newest.caption ?? "…").slice(0, 80)}` : "";
  }

  types() {
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

export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

function media(message) {
  const found = [];
  if (message.photo) {
    const picture = element("img", "photo");
    picture.src = `/files/${message.photo.at(-1).file_id}`;
    picture.alt = "foto";
    found.push(picture);
  }
  for (const [kind, name] of [["document", message.document?.file_name], ["voice", "Pesan suara"], ["video", "Video"], ["audio", "Audio"]]) {
    if (!message[kind]) continue;
    const link = element("a", "file", `📎 ${name}`);
    link.href = `/files/${message[kind].file_id}`;
    link.target = "_blank";
    found.push(link);
  }
  if (message.sticker) found.push(element("span", "sticker", "🙂"));
  if (message.contact) found.push(element("span", "file", "👤 Kontak"));
  if (message.location) found.push(element("span", "file", "📍 Lokasi"));
  return found;
}

function serviceWords(message) {
  if (message.forum_topic_created) return `Topik “${message.forum_topic_created.name}” dibuka`;
  if (message.forum_topic_edited) return `Topik sekarang bernama “${message.forum_topic_edited.name ?? "…"}”`;
  if (message.forum_topic_closed) return "Topik ditutup";
  if (message.forum_topic_reopened) return "Topik dibuka kembali";
  if (message.new_chat_members) return `${message.new_chat_members.map((one) => one.first_name).join(", ")} bergabung`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} keluar`;
  if (message.pinned_message) return "Sebuah pesan disematkan";
  if (message.new_chat_title) return `Grup sekarang bernama “${message.new_chat_title}”`;
  return "";
}
