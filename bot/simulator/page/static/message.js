// How one message looks: what it says or shows, what it replies to, its buttons, and what was put to it.

import { written } from "/page/words.js";

const hour = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Jakarta" });
const FILES = { document: "Dokumen", voice: "Pesan suara", video: "Video", audio: "Audio", animation: "GIF" };
const NO_FILES = { sticker: "🙂", contact: "👤 Kontak", location: "📍 Lokasi" };

export function element(tag, className, text = "") {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

export function pressed(className, text, act) {
  const button = element("button", className, text);
  button.type = "button";
  button.addEventListener("click", act);
  return button;
}

/** A message in few words, as where somebody replies to it. */
export function brief(message, most = 60) {
  const kind = message.photo ? "Foto" : Object.keys(FILES).filter((name) => message[name]).map((name) => FILES[name]).at(-1);
  const words = message.text ?? [kind, message.caption].filter(Boolean).join(", ");
  return (words || NO_FILES[Object.keys(NO_FILES).find((name) => message[name])] || "…").slice(0, most);
}

/** The item of a list for `album`, one message or those that were sent at once; `chat` is where it stands. */
export function item(album, chat) {
  const first = album[0];
  const service = serviceWords(first);
  const made = element("li", service ? "service" : first.from.is_bot ? "bot" : "person");
  made.id = chat.nameOf(first.message_id);
  if (service) {
    made.textContent = service;
    return made;
  }
  made.append(bubble(album, chat), ...reactions(album, chat), ...keyboard(first, chat), ...ways(first, chat));
  return made;
}

function bubble(album, chat) {
  const first = album[0];
  const made = element("div", "bubble");
  if (chat.isGroup) made.append(element("strong", "sender", senderOf(first)));
  const replied = first.reply_to_message;
  if (replied && !replied.forum_topic_created) {
    const quote = element("div", "quote");
    quote.append(element("strong", "", senderOf(replied)), ` ${brief(replied)}`);
    made.append(quote);
  }
  const shown = album.flatMap(media);
  if (album.length > 1) {
    const together = element("div", "album");
    together.append(...shown);
    made.append(together);
  } else made.append(...shown);
  const worded = album.filter((message) => message.text ?? message.caption);
  // As clients do: below photos and videos sent at once a caption is shown only where a single one of them has one.
  const hidden = worded.length > 1 && album.some((message) => message.photo || message.video);
  for (const message of hidden ? [] : worded) {
    const words = message.text ?? message.caption;
    const text = element("div", "text");
    text.append(written(words, message.entities ?? message.caption_entities,
      (url) => chat.follows(url), (command) => chat.does({ act: "say", text: command, ...chat.where })));
    made.append(text);
  }
  const edited = album.some((message) => message.edit_date);
  made.append(element("time", "", hour.format(new Date(first.date * 1000)) + (edited ? " · diubah" : "")));
  return made;
}

function senderOf(message) { return message.sender_chat?.title ?? message.from.first_name; }

function media(message) {
  if (message.photo) return [picture(message.photo.at(-1), "foto")];
  const kind = Object.keys(FILES).filter((name) => message[name]).at(-1); // an animation is a document as well
  if (!kind) {
    return Object.entries(NO_FILES).filter(([name]) => message[name]).map(([name, words]) =>
      element("span", name === "sticker" ? "sticker" : "file", words));
  }
  const file = message[kind];
  const link = element("a", "file", `📎 ${file.file_name ?? FILES[kind]}`);
  link.href = `/files/${file.file_id}`;
  link.download = file.file_name ?? "";
  return file.mime_type?.startsWith("image/") ? [picture(file, file.file_name), link] : [link];
}

function picture(file, words) {
  const made = element("img", "photo");
  made.src = `/files/${file.file_id}`;
  made.alt = words;
  if (file.width) { // its place is kept before it has come
    made.style.setProperty("--width", file.width);
    made.style.setProperty("--height", file.height);
  }
  return made;
}

function reactions(album, chat) {
  const put = album.flatMap((message) => chat.reactions.get(message.message_id) ?? []);
  if (!put.length) return [];
  const made = element("p", "reactions", put.map((reaction) => reaction.emoji).join(" "));
  made.setAttribute("aria-label", `Reaksi: ${made.textContent}`);
  return [made];
}

function keyboard(message, chat) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  return rows.map((row) => {
    const line = element("div", "keys");
    line.append(...row.map((key) => pressed("key", key.text, () => {
      if (key.copy_text) navigator.clipboard?.writeText(key.copy_text.text);
      else if (!key.url) chat.does({ act: "tap", message: message.message_id, data: key.callback_data, ...chat.where });
      else if (!chat.follows(key.url)) window.open(key.url, "_blank", "noreferrer");
    })));
    return line;
  });
}

/** What a person can do with a message beside reading it. */
function ways(message, chat) {
  const made = element("p", "ways");
  made.append(pressed("way", "Balas", () => chat.repliesTo(message)));
  const own = chat.place.people.some((person) => person.id === message.from.id);
  if (own && (message.text ?? message.caption)) {
    made.append(pressed("way", "Ubah", () => {
      const text = window.prompt("Ubah pesan", message.text ?? message.caption)?.trim();
      if (text) chat.does({ ...chat.where, act: "edit", message: message.message_id, text, person: message.from.id });
    }));
  }
  return [made];
}

/** What a message tells that nobody has said; empty where somebody has. */
export function serviceWords(message) {
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
