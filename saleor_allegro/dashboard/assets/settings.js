// The Settings view: warehouses change places, by keyboard too.
import { dressers } from "./view.js";

dressers.push((piece) => {
  const form = piece.querySelector("form.settings");
  if (!form) return;
  form.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (!button) return;
    const row = button.closest("li");
    if (button.dataset.move === "up") row.previousElementSibling?.before(row);
    else row.nextElementSibling?.after(row);
    form.dataset.changed = "";
    button.focus();
  });
  for (const field of form.querySelectorAll("[data-select]"))
    field.addEventListener("focus", () => field.select());
  form.querySelector("[aria-invalid]")?.focus();
});
