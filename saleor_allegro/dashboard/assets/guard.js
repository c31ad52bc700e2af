// Questions before something is lost: changes that are not saved, and what cannot be undone.
// The dashboard's frame forbids the browser's own questions, so the page has one.

const dialog = document.getElementById("question");

export function watch(piece) {
  for (const form of piece.querySelectorAll("form[data-guard]")) {
    const note = () => { form.dataset.changed = ""; };
    form.addEventListener("input", note);
    form.addEventListener("change", note);
  }
}

// Whether the view may go: nothing is unsaved, or the person says so.
export function mayLeave() {
  const main = document.querySelector("main");
  if (!document.querySelector("form[data-changed]")) return Promise.resolve(true);
  const { unsaved, leave, stay } = main.dataset;
  return ask({ ask: unsaved, yes: leave, no: stay });
}

// Whether the person agrees.
export function ask({ ask: text, yes, no }) {
  if (!dialog) return Promise.resolve(true);
  dialog.querySelector("p").textContent = text;
  dialog.querySelector("[value=yes]").textContent = yes;
  dialog.querySelector("[value=no]").textContent = no || document.querySelector("main").dataset.no;
  return new Promise((resolve) => {
    dialog.returnValue = "no";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}
