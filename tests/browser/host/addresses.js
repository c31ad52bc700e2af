// The dashboard's addresses.

const APPS = "/extensions/app/";

export const appPath = (id) => `${APPS}${encodeURIComponent(id)}`;

// What stands behind the App in the present address, such as "/orders"; "" for its first page.
export const deepPath = (id) => location.pathname.replace(appPath(id), "").replace(/^\/$/, "");

// What is shown at a path.
export function placeOf(path) {
  const [first, ...rest] = path.split("/").filter(Boolean).map(decodeURIComponent);
  if (path.startsWith(APPS)) return { kind: "app", id: rest[1] };
  if (first === "orders" && rest[0]) return { kind: "order", id: rest[0] };
  return { kind: first ? "list" : "home" };
}
