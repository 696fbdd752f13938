// A message's text as elements: Telegram's entities, counted in UTF-16 units as JavaScript counts strings.

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
  expandable_blockquote: "blockquote", spoiler: "span",
};

/** A fragment for `text` with its `entities`; `follow(url)` is called for links, `say(command)` for commands. */
export function written(text, entities = [], follow, say) {
  return part(text, 0, text.length, [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length), follow, say);
}

function part(text, begin, end, entities, follow, say) {
  const made = document.createDocumentFragment();
  let at = begin;
  for (let i = 0; i < entities.length; i++) {
    const entity = entities[i];
    const [from, to] = [entity.offset, entity.offset + entity.length];
    if (from < at || to > end) continue;
    made.append(text.slice(at, from));
    const inner = entities.slice(i + 1).filter((other) => other.offset >= from && other.offset + other.length <= to);
    const element = shown(entity, text.slice(from, to), follow, say);
    element.append(part(text, from, to, inner, follow, say));
    made.append(element);
    // A quote is a paragraph: the newline below only ends it, as in clients.
    at = entity.type.endsWith("blockquote") && text[to] === "\n" && to < end ? to + 1 : to;
  }
  made.append(text.slice(at, end));
  return made;
}

/** A link to where a page or an address of Telegram's is; what would run here instead is only words. */
function linked(url, follow) {
  if (!/^(https?|tg|mailto):/i.test(url)) return document.createElement("span");
  const link = document.createElement("a");
  link.href = url;
  link.rel = "noreferrer";
  link.target = "_blank";
  link.addEventListener("click", (event) => { if (follow(link.href)) event.preventDefault(); });
  return link;
}

function shown(entity, words, follow, say) {
  if (entity.type === "text_link") return linked(entity.url, follow);
  if (entity.type === "url") return linked(/^[a-z]+:/i.test(words) ? words : `https://${words}`, follow);
  if (entity.type === "email") return linked(`mailto:${words}`, follow);
  if (entity.type === "bot_command") {
    const button = document.createElement("button");
    button.className = "command";
    button.type = "button";
    button.addEventListener("click", () => say(words));
    return button;
  }
  const element = document.createElement(TAGS[entity.type] ?? "span");
  element.className = entity.type;
  if (entity.type === "spoiler" || entity.type === "expandable_blockquote") {
    element.tabIndex = 0;
    element.addEventListener("click", () => element.classList.toggle("open"));
    element.addEventListener("keydown", (event) => { if (event.key === "Enter") element.classList.toggle("open"); });
  }
  return element;
}
