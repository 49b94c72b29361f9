// The feature phone: it dials the gateway's own address, and shows what comes back.
import { at, make } from "./draw.js";
import { aimAt, me, mine } from "./people.js";
import { all, watch } from "./world.js";

const CODE = "*120*777#", PATH = "/ussd/africastalking", SCREEN = 20, SESSION = 180;
const phones = new Map();
let looking = -1; // which screen of the past is looked at; -1: the one of now

// What this person's phone is at: its session, or a sentence of the network's.
function state() {
  if (!phones.has(me())) phones.set(me(), { line: "", text: "", busy: false, note: "", local: [], typed: "" });
  return phones.get(me());
}

// Every screen this phone has shown: as the server saw them pass, or else as they came back.
function turns() {
  const passed = all(`ussd/${me()}/`).sort((a, b) => a.number - b.number);
  const known = new Set(passed.map((turn) => `${turn.line} ${turn.text}`));
  return [...passed, ...state().local.filter((turn) => !known.has(`${turn.line} ${turn.text}`))];
}

const words = (turn) => turn.reply.replace(/^(CON|END) /, "");
const over = (turn) => !turn || !turn.reply.startsWith("CON");
const live = (phone, last) => phone.line && last && last.line === phone.line && !over(last);
const typedIn = (turn) => (turn.text === "" ? CODE : turn.text.split("*").at(-1));

async function dial(code) {
  const phone = state();
  if (code !== CODE) { phone.note = `${code}\n\nConnection problem or invalid code. Try ${CODE}`; return draw(); }
  phone.line = `sim-${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
  await send(phone, "");
}

async function answer(typed) {
  const phone = state();
  await send(phone, phone.text ? `${phone.text}*${typed}` : typed);
}

async function send(phone, text) {
  const line = phone.line, form = { sessionId: line, serviceCode: CODE, phoneNumber: mine().number, text };
  Object.assign(phone, { text, busy: true, note: "" });
  looking = -1;
  draw();
  try {
    const came = await fetch(PATH, { method: "POST", body: new URLSearchParams(form) });
    const turn = { who: me(), line, text, reply: await came.text(), at: Date.now() / 1000 };
    if (!came.ok) throw new Error(came.status);
    phone.local.push(turn);
  } catch { Object.assign(phone, { line: "", note: "Connection problem. Dial again." }); }
  phone.busy = false;
  draw();
}

function hang(why = "") {
  Object.assign(state(), { line: "", text: "", busy: false, note: why, typed: "" });
  at("typed").value = "";
  looking = -1;
  draw();
}

function go() {
  const phone = state(), typed = at("typed").value.trim();
  if (phone.busy) return;
  if (looking >= 0) { looking = -1; return draw(); }
  const on = live(phone, turns().at(-1));
  if (on && !typed) return;
  at("typed").value = "";
  if (on) answer(typed); else dial(typed || CODE);
}

function press(key) {
  const field = at("typed");
  if (key.dataset.do === "send") return go();
  if (key.dataset.do === "hang") return hang();
  field.value = key.dataset.do === "clear" ? field.value.slice(0, -1) : field.value + key.firstChild.textContent;
}

function draw() {
  const phone = state(), list = turns(), last = list.at(-1), past = list[looking];
  const turn = past || (!phone.busy && !phone.note && last?.line === phone.line ? last : null);
  const said = turn ? words(turn) : phone.busy ? "USSD code running…" : phone.note || `Dial ${CODE}\nand press the green key`;
  if (at("screen").textContent !== said) { at("screen").textContent = said; at("screen").scrollTop = 0; }
  at("screen").classList.toggle("idle", !turn && !phone.note);
  at("lcd").classList.toggle("past", Boolean(past));
  at("typed-label").textContent = past ? "Typed" : live(phone, last) ? "Answer" : "Dial";
  at("typed").disabled = Boolean(past);
  at("typed").placeholder = past ? typedIn(list[looking + 1] || past) : live(phone, last) || phone.busy ? "" : CODE;
  at("phone-of").textContent = mine()?.number || "";
  drawGauge(turn);
  drawPlace(list);
  drawTurns(list);
  tick();
}

function drawGauge(turn) {
  const known = turn && turn.limit;
  at("septets").textContent = known ? `${turn.septets} of ${turn.limit} septets, ${turn.limit - turn.septets} left` : "Septets of a screen are counted here";
  at("rule").style.width = known ? `${(100 * turn.septets) / turn.limit}%` : "0";
}

function drawPlace(list) {
  const place = looking < 0 ? list.length : looking + 1;
  at("place").textContent = list.length ? `${place} of ${list.length}` : "no screens";
  at("back").disabled = place <= 1;
  at("forth").disabled = looking < 0;
}

function drawTurns(list) {
  const place = at("turns"), said = JSON.stringify([list.length, list.at(-1), looking, me()]);
  if (place.said === said) return;
  place.said = said;
  place.replaceChildren(...list.map((turn, index) => make("li", {}, make("button", {
    type: "button", onclick: () => { looking = index === list.length - 1 ? -1 : index; draw(); },
    ...(index === looking ? { "aria-current": "true" } : {}),
  }, make("b", {}, typedIn(turn)), ` ${words(turn).split("\n")[0]}`, make("small", {}, turn.septets ? ` ${turn.septets}` : "")))));
}

function step(by) {
  const list = turns(), from = looking < 0 ? list.length - 1 : looking;
  looking = from + by >= list.length - 1 ? -1 : Math.max(0, from + by);
  draw();
}

// The network hangs up on whoever takes too long.
function tick() {
  const phone = state(), list = turns(), last = list.at(-1), place = at("lcd-clock");
  place.textContent = "";
  if (!at("clock").checked || phone.busy || !live(phone, last)) return;
  const now = Date.now() / 1000, first = list.find((turn) => turn.line === phone.line);
  const left = Math.min(SCREEN - (now - last.at), SESSION - (now - first.at));
  place.textContent = `${Math.max(0, Math.ceil(left))} s`;
  if (left <= 0) hang("The network has ended the session: no answer came in time.\n\nDial again.");
}

function typing(event) {
  const { target, key } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || target === at("typed")) return;
  if (key === "Escape") return hang();
  if (!/^[0-9*#a-z]$/i.test(key) || at("typed").disabled) return;
  event.preventDefault();
  at("typed").value += key;
  at("typed").focus();
}

export function feature() {
  aimAt(at("typed"));
  watch(["ussd/", "people"], () => { looking = -1; resume(); draw(); });
  at("answer").addEventListener("submit", (event) => { event.preventDefault(); go(); });
  at("keys").addEventListener("click", ({ target }) => { const key = target.closest("button"); if (key) press(key); });
  at("phone").addEventListener("keydown", typing);
  at("typed").addEventListener("keydown", ({ key }) => { if (key === "Escape") hang(); });
  at("back").onclick = () => step(-1);
  at("forth").onclick = () => step(1);
  at("clock").onchange = tick;
  setInterval(tick, 250);
}

// A page that was loaded again takes up the session that stands.
function resume() {
  const phone = state(), last = turns().at(-1);
  if (!phone.known && last && !over(last)) Object.assign(phone, { line: last.line, text: last.text });
  phone.known = true;
}
