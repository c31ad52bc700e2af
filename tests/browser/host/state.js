// What the dashboard knows whatever is shown: who looks at it, language and theme.

const KEY = "host";
const saved = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
const followers = new Set();

export const state = { locale: "en", theme: "light", token: "", permissions: [], ...saved };

export function change(values) {
  Object.assign(state, values);
  sessionStorage.setItem(KEY, JSON.stringify(state));
  for (const follower of followers) follower(values);
}

// Has a function called with every change; returns what ends that.
export function follow(follower) {
  followers.add(follower);
  return () => followers.delete(follower);
}
