// What a person has unfolded stays so when its view is shown anew, if it has an id.
import { dressers } from "./view.js";

const opened = new Map();

document.addEventListener("toggle", ({ target }) => {
  if (target.id && target.matches("details")) opened.set(target.id, target.open);
}, true);

dressers.push((piece) => {
  for (const details of piece.querySelectorAll("details[id]"))
    if (opened.get(details.id)) details.open = true;
});
