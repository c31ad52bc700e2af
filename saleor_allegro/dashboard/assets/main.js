// Starts the page: an app page asks the dashboard for the token, a widget was given one.
import { listen, ready, tell } from "./bridge.js";
import { language, remember, show } from "./look.js";
import { open, start } from "./view.js";
import "./opened.js";
import "./settings.js";
import "./statuses.js";
import { followHeight } from "./widget.js";

const root = document.documentElement;
const asked = document.getElementById("asked");
let isOpen = false;

show(new URLSearchParams(location.search).get("theme"));
listen({
  theme: ({ theme }) => remember({ theme }),
  localeChanged: ({ locale }) => {
    if (remember({ locale }) && isOpen) open({ again: true });
  },
});
start();

if (asked) {
  ready({ token: asked.elements.accessToken.value });
  isOpen = true;
  followHeight();
  // The dashboard tells a widget neither language nor theme; our other pages have noted them.
  if (language() !== root.lang) open({ again: true });
} else {
  tell("notifyReady");
  // The language comes in a message of its own, just after the token.
  ready().then(() => setTimeout(() => { isOpen = true; open({}); }, 50));
}
