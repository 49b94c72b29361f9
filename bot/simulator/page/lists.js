// The SMS inbox, and what the lender is asked.
import { linked } from "./bubbles.js";
import { say } from "./chat.js";
import { at, clockOf, keep, make } from "./draw.js";
import { mine } from "./people.js";
import { show } from "./tabs.js";
import { all, get, watch } from "./world.js";

function inbox() {
  const number = mine()?.number;
  const messages = all("sms/").filter((one) => one.to === number).sort((a, b) => a.number - b.number);
  at("sms-of").textContent = number || "";
  const items = messages.map((one) => ({ key: one.number, ...one }));
  keep(at("sms-log"), items.length ? items : [{ key: "none" }], text);
}

function text(message) {
  if (message.key === "none") return make("p", { className: "none" }, "No messages yet. Codes and links come here.");
  return make("article", { className: "text" }, make("p", { className: "by" }, message.from, make("time", {}, clockOf(message.at))),
    make("p", { className: "words" }, ...linked(message.text, null, follow)));
}

// A link into the bot opens the chat beside; all others open for themselves.
function follow(link) {
  const found = new URL(link), name = get("bot")?.username;
  if (found.hostname !== "t.me" || found.pathname !== `/${name}`) return false;
  say(`/start ${found.searchParams.get("start") || ""}`.trim());
  show("chat");
  return true;
}

function asked() {
  const lender = get("lender");
  at("ledger-of").textContent = lender ? `what ${lender.name} is asked` : "";
  for (const input of at("moods").querySelectorAll("input")) input.checked = input.value === lender?.mood;
  const log = at("ledger-log"), low = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const rows = all("ledger/").sort((a, b) => a.number - b.number).map((row) => ({ key: row.number, ...row }));
  keep(at("asked"), rows.length ? rows : [{ key: "none" }], row);
  if (low) log.scrollTop = log.scrollHeight;
}

function row(one) {
  if (one.key === "none") return make("li", { className: "none" }, "Nothing yet. Whatever the assistant asks the lender stands here.");
  const [kind, word] = outcome(one);
  const facts = (title, told) => Object.entries(told).map(([name, value]) => make("div", {}, make("dt", {}, `${title} ${name}`), make("dd", {}, value)));
  const pairs = [...facts("asked:", one.said), ...facts("told:", one.got)];
  const head = [make("span", { className: "what" }, one.words), make("span", { className: `came ${kind}` }, word)];
  const small = make("p", { className: "meta" }, clockOf(one.at, true), ` · ${one.method}`);
  return make("li", { className: kind }, pairs.length
    ? make("details", {}, make("summary", {}, ...head), make("dl", {}, ...pairs)) : make("div", { className: "flat" }, ...head), small);
}

function outcome({ status, ms }) {
  if (!status) return ["waits", "under way"];
  if (status >= 500) return ["bad", `failed ${status}`];
  return status >= 400 ? ["no", `no, ${status}`] : ["good", `${ms} ms`];
}

export function lists() {
  watch(["sms/", "people"], inbox);
  watch(["ledger/", "lender"], asked);
}
