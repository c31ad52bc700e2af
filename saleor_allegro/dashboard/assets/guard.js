// Changes that are not saved: nobody leaves them without being asked.
// The dashboard's frame forbids the browser's own question, so the page has one.

const dialog = document.getElementById("unsaved");

export function watch(piece) {
  for (const form of piece.querySelectorAll("form[data-guard]")) {
    const note = () => { form.dataset.changed = ""; };
    form.addEventListener("input", note);
    form.addEventListener("change", note);
  }
}

// Whether the view may go: nothing is unsaved, or the person says so.
export function mayLeave() {
  const form = document.querySelector("form[data-changed]");
  if (!form || !dialog) return Promise.resolve(true);
  return new Promise((resolve) => {
    dialog.returnValue = "stay";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "leave"), { once: true });
    dialog.showModal();
  });
}
