// A widget is as tall as what is in it.
import { tell } from "./bridge.js";

export function followHeight() {
  let last = 0;
  const body = document.body;
  const report = () => {
    const height = Math.ceil(body.getBoundingClientRect().height);
    if (height && height !== last) tell("widgetResize", { height: (last = height) });
  };
  new ResizeObserver(report).observe(body);
}
