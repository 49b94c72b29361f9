// The borrower's chat.
import { bubble } from "./bubbles.js";
import { at, keep, make, toast } from "./draw.js";
import { me } from "./people.js";
import { act, all, get, sendFile, watch } from "./world.js";

const deed = async (name, more) => toast(await act(name, { who: me(), ...more }));
export const say = (text) => deed("say", { text });

let typed = new Map();

function draw() {
  const messages = all(`chat/${me()}/`).sort((a, b) => a.id - b.id);
  keep(at("chat-log"), [...(messages.length ? [] : [{ key: "start" }]), ...messages.map((one) => ({ key: one.id, ...one }))], drawOne, me());
  drawKeys(get(`keyboard/${me()}`) || []);
  drawTyping(messages);
}

function drawOne(message) {
  if (message.key === "start") return welcome();
  return bubble(message, { mine: !message.ours, command: say, press: (label) => deed("press", { message: message.id, label }) });
}

function welcome() {
  return make("div", { className: "welcome" }, make("p", {}, "The same assistant, with buttons and photos."),
    make("button", { type: "button", className: "deed", id: "start", onclick: () => { say("/start"); at("words").focus(); } }, "Start"));
}

function drawKeys(rows) {
  const place = at("keyboard"), said = JSON.stringify(rows);
  if (place.said === said) return;
  place.said = said;
  place.replaceChildren(...rows.map((row) => make("div", {}, ...row.map((key) => make("button", {
    type: "button", onclick: () => (key.contact ? deed("contact") : say(key.text)),
  }, key.text)))));
}

// The sign stands until the bot says something, or for five seconds, as Telegram has it.
function drawTyping(messages) {
  const count = get(`typing/${me()}`) || 0, before = typed.get(me());
  const newest = messages.filter((one) => one.ours).map((one) => one.id + (one.edited ? one.text : "")).join();
  if (before && count > before.count) {
    before.shown = newest;
    clearTimeout(before.ends);
    before.ends = setTimeout(() => { before.shown = null; sign(false); }, 5000);
  }
  typed.set(me(), { shown: null, ...before, count });
  const now = typed.get(me());
  if (now.shown !== newest) now.shown = null;
  sign(now.shown !== null);
}

function sign(on) {
  const words = on ? `${get("bot")?.name || "The bot"} is typing…` : "";
  if (at("typing").textContent !== words) at("typing").textContent = words;
}

function drawCommands() {
  const commands = get("commands/en") || get("commands/") || [];
  at("commands").querySelector("div").replaceChildren(...commands.map(({ command, description }) => make("button", {
    type: "button", onclick: () => { at("commands").open = false; say(`/${command}`); at("words").focus(); },
  }, make("b", {}, `/${command}`), ` ${description}`)));
}

export function chat() {
  watch(["chat/", "keyboard/", "typing/", "people", "bot"], draw);
  watch(["commands/"], drawCommands);
  watch(["alert/"], (changed) => changed.filter((key) => key.startsWith("alert/")).forEach((key) => toast(get(key)?.text)));
  at("compose").addEventListener("submit", (event) => {
    event.preventDefault();
    const words = at("words").value.trim();
    if (!words) return;
    at("words").value = "";
    say(words);
  });
  at("attach").addEventListener("click", ({ target }) => {
    if (!target.dataset.sample) return;
    at("attach").open = false;
    at("words").focus();
    deed("sample", { name: target.dataset.sample });
  });
  at("pick").onclick = () => at("file").click();
  at("file").onchange = async () => {
    at("attach").open = false;
    for (const file of at("file").files) toast(await sendFile(me(), file));
    at("file").value = "";
  };
}
