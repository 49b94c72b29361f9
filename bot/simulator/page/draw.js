// Small tools to draw with.
export const at = (id) => document.getElementById(id);

export function make(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given))
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== "list") made[name] = value;
    else made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

export const clockOf = (seconds, exact) => new Date(seconds * 1000).toLocaleTimeString([], {
  hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...(exact ? { second: "2-digit" } : {}),
});

// A message with other words and the same buttons keeps the buttons: a finger may be on one just now.
function reworded(node, fresh) {
  const [old, now] = [node, fresh].map((one) => one.querySelector(":scope > .bubble"));
  if (!old || !now || node.className !== fresh.className || node.dataset.rows !== fresh.dataset.rows) return false;
  old.replaceWith(now);
  return true;
}

function replaced(node, fresh, place) {
  const focused = node?.contains(document.activeElement);
  node?.replaceWith(fresh);
  if (focused) (fresh.querySelector("button") || place).focus({ preventScroll: true });
  return fresh;
}

// Keep the children of a place as the items are: what has not changed stays the very same node.
// `of`: what it is about; of something new the end is shown.
export function keep(place, items, draw, of = "") {
  const low = place.of !== of || place.scrollHeight - place.scrollTop - place.clientHeight < 80;
  const there = new Map([...place.children].map((node) => [node.dataset.key, node]));
  let last = null;
  place.of = of;
  for (const item of items) {
    const key = String(item.key), said = JSON.stringify(item);
    let node = there.get(key);
    if (!node || node.said !== said) {
      const fresh = draw(item);
      if (!node || !reworded(node, fresh)) node = replaced(node, fresh, place);
      node.dataset.key = key;
      node.said = said;
    }
    there.delete(key);
    const next = last ? last.nextSibling : place.firstChild;
    if (next !== node) place.insertBefore(node, next);
    last = node;
  }
  for (const node of there.values()) {
    if (node.contains(document.activeElement)) place.focus({ preventScroll: true });
    node.remove();
  }
  if (low) place.scrollTop = place.scrollHeight;
}

let fading = 0;
export function toast(text) {
  if (!text) return;
  at("toast").textContent = text;
  clearTimeout(fading);
  fading = setTimeout(() => { at("toast").textContent = ""; }, 6000);
}
