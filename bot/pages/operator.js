"use strict";
// Figures come anew from the server as they stand there; who reads may hold them still.
const figures = document.getElementById("figures"), state = document.getElementById("state");
const live = document.getElementById("live");
let source = null;

// Whoever has pushed a table aside, or stands on it with the keyboard, stays where they were.
function show(html) {
  const pushed = new Map([...figures.querySelectorAll(".wide")].map((table) => [table.ariaLabel, table.scrollLeft]));
  const on = document.activeElement?.closest(".wide")?.ariaLabel;
  figures.innerHTML = html;
  for (const table of figures.querySelectorAll(".wide")) {
    table.scrollLeft = pushed.get(table.ariaLabel) ?? 0;
    if (table.ariaLabel === on) table.focus({ preventScroll: true });
  }
}

function look() {
  source = new EventSource("/operator/live" + location.search);
  source.onmessage = (event) => { show(event.data); state.textContent = ""; };
  source.onerror = () => { state.textContent = "The assistant does not answer; these are the last figures."; };
}

function hold() {
  source?.close();
  state.textContent = "";
  if (live.checked) look();
}

live.parentElement.hidden = false;
live.addEventListener("change", hold);
hold();
