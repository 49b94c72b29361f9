// What to try next: the first thing nobody has done yet.
import { at } from "./draw.js";
import { all, watch } from "./world.js";

const STEPS = [
  [() => all("ussd/").length, "press the green key of the feature phone, and answer with digits."],
  [() => all("chat/").length, "press Start in the Telegram chat, and share your phone number."],
  [() => all("topic/").length, "ask for a person: write /person in the chat."],
  [() => all("staff/").some((one) => !one.ours && !one.service), "in the staff group press Take, and answer."],
  [() => all("ledger/").some((row) => row.struck.length), "switch the lender to Slow or Failing, and go on."],
];
const DONE = "“Start over” makes everything new; ◀ shows a screen of the feature phone again.";

export function guide() {
  watch(["ussd/", "chat/", "topic/", "staff/", "ledger/"], () => {
    const next = STEPS.find(([done]) => !done());
    const words = next ? next[1] : DONE;
    if (at("try").textContent !== words) at("try").textContent = words;
  });
}
