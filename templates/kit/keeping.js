// Keeping: in IndexedDB, whose strict transactions reach the disk before they end, and in localStorage, which some viewers allow instead.
const KEPT = "ponam-kit/" + kit.id;
let database = null, refused = false;

function openDatabase() {
  return new Promise((done) => {
    try {
      const asked = indexedDB.open("ponam-kit", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("answers");
      asked.onsuccess = () => done(asked.result);
      asked.onerror = asked.onblocked = () => done(null);
    } catch (refusal) { done(null); }
  });
}
function fromDatabase() {
  return new Promise((done) => {
    try {
      const asked = database.transaction("answers").objectStore("answers").get(KEPT);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done(null);
    } catch (refusal) { done(null); }
  });
}
function toDatabase(text) {
  return new Promise((done) => {
    if (!database) { done(false); return; }
    try {
      const act = database.transaction("answers", "readwrite", { durability: "strict" });
      act.objectStore("answers").put(text, KEPT);
      act.oncomplete = () => done(true);
      act.onerror = act.onabort = () => done(false);
    } catch (refusal) { done(false); }
  });
}
function fromLocal() { try { return localStorage.getItem(KEPT); } catch (refusal) { return null; } }
function toLocal(text) {
  try {
    localStorage.setItem(KEPT, text);
    return localStorage.getItem(KEPT) === text;
  } catch (refusal) { return false; }
}
function parsed(text) {
  try {
    const found = text && JSON.parse(text);
    return found && Array.isArray(found.remarks) ? found : null;
  } catch (broken) { return null; }
}
// What was kept last, wherever; both places are tried by writing it back, so that a refusal is known at once.
async function recall() {
  const local = parsed(fromLocal());
  database = await openDatabase();
  const deep = database ? parsed(await fromDatabase()) : null;
  if (local && deep) { return local.changes > deep.changes ? local : deep; }
  return local || deep;
}
let waiting = Promise.resolve();
function keep() {
  const text = JSON.stringify(answer);
  const quick = toLocal(text);
  document.documentElement.dataset.kept = "";
  waiting = waiting.then(() => toDatabase(text)).then((deep) => {
    document.documentElement.dataset.kept = deep ? "disk" : quick ? "yes" : "no";
    const before = refused;
    refused = !deep && !quick;
    if (refused) { warn(before || !answer.changes ? "store_none" : "store_full"); } else if (before) { warn(""); }
  });
  return waiting;
}
