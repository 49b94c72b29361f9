"use strict";
// Figures come anew from the server as they stand there; who reads may hold them still.
const figures = document.getElementById("figures"), state = document.getElementById("state");
const live = document.getElementById("live");
let source = null;

function look() {
  source = new EventSource("/operator/live" + location.search);
  source.onmessage = (event) => { figures.innerHTML = event.data; state.textContent = ""; };
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
