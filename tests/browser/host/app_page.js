// A page of an App in a frame that talks to the dashboard: what it is told, and what it may ask for.
import { API, app as askApp } from "./api.js";
import { appPath, deepPath } from "./addresses.js";
import { follow, state } from "./state.js";
import { keepFresh, sandboxed } from "./tokens.js";

const VERSIONS = { saleorVersion: "3.23.28", dashboardVersion: "3.23.27" };

// Shows the page that the address names. Returns { refresh, end }.
export async function showApp(place, id, { go, notify }) {
  const app = await askApp(id);
  if (!app?.appUrl) {
    place.textContent = "There is no such App.";
    return { refresh: () => null, end: () => null };
  }
  const url = `${app.appUrl}${deepPath(id)}`;
  const { origin } = new URL(url);
  const frame = sandboxed();
  let token = app.accessToken ?? "";
  let hasShakenHands = false;

  const tell = (message) => frame.contentWindow?.postMessage(message, origin);
  const shakeHands = () => {
    tell({ type: "handshake", payload: { token, version: 1, ...VERSIONS } });
    if (hasShakenHands) return;
    hasShakenHands = true;
    // The rest follows once the dashboard has drawn itself again.
    setTimeout(() => {
      tell({ type: "localeChanged", payload: { locale: state.locale } });
      tell({ type: "theme", payload: { theme: state.theme } });
      tell({ type: "redirect", payload: { path: deepPath(id) || "/" } });
    });
  };
  const actions = {
    notifyReady: () => shakeHands(),
    notification: notify,
    updateRouting: ({ newRoute }) => history.pushState(null, "", `${appPath(id)}${newRoute}`),
    redirect: (payload) => redirect(payload, id, go),
    widgetResize: ({ height }) => { frame.style.height = `${height}px`; },
  };
  const hear = ({ origin: from, data }) => {
    const { actionId } = data?.payload ?? {};
    if (from !== origin || !data?.type || !actionId) return;
    if (!actions[data.type]) return console.warn(`${data.type}: there is no such action`);
    const ok = actions[data.type](data.payload) ?? true;
    tell({ type: "response", payload: { actionId, ok: ok !== false } });
  };
  const unfollow = follow(({ locale, theme }) => {
    if (!hasShakenHands) return;
    if (locale) tell({ type: "localeChanged", payload: { locale } });
    if (theme) tell({ type: "theme", payload: { theme } });
  });
  const fresh = keepFresh(
    token,
    async () => (token = (await askApp(id)).accessToken ?? ""),
    (message) => hasShakenHands && tell(message),
  );

  window.addEventListener("message", hear);
  frame.addEventListener("load", shakeHands);
  frame.src = `${url}?${context(id)}`;
  place.append(frame);
  return {
    refresh: fresh.now,
    end: () => {
      window.removeEventListener("message", hear);
      unfollow();
      fresh.end();
    },
  };
}

// What the dashboard adds to the address, after what its own address has.
function context(id) {
  const given = new URLSearchParams(location.search);
  given.append("domain", new URL(API).host);
  given.append("saleorApiUrl", API);
  given.append("id", id);
  given.append("featureFlags[new_order_ui][enabled]", "false");
  given.append("featureFlags[new_order_ui][payload]", "default");
  given.append("theme", state.theme);
  return given;
}

function redirect({ to, newContext }, id, go) {
  if (to.startsWith(appPath(id)) && location.pathname.startsWith(appPath(id))) {
    if (newContext) window.open(to);
    else history.pushState(null, "", to);
  } else if (to.startsWith("/")) {
    if (newContext) window.open(to);
    else go(to);
  } else if (newContext) {
    window.open(to);
  } else {
    if (!window.confirm("Leave the dashboard?")) return false;
    location.href = to;
  }
  return true;
}
