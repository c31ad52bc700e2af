// The dashboard around our frames: who is logged in, what is shown, language and theme.
import { appPath, placeOf } from "./addresses.js";
import { extensions, logIn } from "./api.js";
import { showApp } from "./app_page.js";
import { change, state } from "./state.js";
import { showWidgets } from "./widgets.js";

const root = document.documentElement;
const place = document.getElementById("place");
const login = document.getElementById("login");
const menu = document.getElementById("menu");
let shown = [];

async function show() {
  delete document.body.dataset.shown;
  for (const each of shown) each.end();
  shown = [];
  place.replaceChildren();
  login.hidden = Boolean(state.token);
  if (!state.token) return;
  await showMenu();
  const { kind, id } = placeOf(location.pathname);
  place.className = kind;
  if (kind === "app") shown = [await showApp(place, id, { go, notify })];
  if (kind === "order")
    shown = await showWidgets(place, "ORDER_DETAILS_WIDGETS", { orderId: id }, { isTallAsWanted: true });
  if (kind === "home")
    shown = await showWidgets(place, "HOMEPAGE_WIDGETS", {}, { isTallAsWanted: false });
  if (kind === "list") place.textContent = location.pathname;
  document.body.dataset.shown = kind;
}

// Pages of Apps have their places in the menu.
async function showMenu() {
  const found = await extensions("NAVIGATION_ORDERS");
  menu.replaceChildren(...found.map(({ label, url, app }) => {
    const link = document.createElement("a");
    link.href = `${appPath(app.id)}/${url.replace(app.appUrl, "").replace(/^\//, "")}`;
    link.textContent = label;
    return link;
  }));
}

function go(to) {
  history.pushState(null, "", to);
  show();
}

function notify({ title = "", text = "", status = "" }) {
  const line = document.createElement("li");
  line.dataset.status = status;
  line.textContent = [title, text].filter(Boolean).join(": ");
  document.getElementById("notifications").append(line);
}

function look() {
  root.dataset.theme = state.theme;
  root.lang = state.locale;
}

document.addEventListener("click", ({ target }) => {
  const { locale, theme } = target.dataset;
  if (target.tagName !== "BUTTON" || !(locale || theme)) return;
  change(locale ? { locale } : { theme });
  look();
});
document.getElementById("refresh").addEventListener("click", () => {
  for (const each of shown) each.refresh();
});
login.addEventListener("submit", async (event) => {
  event.preventDefault();
  const { email, password } = login.elements;
  await logIn(email.value, password.value);
  await show();
});
window.addEventListener("popstate", show);
look();
show();
