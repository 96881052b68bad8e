// Sending: who answers, the file, the text to paste, the printed page, and a file taken up again.
let afterWho = null, unsaved = false;

function askWho(then) {
  afterWho = then || null;
  $("_structure").value = kit.stakeholder ? kit.stakeholder + (kit.stakeholderName ? " – " + kit.stakeholderName : "") : answer.who.structure;
  $("_structure").readOnly = Boolean(kit.stakeholder);
  $("_name").value = answer.who.name;
  $("_role").value = answer.who.role;
  $("_contact").value = answer.who.contact;
  $("_who-wrong").textContent = "";
  open($("_who"));
  $(kit.stakeholder ? "_name" : "_structure").focus();
}
function keepWho() {
  const structure = kit.stakeholder || $("_structure").value.trim();
  if (!structure) {
    $("_who-wrong").textContent = say("who_missing");
    $("_structure").setAttribute("aria-invalid", "true");
    $("_structure").focus();
    return;
  }
  $("_structure").removeAttribute("aria-invalid");
  answer.who = { structure, name: $("_name").value.trim(), role: $("_role").value.trim(), contact: $("_contact").value.trim() };
  changed();
  close($("_who"));
  const then = afterWho;
  afterWho = null;
  if (then) { then(); }
}
function showSend() {
  const count = answer.remarks.length, who = answer.who;
  $("_summary").textContent = say(count ? (count === 1 ? "summary_one" : "summary_many") : "summary_none", { count, edition: kit.edition });
  $("_signed").textContent = [who.name, who.role, who.structure].filter(Boolean).join(", ") || say("who_unsaid");
  $("_where").textContent = [kit.contact && say("where_to", { contact: kit.contact }), kit.until[language] && say("where_until", { day: kit.until[language] })].filter(Boolean).join(" – ");
  $("_share").hidden = !sharable();
}
function startSend() {
  $("_saved").textContent = $("_file-said").textContent = "";
  $("_choose").hidden = $("_copied-box").hidden = true;
  showSend();
  open($("_send"));
  $("_save").focus();
}
function withWho(act) { if (answer.who.structure) { act(); } else { askWho(() => { showSend(); act(); }); } }
function departed() {
  answer.saved = answer.sequence;
  unsaved = false;
  return keep();
}
function save() {
  if (!answer.sequence) { answer.sequence = 1; answer.changed = today(); }
  const file = new Blob([fileOf()], { type: "application/json" }), link = make("a");
  link.href = URL.createObjectURL(file);
  link.download = fileName();
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  departed();
  $("_saved").textContent = say("saved", { file: fileName() });
}
// Browsers share few kinds of files; the answer goes as text under its own name, and is known by its content.
function shared() { return { files: [new File([fileOf()], fileName().replace(/json$/, "txt"), { type: "text/plain" })] }; }
function sharable() { try { return Boolean(navigator.canShare && navigator.canShare(shared())); } catch (refusal) { return false; } }
function share() { navigator.share(shared()).then(departed, () => {}); }

function asText() {
  const who = [answer.who.name, answer.who.role, answer.who.structure, answer.who.contact].filter(Boolean).join(", ");
  const lines = [say("text_title", { subject: kit.subject + " – " + kit.edition }), say("text_from", { who }), ""];
  inOrder().forEach((remark, at) => {
    const line = (key, text) => lines.push(say(key) + (language === "en" ? ": " : "\u00a0: ") + text);
    lines.push((at + 1) + ". [" + addressOf(remark) + "]");
    if (remark.place && !remark.place.whole) { line("text_passage", "«\u00a0" + remark.place.exact + "\u00a0»"); }
    if (remark.text) { line("text_remark", remark.text); }
    if (remark.edit === "reword") { line("text_reword", remark.proposal); }
    if (remark.edit === "delete") { lines.push(say("text_delete")); }
    if (remark.edit === "insert-after") { line("text_insert", remark.proposal); }
    if (remark.nature) { line("text_nature", say("nature_" + remark.nature)); }
    lines.push("");
  });
  return lines.join("\n");
}
function copy() {
  const box = $("_copied");
  $("_copied-box").hidden = false;
  box.value = asText();
  box.focus();
  box.select();
  const done = (well) => { $("_saved").textContent = say(well ? "copied" : "not_copied"); };
  if (navigator.clipboard) { navigator.clipboard.writeText(box.value).then(() => done(true), () => done(document.execCommand("copy"))); } else { done(document.execCommand("copy")); }
}
function print() {
  const paper = $("_paper");
  paper.textContent = "";
  paper.append(make("h1", "", say("text_title", { subject: kit.subject + " – " + kit.edition })), make("p", "", say("text_from", { who: $("_signed").textContent })));
  inOrder().forEach((remark) => { paper.append(make("h2", "", addressOf(remark)), summaryOf(remark)); });
  document.body.classList.add("own-only");
  close($("_send"));
  window.print();
  document.body.classList.remove("own-only");
}

// ------------------------------------------------------------------ a saved file
let taken = null;
async function takeFile() {
  const file = $("_file").files[0];
  $("_choose").hidden = true;
  if (!file) { return; }
  let text = "";
  try { text = await file.text(); } catch (broken) { text = ""; }
  // The same name chosen again is a choice again: the file may have been mended since.
  $("_file").value = "";
  const inside = answerOf(text);
  if (typeof inside === "string") { $("_file-said").textContent = say(inside); return; }
  if (inside.kit.edition !== kit.edition || inside.kit.revision !== kit.revision) {
    $("_file-said").textContent = say("file_other", { edition: inside.kit.edition });
    return;
  }
  taken = inside;
  if (!answer.remarks.length) { takeUp(false); return; }
  $("_file-said").textContent = say("file_choose", { count: inside.remarks.length, who: [inside.who.name, inside.who.structure].filter(Boolean).join(", ") });
  $("_choose").hidden = false;
  $("_replace").focus();
}
function takeUp(adding) {
  const known = new Set(answer.remarks.map((remark) => remark.id)), came = taken.remarks;
  if (adding) { answer.remarks.push(...came.filter((remark) => !known.has(remark.id))); } else {
    answer = {
      ...answer, id: taken.id, sequence: Math.max(taken.sequence, taken.id === answer.id ? answer.sequence : 0), saved: taken.sequence,
      who: { structure: kit.stakeholder || taken.who.structure, name: taken.who.name, role: taken.who.role, contact: taken.who.contact },
      remarks: came, reviewed: taken.reviewed || [], changed: taken.saved,
    };
  }
  if (adding) { changed(); } else { answer.changes += 1; show(); keep(); }
  $("_choose").hidden = true;
  $("_file-said").textContent = say("file_taken", { count: answer.remarks.length });
  showSend();
}
function wireSend() {
  $("_who-form").onsubmit = (event) => { event.preventDefault(); keepWho(); };
  $("_who-close").onclick = () => close($("_who"));
  $("_to-send").onclick = startSend;
  $("_send-close").onclick = () => close($("_send"));
  $("_to-who").onclick = () => askWho(showSend);
  $("_save").onclick = () => withWho(save);
  $("_share").onclick = () => withWho(share);
  $("_copy").onclick = copy;
  $("_print").onclick = print;
  $("_file").onchange = takeFile;
  $("_replace").onclick = () => takeUp(false);
  $("_add").onclick = () => takeUp(true);
}
