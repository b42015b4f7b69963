// Keeps a page up to date. The page's own address is asked again when the portal says that something
// has changed, and all of its content is replaced: so no part can be older than another.
"use strict";

const main = document.querySelector("main");
const news = document.getElementById("news");

function showLocalTimes() {
  for (const each of document.querySelectorAll("time[datetime]:not([title])")) {
    each.title = each.textContent;
    const when = new Date(each.dateTime);
    const year = when.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
    each.textContent = when.toLocaleString(undefined, {
      year, month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
    });
  }
}

async function refresh() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) { location.reload(); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("main");
  const focused = document.activeElement?.id;
  const before = main.querySelector("[data-news]")?.textContent.trim();
  main.replaceChildren(...fresh.childNodes);
  if (!fresh.hasAttribute("data-live")) main.removeAttribute("data-live");
  showLocalTimes();
  if (focused) document.getElementById(focused)?.focus();
  const now = main.querySelector("[data-news]")?.textContent.trim();
  if (now && now !== before) news.textContent = now;
}

// A file that is chosen, or words that are typed, must not be lost by a refresh.
const isBusy = () => [...main.querySelectorAll("input:not([type=hidden])")].some((each) => each.value);

let stream = null;
let wanted = false;

async function update() {
  if (isBusy()) { wanted = true; return; }
  wanted = false;
  await refresh().catch(() => {});
  if (!main.hasAttribute("data-live")) close();
}

function open() {
  if (stream || !main.hasAttribute("data-live")) return;
  stream = new EventSource("/events");
  stream.onmessage = update;
  stream.onerror = askAgain;
}

// A browser opens a lost stream again by itself, but not one that was refused, or that a proxy answered.
function askAgain() {
  if (stream?.readyState !== EventSource.CLOSED) return;
  close();
  setTimeout(() => update().then(open), 5000 + 5000 * Math.random());
}

function close() {
  stream?.close();
  stream = null;
}

// A browser opens six streams at most to one server: a hidden tab gives its own back.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
main.addEventListener("change", () => { if (wanted) update(); });
showLocalTimes();
open();
