// Search: the words of every paragraph without case and accents, each word anywhere in it, the exact phrase first.
const SHOWN = 60;
let index = null;
const MARKS = /[\u0300-\u036f]/g;
function folded(text) {
  return text.normalize("NFD").replace(MARKS, "").toLowerCase().replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/[’']/g, "'").replace(/\s+/g, " ");
}
function find(wanted) {
  if (!index) { index = blocks.map((block) => ({ block, text: folded(read(block).text) })); }
  const phrase = folded(wanted).trim(), each = phrase.split(" ");
  if (!phrase) { return []; }
  const hits = index.filter((one) => each.every((word) => one.text.includes(word)));
  return [...hits.filter((one) => one.text.includes(phrase)), ...hits.filter((one) => !one.text.includes(phrase))].map((one) => one.block);
}
function snippet(block, wanted) {
  // Folding keeps most lengths; where it does not, the piece shown is off by a letter, no more.
  const text = read(block).text.replace(/\s+/g, " "), bare = folded(text), phrase = folded(wanted).trim();
  const word = bare.includes(phrase) ? phrase : phrase.split(" ")[0], at = Math.max(0, bare.indexOf(word)), from = Math.max(0, at - 60);
  const line = make("span", "snippet");
  line.append((from ? "… " : "") + text.slice(from, at), make("mark", "", text.slice(at, at + word.length)), text.slice(at + word.length, at + word.length + 90));
  return line;
}
function showHits() {
  const wanted = $("_words").value, hits = find(wanted), list = $("_hits");
  list.textContent = "";
  const shown = hits.slice(0, SHOWN);
  $("_found").textContent = !wanted.trim() ? "" : !hits.length ? say("found_none") : hits.length === 1 ? say("found_one")
    : say(hits.length > SHOWN ? "found_more" : "found_many", { count: hits.length, shown: SHOWN });
  shown.forEach((block) => {
    const item = make("li"), button = make("button", "hit");
    button.type = "button";
    button.append(make("b", "", block.address), " ", make("span", "hint", titleOf(block)), snippet(block, wanted));
    button.onclick = () => { close($("_find")); goTo(block); };
    item.append(button);
    list.append(item);
  });
}
function wireFind() {
  let soon;
  $("_words").oninput = () => { clearTimeout(soon); soon = setTimeout(showHits, 120); };
  $("_words").onkeydown = (event) => {
    const first = $("_hits").querySelector("button");
    if (event.key === "Enter") { event.preventDefault(); clearTimeout(soon); showHits(); }
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
  };
  $("_hits").onkeydown = (event) => {
    const item = event.target.closest("li"), next = { ArrowDown: item && item.nextElementSibling, ArrowUp: item && item.previousElementSibling }[event.key];
    if (next) { event.preventDefault(); next.firstChild.focus(); }
    if (event.key === "ArrowUp" && item && !item.previousElementSibling) { event.preventDefault(); $("_words").focus(); }
  };
  $("_find-close").onclick = () => close($("_find"));
  $("_to-find").onclick = () => { open($("_find")); $("_words").focus(); $("_words").select(); };
}
