// A frame's token is fetched anew half a minute before it is worth nothing, for as long as it is shown.

const BEFORE = 30_000; // milliseconds
const AT_LEAST = 30_000;
const SANDBOX = "allow-same-origin allow-forms allow-scripts allow-downloads allow-popups";

export function sandboxed(name = "") {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", SANDBOX);
  if (name) frame.name = name;
  return frame;
}

// Keeps a token fresh. Returns { now, end }: fetch at once, and no more.
export function keepFresh(token, fetchToken, tell) {
  let timer = 0;
  const plan = () => {
    clearTimeout(timer);
    const at = expiry(token);
    if (at) timer = setTimeout(now, Math.max(at - BEFORE - Date.now(), AT_LEAST));
  };
  const now = async () => {
    const fresh = await fetchToken();
    if (token && fresh !== token) tell({ type: "tokenRefresh", payload: { token: fresh } });
    token = fresh;
    plan();
    return token;
  };
  plan();
  return { now, end: () => clearTimeout(timer) };
}

function expiry(token) {
  if (!token) return 0;
  const [, payload] = token.split(".");
  return JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/"))).exp * 1000;
}
