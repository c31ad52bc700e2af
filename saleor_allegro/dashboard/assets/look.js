// Theme and language: the dashboard's, kept for the widgets, which it does not tell them.

const KEY = "saleor-allegro-look";
const root = document.documentElement;
const query = matchMedia("(prefers-color-scheme: dark)");
let look = read();

function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {}; // storage may be closed to frames
  }
}

// Notes what the dashboard says; true when the language is another now.
export function remember({ theme, locale }) {
  const before = language();
  look = { ...look, ...(theme && { theme }), ...(locale && { locale }) };
  try {
    localStorage.setItem(KEY, JSON.stringify(look));
  } catch {
    // The page looks right all the same; the next one starts with the browser's own.
  }
  show(look.theme);
  return language() !== before;
}

export function language() {
  const locale = look.locale ?? root.lang;
  return String(locale).toLowerCase().startsWith("pl") ? "pl" : "en";
}

export function show(theme) {
  const isDark = theme ? /dark/i.test(theme) : look.theme ? /dark/i.test(look.theme) : query.matches;
  root.dataset.theme = isDark ? "dark" : "light";
}
