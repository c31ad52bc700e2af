// Puts views into the page: asks for a piece of HTML, shows it, and follows links and forms in it.
import { fresher, ready, tell } from "./bridge.js";
import { ask, mayLeave, watch } from "./guard.js";
import { language } from "./look.js";
import { localise } from "./times.js";

const ADDED = new Set(["domain", "saleorApiUrl", "id", "theme", "featureFlags"]);
const LONGEST_WAIT = 10_000; // milliseconds between two questions about the same
const root = document.documentElement;
const place = document.getElementById("view");
const said = document.getElementById("said");
const asked = document.getElementById("asked");
let route = asked ? location.href : "";
let turn = 0;

// Functions that are given every new piece of the page, for what only some views have.
export const dressers = [];

export function start() {
  document.addEventListener("click", followLink);
  document.addEventListener("submit", followForm);
  document.addEventListener("change", followChoice);
  dress(place);
}

// Shows a view: the one at `to`, or the present one again.
export async function open({ to, fields, again = false, focus = !again }) {
  const target = to ?? (route || here());
  const mine = ++turn;
  place.setAttribute("aria-busy", "true");
  const piece = await fetchPiece(target, fields ?? (asked && new FormData(asked)));
  if (mine !== turn) return; // something else was asked for meanwhile
  place.removeAttribute("aria-busy");
  if (!piece) return wentWrong();
  const held = document.activeElement?.id; // what the person was at goes with the old piece
  place.innerHTML = piece;
  root.lang = language();
  const shown = place.querySelector("main")?.dataset.route || (fields ? route || target : target);
  if (!asked) settle(shown);
  dress(place);
  if (focus) place.querySelector("h1")?.focus();
  else if (held) document.getElementById(held)?.focus();
}

// The piece of HTML at an address, with the person's token; null when the shop does not answer.
async function fetchPiece(target, fields) {
  const url = new URL(target, base());
  const isOurs = url.origin === location.origin && url.pathname.startsWith(folder());
  if (!isOurs) return null; // the token goes nowhere else
  const body = new URLSearchParams(url.search);
  body.delete("action"); // an address may come from anybody; what is done, a person has pressed
  url.search = "";
  for (const [name, value] of fields ?? []) if (name !== "accessToken") body.append(name, value);
  body.set("language", language());
  try {
    let token = await ready();
    let answer = await post(url, body, token);
    if (answer.status === 401 && (token = await fresher(token)))
      answer = await post(url, body, token); // a refused token has done nothing
    return answer.status < 500 ? await answer.text() : null;
  } catch {
    return null;
  }
}

function post(url, body, token) {
  const headers = { Authorization: `Bearer ${token}`, "X-Saleor-Allegro": "piece" };
  return fetch(url, { method: "POST", body, headers, credentials: "omit", redirect: "error" });
}

// What addresses are relative to: of a view the folder of all views, whatever is in its own.
function base() {
  return asked ? location.href : new URL(folder(), location.href);
}

// The path of the folder that all pages are in.
function folder() {
  return location.pathname.replace(/(\/saleor_allegro\/dashboard)(\/.*)?$/, "$1/");
}

// The view that the page's address names, with its filters and without what the dashboard adds.
function here() {
  const own = new URLSearchParams(location.search);
  for (const name of [...own.keys()]) if (ADDED.has(name.split("[")[0])) own.delete(name);
  return own.size ? `${root.dataset.view}?${own}` : root.dataset.view;
}

function settle(shown) {
  route = shown;
  root.dataset.view = shown.split("?")[0];
  tell("updateRouting", { newRoute: `/${shown}` });
}

function wentWrong() {
  place.querySelector(".notice.broken")?.remove();
  // The piece that is shown has it in the dashboard's language.
  const texts = [...document.querySelectorAll("template.went-wrong")];
  const notice = (place.querySelector("template.went-wrong") ?? texts[0])
    .content.firstElementChild.cloneNode(true);
  notice.classList.add("broken");
  place.prepend(notice);
}

// What every new piece needs: local times, spoken notices, guarded forms, progress.
function dress(piece) {
  localise(piece, language());
  watch(piece);
  said.textContent = [...piece.querySelectorAll("[data-said]")].map((n) => n.textContent).join(" ");
  for (const node of piece.querySelectorAll("[data-again]")) repeat(node);
  for (const link of piece.querySelectorAll("a[data-open-now]")) openOutside(link.href);
  for (const dresser of dressers) dresser(piece);
}

// Asks for the element again until the shop sends it without `data-again` (an address). What takes
// long is asked for ever less often: each question costs the shop some twenty statements.
async function repeat(node, wait = Number(node.dataset.every) || 2000) {
  await inSight(wait);
  if (!node.isConnected) return;
  const piece = await fetchPiece(node.dataset.again, asked && new FormData(asked));
  if (!node.isConnected) return;
  const longer = Math.min(wait * 1.25, LONGEST_WAIT);
  // What a person asked for meanwhile comes first.
  if (!piece || place.hasAttribute("aria-busy")) return repeat(node, longer);
  const holder = document.createElement("div");
  holder.innerHTML = piece;
  const next = holder.firstElementChild;
  if (next.matches("[data-done]") && !mustAsk() && !isTyping())
    return open({ to: next.dataset.done || undefined, again: true });
  node.replaceWith(next);
  dress(next);
  if (next.matches("[data-again]")) repeat(next, longer);
}

// Comes to its end after so many milliseconds; in a tab that nobody looks at, when somebody does.
function inSight(wait) {
  return new Promise((resolve) => {
    setTimeout(() => {
      if (!document.hidden) return resolve();
      document.addEventListener("visibilitychange", resolve, { once: true });
    }, wait);
  });
}

// Whether there is something in a field that a new piece would take away.
function isTyping() {
  const { value, defaultValue } = document.activeElement ?? {};
  return defaultValue !== undefined && value !== defaultValue;
}

const mustAsk = () => Boolean(document.querySelector("form[data-changed]"));

async function followLink(event) {
  const link = event.target.closest("a, button");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.dataset.view !== undefined) {
    event.preventDefault();
    if (await mayLeave()) open({ to: link.getAttribute("href") });
  } else if (link.dataset.dashboard) {
    event.preventDefault();
    if (await mayLeave()) tell("redirect", { to: link.dataset.dashboard });
  } else if (link.dataset.outside !== undefined && !asked) {
    event.preventDefault();
    openOutside(link.href);
  }
}

// Opens a page of Allegro's. A tab that the dashboard opens is free of the limits of this frame;
// it opens none where it takes us for a page of its own, as on one host.
async function openOutside(to) {
  if (!/^https?:\/\//.test(to)) return; // the dashboard would run what it is told to open
  const late = setTimeout(() => window.open(to, "_blank", "noopener"), 1500);
  if (await tell("redirect", { to, newContext: true })) return clearTimeout(late);
  clearTimeout(late);
  window.open(to, "_blank", "noopener");
}

async function followForm(event) {
  const form = event.target;
  const button = event.submitter;
  if (form.method === "dialog" || event.defaultPrevented) return;
  event.preventDefault();
  const fields = new FormData(form, button);
  if (button?.dataset.ask && !(await ask(button.dataset))) return;
  const { filter, changed } = form.dataset;
  if (filter !== undefined && !(await mayLeave())) return form.reset();
  if (button) button.disabled = true;
  delete form.dataset.changed;
  if (filter !== undefined) {
    const wanted = new URLSearchParams([...fields].filter(([, value]) => value !== ""));
    await open({ to: `${form.getAttribute("action")}${wanted.size ? `?${wanted}` : ""}`, focus: false });
  } else {
    await open({ to: form.getAttribute("action") ?? undefined, fields, focus: false });
  }
  // Where the shop did not answer, nothing is lost and it can be tried again.
  if (button) button.disabled = false;
  if (changed !== undefined) form.dataset.changed = "";
}

// A filter applies as soon as it is chosen.
function followChoice(event) {
  const form = event.target.closest("form[data-filter]");
  if (form && event.target.matches("select, [type=checkbox]")) form.requestSubmit();
}
