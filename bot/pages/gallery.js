"use strict";
// The filter. What is chosen stands in the address, so that a view can be sent to somebody.
const form = document.getElementById("filter"), told = document.getElementById("told");
const cards = [...document.querySelectorAll("article")];
const asked = new URLSearchParams(location.search);
for (const field of form.elements) field.value = asked.get(field.name) ?? field.value;

function words(card, lang) {
  return [...card.querySelectorAll("[data-lang]")].filter((row) => !(row.hidden = lang && row.dataset.lang !== lang));
}

function sift() {
  const { flow, lang, text } = Object.fromEntries(new FormData(form)), sought = text.trim().toLowerCase();
  let seen = 0;
  for (const card of cards) {
    const rows = words(card, lang), here = !flow || card.dataset.flow === flow;
    const says = () => [card.id, ...rows.map((row) => row.textContent)].join("\n").toLowerCase();
    card.hidden = !(here && (!sought || says().includes(sought)));
    seen += !card.hidden;
  }
  for (const part of document.querySelectorAll("main section")) part.hidden = !part.querySelector("article:not([hidden])");
  told.value = `${seen} of ${cards.length} shown`;
}

function keep() {
  const set = [...new FormData(form)].filter(([, value]) => value), query = new URLSearchParams(set).toString();
  history.replaceState(null, "", (query ? `?${query}` : location.pathname) + location.hash);
}

// A step that a link leads to is shown, whatever was sifted out.
function uncover() {
  const card = location.hash && document.getElementById(location.hash.slice(1));
  if (!card || !card.closest("[hidden]")) return;
  form.elements.flow.value = form.elements.text.value = "";
  sift();
  card.scrollIntoView();
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => { sift(); keep(); });
addEventListener("hashchange", uncover);
sift();
uncover();
