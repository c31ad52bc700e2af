// The Settings view: only real changes are guarded, warehouses are put in order, what is to be
// registered at Allegro is copied.
import { dressers } from "./view.js";

dressers.push(dress);

function dress(piece) {
  const form = piece.querySelector("form.settings");
  if (!form) return;
  for (const kind of ["input", "change"]) form.addEventListener(kind, () => note(form));
  form.addEventListener("click", ({ target }) => {
    const { move } = target.dataset;
    if (move) moveItem(form, target, move);
    if (target.dataset.copy) copy(target);
  });
  form.addEventListener("submit", (event) => {
    // A browser sends what is no number as nothing at all, and the shop would take its default.
    const wrong = [...form.elements].find((field) => field.validity.badInput);
    if (!wrong) return;
    event.preventDefault();
    wrong.reportValidity();
  });
  for (const list of form.querySelectorAll(".slugs")) setEnds(list);
  piece.querySelector("#problems")?.focus();
}

// Changed is what differs from what was stored: whoever undoes a change may leave.
function note(form) {
  const sent = new FormData(form);
  const isChanged = [...form.querySelectorAll("[name^=was_]")].some((was) => {
    const values = sent.getAll(was.name.replace("was_", "set_")).filter((value) => value !== "");
    return values.join(",") !== was.value;
  });
  if (isChanged) form.dataset.changed = "";
  else delete form.dataset.changed;
}

function moveItem(form, button, move) {
  const item = button.closest(".item");
  const list = item.parentElement;
  if (move === "up") item.previousElementSibling?.before(item);
  else item.nextElementSibling?.after(item);
  setEnds(list);
  // The button stays where the person is, and one that can still be pressed takes over from it.
  const next = button.disabled ? item.querySelector("[data-move]:not(:disabled)") : button;
  next?.focus();
  const place = [...list.children].indexOf(item) + 1;
  const { moved } = list.parentElement.querySelector("[data-moved]").dataset;
  document.getElementById("said").textContent =
    `${moved} ${item.dataset.item}: ${place}/${list.children.length}`;
  note(form);
}

// The first goes no higher, the last no lower.
function setEnds(list) {
  for (const button of list.querySelectorAll("[data-move]")) {
    const item = button.closest(".item");
    const isUp = button.dataset.move === "up";
    button.disabled = item === (isUp ? list.firstElementChild : list.lastElementChild);
  }
}

// A frame may not use the clipboard by itself; a selected field can always be copied.
function copy(button) {
  const field = document.getElementById(button.dataset.copy);
  field.focus();
  field.select();
  if (!document.execCommand("copy")) return;
  document.getElementById("said").textContent = button.dataset.copied;
  button.textContent = button.dataset.copied;
}
