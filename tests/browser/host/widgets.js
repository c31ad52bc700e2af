// Frames on the dashboard's own pages, given what they need by a form that is posted into them.
import { API, extensions } from "./api.js";
import { appPath } from "./addresses.js";
import { state } from "./state.js";
import { keepFresh, sandboxed } from "./tokens.js";

const TALL = 200; // pixels
const TALLEST = 5000;

// Shows the widgets of a mount. Returns those that are there: [{ refresh, end }].
export async function showWidgets(place, mount, given, { isTallAsWanted }) {
  const found = await extensions(mount);
  return found.filter(mayBeSeen).map((extension) => {
    const card = document.createElement("section");
    card.className = "card";
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    link.href = appPath(extension.app.id);
    link.textContent = extension.label;
    heading.append(link);
    card.append(heading);
    place.append(card);
    return post(card, extension, given, isTallAsWanted);
  });
}

// Home asks for the person's own permissions; an order's page frames a widget whoever looks.
function mayBeSeen({ mountName, permissions }) {
  const wanted = permissions.map(({ code }) => code);
  return mountName !== "HOMEPAGE_WIDGETS" || wanted.every((code) => state.permissions.includes(code));
}

function post(card, extension, given, isTallAsWanted) {
  const { origin } = new URL(extension.url);
  const frame = sandboxed(`ext-frame-${extension.id}`);
  let isReady = false;
  const tell = (message) => frame.contentWindow?.postMessage(message, origin);
  const fresh = keepFresh(
    extension.accessToken ?? "",
    async () => {
      const again = await extensions(extension.mountName);
      return again.find(({ id }) => id === extension.id)?.accessToken ?? "";
    },
    (message) => isReady && tell(message),
  );
  // A posted widget is heard in this one thing, and only where its height is its own.
  const hear = ({ source, data }) => {
    const { actionId, height } = data?.payload ?? {};
    if (source !== frame.contentWindow || data.type !== "widgetResize" || !(height > 0)) return;
    frame.style.height = `${Math.min(Math.ceil(height), TALLEST)}px`;
    tell({ type: "response", payload: { actionId, ok: true } });
  };
  if (isTallAsWanted) {
    frame.style.height = `${TALL}px`;
    window.addEventListener("message", hear);
  }
  const form = formFor(extension, frame.name, given);
  card.append(form, frame);
  // The frame is empty before, and that is no load of the page in it.
  form.submit();
  frame.addEventListener("load", () => { isReady = true; });
  return {
    refresh: fresh.now,
    end: () => {
      window.removeEventListener("message", hear);
      fresh.end();
    },
  };
}

function formFor({ url, accessToken, app }, target, given) {
  const form = document.createElement("form");
  Object.assign(form, { action: url, method: "POST", target });
  const fields = { saleorApiUrl: API, accessToken: accessToken ?? "", appId: app.id, ...given };
  for (const [name, value] of Object.entries(fields)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  return form;
}
