// What the server shows, by its keys, and the deeds one can do there.
const shown = new Map(), watchers = [];
let dirty = new Set(), ready = false;

export const get = (key) => shown.get(key);
export const all = (begin) => [...shown].filter(([key]) => key.startsWith(begin)).map(([, value]) => value);

// Call `draw` soon after anything under one of these beginnings has changed.
export function watch(begins, draw) { watchers.push({ begins, draw }); }

export function redraw() { flush(true); }

function flush(everything) {
  const changed = [...dirty];
  dirty = new Set();
  if (!ready) return;
  for (const { begins, draw } of watchers)
    if (everything || begins.some((begin) => changed.some((key) => key.startsWith(begin)))) draw(changed);
}

function take(event) {
  const { key, value } = JSON.parse(event.data);
  if (value === null) shown.delete(key); else shown.set(key, value);
  if (!dirty.size) queueMicrotask(() => flush(false));
  dirty.add(key);
}

export function listen(lost) {
  const source = new EventSource("/simulator/events");
  source.onmessage = take;
  source.onopen = () => lost(false);
  source.onerror = () => lost(true);
  source.addEventListener("fresh", () => { shown.clear(); ready = false; });
  source.addEventListener("ready", () => { ready = true; flush(true); });
}

// Do something; a sentence where it could not be done.
export async function act(deed, body) {
  try {
    const answer = await fetch(`/simulator/${deed}`, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
    return answer.ok ? "" : await answer.text();
  } catch { return "The assistant does not answer."; }
}

export async function sendFile(who, file) {
  try {
    const path = `/simulator/file?who=${who}&name=${encodeURIComponent(file.name)}`;
    const answer = await fetch(path, {
      method: "POST", headers: { "Content-Type": file.type || "application/octet-stream" }, body: file,
    });
    return answer.ok ? "" : await answer.text();
  } catch { return "The assistant does not answer."; }
}
