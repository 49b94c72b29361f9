// Who one is, and hints of what they would type.
import { at, make } from "./draw.js";
import { get, redraw, watch } from "./world.js";

let key = sessionStorage.getItem("who") || "thandi", aim = null;

export const me = () => key;
export const mine = () => (get("people") || []).find((one) => one.key === key);

// What a hint is typed into: the field used last.
export function aimAt(field) { aim = field; }

function be(who) {
  key = who;
  sessionStorage.setItem("who", who);
  redraw();
}

function draw() {
  const place = at("people"), people = get("people") || [], said = JSON.stringify(people);
  if (place.said !== said) {
    place.said = said;
    place.querySelectorAll("label").forEach((old) => old.remove());
    place.append(...people.map((one) => make("label", {},
      make("input", { type: "radio", name: "who", value: one.key, onchange: () => be(one.key) }),
      make("span", {}, name(one.name), make("small", {}, one.about)))));
  }
  for (const input of place.querySelectorAll("input")) input.checked = input.value === key;
  hints(mine()?.hints || []);
}

function hints(list) {
  const place = at("hints"), said = JSON.stringify(list);
  if (place.said === said) return;
  place.said = said;
  place.replaceChildren(...list.map(([label, text]) => make("button", {
    type: "button", title: `Type ${text}`, onclick: () => { aim.value = text; aim.focus(); aim.dispatchEvent(new Event("input")); },
  }, make("small", {}, label), ` ${text}`)));
}

// A narrow screen shows the first name only.
function name(whole) {
  const [first, ...rest] = whole.split(" ");
  return make("b", {}, first, make("span", { className: "last" }, ` ${rest.join(" ")}`));
}

export function people() { watch(["people"], draw); }
