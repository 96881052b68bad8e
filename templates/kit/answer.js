// The answer: who gives it, the remarks, the parts reviewed; and the small file that it becomes.
const SCHEMA = "ponam-kit-answer/1";
let answer = empty();

function empty() {
  return {
    id: fresh(), sequence: 0, changes: 0, saved: 0, changed: "",
    who: { structure: kit.stakeholder, name: "", role: "", contact: "" }, remarks: [], reviewed: [], draft: null,
  };
}
// A change gives the answer a higher number, once after each file that left with the one before.
function changed() {
  answer.changes += 1;
  answer.changed = today();
  if (answer.sequence === answer.saved) { answer.sequence += 1; }
  show();
  return keep();
}
const sound = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1\ufffd").normalize("NFC");
function remarkOut(remark) {
  const place = remark.place;
  return {
    id: remark.id, place: place && { ...place, address: place.address, exact: plain(place.exact), prefix: plain(place.prefix), suffix: plain(place.suffix) },
    text: sound(remark.text), edit: remark.edit, proposal: sound(remark.proposal), nature: remark.nature, written: remark.written,
  };
}
// Words of the text go out as they stand; only half characters, which no file can hold, are replaced.
const plain = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1\ufffd");
function fileOf() {
  const inside = {
    kit: { id: kit.id, edition: kit.edition, revision: kit.revision, copy: kit.copy },
    id: answer.id, sequence: answer.sequence, saved: answer.changed || today(),
    who: {
      stakeholder: kit.stakeholder, structure: sound(answer.who.structure), name: sound(answer.who.name),
      role: sound(answer.who.role), contact: sound(answer.who.contact),
    },
    remarks: inOrder().map(remarkOut), reviewed: answer.reviewed,
  };
  return JSON.stringify({ schema: SCHEMA, sha256: sha256(JSON.stringify(inside)), answer: inside }, null, 1) + "\n";
}
function fileName() {
  const short = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  return "reponse-" + (short(answer.who.structure) || "sans-nom") + "-" + (short(kit.edition) || "texte") + ".json";
}
// A saved file back as an answer; a key of the words where it cannot be one.
function answerOf(text) {
  let read;
  try { read = JSON.parse(text); } catch (broken) { return "file_broken"; }
  const inside = read && read.schema === SCHEMA && read.answer;
  if (!inside || !Array.isArray(inside.remarks) || !inside.who) { return "file_broken"; }
  if (sha256(JSON.stringify(inside)) !== read.sha256) { return "file_edited"; }
  return inside;
}
function rankOf(remark) {
  const block = remark.place && byAddress.get(remark.place.section + " " + remark.place.block);
  return block ? block.rank : -1;
}
// In the order of the text; general remarks first, then as they were written.
function inOrder() {
  return answer.remarks.map((remark, at) => ({ remark, at }))
    .sort((a, b) => rankOf(a.remark) - rankOf(b.remark) || startOf(a.remark) - startOf(b.remark) || a.at - b.at)
    .map((one) => one.remark);
}
const startOf = (remark) => (remark.place ? remark.place.start : 0);
const addressOf = (remark) => (remark.place ? remark.place.address : say("remark_general"));
