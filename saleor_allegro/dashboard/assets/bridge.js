// Messages between this frame and Saleor's dashboard, the window around it.
// Source: https://docs.saleor.io/developer/extending/apps/developing-apps/app-sdk/app-bridge

const PATIENCE = 10_000; // milliseconds to wait for a fresh token
const listeners = new Map();
const answers = new Map();
const waiting = [];
let origin = null; // the dashboard's, once it has spoken; the policy lets nobody else frame us
let token = "";

window.addEventListener("message", ({ source, origin: from, data }) => {
  if (source !== window.parent || window.parent === window) return;
  if (typeof data?.type !== "string" || (origin && from !== origin)) return;
  origin = from;
  const payload = data.payload ?? {};
  if (data.type === "handshake" || data.type === "tokenRefresh") accept(payload.token);
  if (data.type === "response") {
    answers.get(payload.actionId)?.(payload.ok === true);
    answers.delete(payload.actionId);
  }
  listeners.get(data.type)?.(payload);
});

function accept(given) {
  if (typeof given !== "string" || !given) return;
  token = given;
  waiting.splice(0).forEach((resolve) => resolve(token));
}

// Has these functions called for messages of these kinds.
export function listen(functions) {
  for (const [type, act] of Object.entries(functions)) listeners.set(type, act);
}

// The token, once there is one.
export function ready({ token: given } = {}) {
  accept(given);
  return token ? Promise.resolve(token) : new Promise((resolve) => waiting.push(resolve));
}

// Another token than this one, or null when the dashboard gives none for a while.
export function fresher(old) {
  if (token !== old) return Promise.resolve(token);
  tell("notifyReady");
  return new Promise((resolve) => {
    const late = setTimeout(() => resolve(null), PATIENCE);
    const take = (given) => {
      if (given === old) return void waiting.push(take);
      clearTimeout(late);
      resolve(given);
    };
    waiting.push(take);
  });
}

// Asks the dashboard to do something; true when it says that it has.
export function tell(type, payload = {}) {
  if (window.parent === window) return Promise.resolve(false);
  const actionId = crypto.randomUUID?.() ?? String(Math.random());
  // Before the dashboard has spoken nothing is said but that we are here, and how tall.
  window.parent.postMessage({ type, payload: { ...payload, actionId } }, origin ?? "*");
  return new Promise((resolve) => answers.set(actionId, resolve));
}
