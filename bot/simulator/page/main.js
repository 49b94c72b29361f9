// The page put together.
import { chat } from "./chat.js";
import { at, toast } from "./draw.js";
import { feature } from "./feature.js";
import { guide } from "./guide.js";
import { lists } from "./lists.js";
import { aimAt, me, people } from "./people.js";
import { staff } from "./staff.js";
import { tabs } from "./tabs.js";
import { act, get, listen, watch } from "./world.js";

const root = document.documentElement;

function theme(to) {
  if (to) root.dataset.theme = to;
  at("theme").setAttribute("aria-pressed", String(dark()));
}

const dark = () => (root.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

at("theme").onclick = () => {
  const to = dark() ? "light" : "dark";
  localStorage.setItem("theme", to);
  theme(to);
};
theme(localStorage.getItem("theme"));

at("moods").addEventListener("change", async ({ target }) => toast(await act("lender", { mood: target.value })));
at("anew").onclick = () => at("sure").showModal();
at("keep").onclick = () => at("sure").close();
at("forget").onclick = async () => {
  at("sure").close();
  toast(await act("reset", {}) || "Everything begins anew.");
};

// A menu closes where one presses beside it, or Escape.
const menus = [...document.querySelectorAll(".menu")];
document.addEventListener("click", ({ target }) => menus.forEach((menu) => { if (!menu.contains(target)) menu.open = false; }));
document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of menus.filter((one) => one.open)) { menu.open = false; menu.querySelector("summary").focus(); }
});
for (const id of ["typed", "words"]) at(id).addEventListener("focus", () => aimAt(at(id)));

// Whoever has the page read aloud hears the conversation in its own language.
watch(["lang/", "people"], () => {
  for (const id of ["screen", "chat-log", "keyboard"]) at(id).lang = get(`lang/${me()}`) || "en";
});

people();
feature();
chat();
lists();
staff();
tabs();
guide();
listen((lost) => { at("lost").hidden = !lost; });
