// The Statuses view: what follows from a choice is said at once, rows come and go.
import { dressers } from "./view.js";

dressers.push(dress);

function dress(piece) {
  const form = piece.querySelector("form.statuses");
  if (!form) return;
  form.addEventListener("change", ({ target }) => {
    if (target.matches("[data-suggested]")) sayDoubt(target);
    if (target.name === "carrier") showName(target);
    sayOutcome(form);
    askBefore(form);
  });
  // The choices of a row are put in when somebody comes to it: a hundred rows share each list.
  for (const kind of ["pointerover", "focusin"])
    form.addEventListener(kind, ({ target }) => fill(target.closest?.("select[data-choices]")));
  form.addEventListener("click", ({ target }) => {
    if (target.closest("[data-add]")) addRow(form, target.closest("[data-rows]"));
    if (target.closest("[data-remove]")) removeRow(form, target.closest("[data-row]"));
  });
  form.querySelector("[aria-invalid]")?.focus();
}

function sayDoubt(select) {
  const [chosen] = select.selectedOptions;
  document.getElementById(select.getAttribute("aria-describedby")).textContent =
    chosen.dataset.doubt ?? "";
}

// Shows the sentence about the switches as they stand now.
function sayOutcome(form) {
  const place = form.querySelector(".outcomes");
  const tells =
    place.dataset.untold === undefined &&
    [...form.querySelectorAll("[data-suggested]")].some((select) => select.value);
  const { send_shop_notifications: sends, never_mail_masked_addresses: never } = form.elements;
  const key = [sends.checked, never.checked, tells].map(Number).join("");
  const said = place.querySelector(`[data-when="${key}"]`);
  if (said) for (const text of place.children) text.hidden = text !== said;
}

// The suggestion asks first where it replaces something that was chosen.
function askBefore(form) {
  const button = form.querySelector("[data-question]");
  const selects = [...form.querySelectorAll("[data-suggested]")];
  const replaces = selects.some((each) => each.value && each.value !== each.dataset.suggested);
  if (replaces) button.dataset.ask = button.dataset.question;
  else delete button.dataset.ask;
}

function showName(select) {
  const name = select.closest("[data-row]").querySelector("[name=carrier_name]");
  if (select.dataset.names !== undefined) name.hidden = select.value !== "OTHER";
}

function fill(select) {
  if (!select) return;
  const choices = document.getElementById(select.dataset.choices).content.cloneNode(true);
  delete select.dataset.choices;
  const [chosen] = select.selectedOptions;
  const options = [...choices.children];
  const same = options.find((each) => each.value === (chosen.dataset.listed ?? chosen.value));
  // What is chosen stays as it is stored, be it by another word or in no list.
  if (same) same.replaceWith(chosen);
  else options[0].after(chosen);
  select.replaceChildren(choices);
  select.value = chosen.value;
}

function addRow(form, rows) {
  const row = rows.querySelector("template").content.firstElementChild.cloneNode(true);
  rows.querySelector("[data-add]").before(row);
  row.querySelectorAll("select[data-choices]").forEach(fill);
  row.querySelector("input, select").focus();
  changed(form);
}

function removeRow(form, row) {
  const rows = row.closest("[data-rows]");
  const next = row.nextElementSibling;
  row.remove();
  (next.matches("[data-row]") ? next.querySelector("[data-remove]") : next).focus();
  document.getElementById("said").textContent = rows.dataset.removed;
  changed(form);
}

const changed = (form) => form.dispatchEvent(new Event("input"));
