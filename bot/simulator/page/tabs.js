// Which panel a narrow screen shows, and what is new in the others.
import { at } from "./draw.js";
import { me, mine } from "./people.js";
import { all, watch } from "./world.js";

const NEWS = {
  phone: () => 0,
  chat: () => all(`chat/${me()}/`).filter((one) => one.ours).length,
  sms: () => all("sms/").filter((one) => one.to === mine()?.number).length,
  staff: () => all("staff/").filter((one) => one.topic && !one.service).length,
  ledger: () => all("ledger/").length,
};
const seen = {};
const narrow = matchMedia("(max-width: 719px)");

export const current = () => document.documentElement.dataset.tab;

export function show(name, focus = true) {
  document.documentElement.dataset.tab = name;
  seen[name] = NEWS[name]();
  count();
  for (const button of at("tabs").children)
    if (button.dataset.to === name) button.setAttribute("aria-current", "true"); else button.removeAttribute("aria-current");
  for (const log of at(name).querySelectorAll(".log")) log.scrollTop = log.scrollHeight;
  if (focus && narrow.matches) at(name).focus({ preventScroll: true });
}

function count() {
  for (const button of at("tabs").children) {
    const name = button.dataset.to, now = NEWS[name](), badge = button.querySelector("b");
    if (!(name in seen) || name === current() || now < seen[name]) seen[name] = now;
    const more = now - seen[name];
    badge.hidden = !more;
    badge.textContent = more > 99 ? "99+" : more;
    badge.setAttribute("aria-label", more ? `${more} new` : "");
  }
}

export function tabs() {
  watch(["chat/", "sms/", "staff/", "ledger/"], count);
  watch(["people"], () => { for (const name of ["chat", "sms"]) delete seen[name]; count(); });
  at("tabs").addEventListener("click", ({ target }) => {
    const button = target.closest("button");
    if (button) show(button.dataset.to);
  });
}
