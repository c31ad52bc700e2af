// Times in the viewer's own zone; the shop writes them in UTC.

export function localise(piece, language) {
  const written = new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  for (const time of piece.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.valueOf())) time.textContent = written.format(at);
  }
}
