// The staff group: its topics, and what one of the staff says and presses there.
import { bubble } from "./bubbles.js";
import { at, keep, make, toast } from "./draw.js";
import { act, all, get, watch } from "./world.js";

let topic = 0, known = 0;
const who = () => at("member").value;
const deed = async (name, more) => toast(await act(`staff/${name}`, { who: who(), ...more }));

function choose(id) { topic = id; draw(); }

function draw() {
  const topics = all("topic/").sort((a, b) => a.id - b.id);
  if (topics.length > known || !topics.some((one) => one.id === topic)) topic = topics.at(-1)?.id || 0;
  known = topics.length;
  const place = at("topics"), said = JSON.stringify([topics, topic]);
  if (place.said !== said) {
    const focused = place.contains(document.activeElement);
    place.said = said;
    place.replaceChildren(...topics.map((one) => make("button", {
      type: "button", onclick: () => choose(one.id), "aria-pressed": String(one.id === topic), className: one.open ? "" : "shut",
    }, one.name)));
    if (focused) place.querySelector("[aria-pressed=true]")?.focus();
  }
  const messages = all("staff/").filter((one) => one.topic === topic && topic).sort((a, b) => a.id - b.id);
  const items = messages.map((one) => ({ key: one.id, as: who(), ...one }));
  keep(at("staff-log"), items.length ? items : [{ key: "none" }], drawOne, topic);
}

function drawOne(message) {
  if (message.key === "none")
    return make("p", { className: "none" }, "Nobody has asked for a person yet. Write /person in the chat, or choose Help on the feature phone.");
  const own = !message.ours && message.by.toLowerCase() === who();
  return bubble(message, { mine: own, by: message.ours ? "Assistant" : own ? "" : message.by, press: (label) => deed("press", { message: message.id, label }) });
}

export function staff() {
  watch(["staff"], () => {
    const names = get("staff") || [], select = at("member");
    if (select.options.length !== names.length)
      select.replaceChildren(...names.map((name) => make("option", { value: name.toLowerCase() }, name)));
  });
  watch(["topic/", "staff/"], draw);
  at("member").onchange = draw;
  at("staff-compose").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = at("staff-words").value.trim();
    if (!text || !topic) return;
    at("staff-words").value = "";
    deed("say", { topic, text });
  });
}
