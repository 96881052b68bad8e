// What every part of the page uses: its elements, its words in two languages, what it says aloud.
const $ = (id) => document.getElementById(id);
const kit = JSON.parse($("_kit").textContent), words = JSON.parse($("_words-kit").textContent);
const main = $("_text");
let language = kit.language;

function say(key, values) {
  const both = words[key];
  return both[language === "en" ? 1 : 0].replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? values[name] : whole));
}
// `tell` speaks to screen readers and shows for a moment; it never takes the focus.
let telling;
function tell(sentence, act, name) {
  const line = $("_said");
  line.textContent = sentence;
  if (act) {
    const button = make("button", "link", name);
    button.type = "button";
    button.onclick = () => { line.className = "said"; act(); };
    line.append(" ", button);
  }
  line.className = "said shown";
  clearTimeout(telling);
  telling = setTimeout(() => { line.className = "said"; }, act ? 12000 : 5000);
}
function warn(key) {
  $("_alert").hidden = !key;
  $("_alert").dataset.w = key || "";
  $("_alert").textContent = key ? say(key) : "";
}
function make(tag, kind, text) {
  const element = document.createElement(tag);
  if (kind) { element.className = kind; }
  if (text !== undefined) { element.textContent = text; }
  return element;
}
function speak() {
  document.querySelectorAll("[data-w]").forEach((element) => { if (element.dataset.w) { element.textContent = say(element.dataset.w); } });
  document.querySelectorAll("[data-w-label]").forEach((element) => element.setAttribute("aria-label", say(element.dataset.wLabel)));
  document.querySelectorAll("dialog, .bar, .guide, #_alert, #_said, #_pick, .skip").forEach((element) => { element.lang = language; });
  if ($("_until")) { $("_until").textContent = say("until", { day: kit.until[language] }); }
  $("_lang").textContent = language === "en" ? "Français" : "English";
  $("_lang").lang = language === "en" ? "fr" : "en";
}
function close(dialog) { if (dialog.open) { dialog.close(); } }
function open(dialog) { if (!dialog.open) { dialog.showModal(); } }
function today() {
  const now = new Date(), two = (n) => String(n).padStart(2, "0"), zone = -now.getTimezoneOffset(), far = Math.abs(zone);
  return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate()) + "T" + two(now.getHours()) + ":" + two(now.getMinutes()) + ":" +
    two(now.getSeconds()) + (zone < 0 ? "-" : "+") + two(Math.floor(far / 60)) + ":" + two(far % 60);
}
function fresh() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
