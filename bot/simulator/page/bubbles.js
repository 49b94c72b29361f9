// A message in a chat, for the borrower's phone and for the staff alike.
import { clockOf, make } from "./draw.js";

const LINK = /(https?:\/\/[^\s]+[^\s.,;:!?)])|(^|\s)(\/[a-z]+)\b/g;
const KINDS = {
  voice: "Voice message", sticker: "Sticker", location: "Where they are", contact: "Phone number",
  video: "Video", audio: "Audio", animation: "Animation", video_note: "Video",
};

// Words with links one can follow and commands one can press.
export function linked(text, command, follow) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    const [whole, link, space, word] = found;
    if (!link && !command) continue;
    parts.push(text.slice(end, found.index) + (link ? "" : space));
    parts.push(link ? anchor(link, follow) : make("button", { type: "button", className: "word", onclick: () => command(word) }, word));
    end = found.index + whole.length;
  }
  return [...parts, text.slice(end)];
}

function anchor(link, follow) {
  const made = make("a", { href: link, target: "_blank", rel: "noopener" }, link.replace(/^https?:\/\//, ""));
  if (follow) made.addEventListener("click", (event) => { if (follow(link)) event.preventDefault(); });
  return made;
}

function attached(message) {
  const path = `/simulator/file/${message.file}`;
  if (message.kind === "photo")
    return [make("a", { href: path, target: "_blank", className: "photo" }, make("img", { src: path, alt: "Photo", width: 320, height: 240 }))];
  if (message.kind === "document") return [make("a", { href: path, download: message.name, className: "paper" }, message.name || "File")];
  return message.kind ? [make("p", { className: "paper" }, `${KINDS[message.kind] || message.kind} ${message.name || ""}`)] : [];
}

// `mine`: on the right. `press(label)` presses a button under it; `command(word)` types one that stands in the words.
export function bubble(message, { mine, by, press, command, follow }) {
  if (message.service) return make("p", { className: "service" }, `${message.by} ${message.service}`);
  const words = message.text ? [make("p", { className: "words" }, ...linked(message.text, command, follow))] : [];
  const time = (message.edited ? "edited " : "") + clockOf(message.at);
  const body = make("div", { className: "bubble" },
    ...(by ? [make("p", { className: "by" }, by)] : []), ...attached(message), ...words,
    make("p", { className: "when" }, ...message.reactions, " ", time));
  const rows = message.buttons.map((row) => make("div", { className: "buttons" }, ...row.map((label) =>
    make("button", { type: "button", onclick: () => press(label) }, label))));
  return make("article", { className: mine ? "mine" : "theirs", "data-rows": JSON.stringify(message.buttons) }, body, ...rows);
}
