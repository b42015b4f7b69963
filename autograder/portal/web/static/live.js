// Keeps a page up to date. The page's own address is asked again when the portal says that something
// has changed, and all of its content is replaced: so no part can be older than another.
"use strict";

const main = document.querySelector("main");
const news = document.getElementById("news");
const lost = document.getElementById("lost");

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

// A date in a form is in UTC until this script shows it in the browser's zone, and sends it with that zone.
function showLocalFields() {
  for (const field of document.querySelectorAll("input[data-utc]")) {
    const form = field.form;
    if (field.value) field.value = localField(new Date(`${field.value}Z`));
    field.removeAttribute("data-utc");
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    form.querySelector("[data-zone]").textContent = `in your time zone, ${zone}`;
    form.addEventListener("submit", () => {
      form.elements.zoned.value = field.value ? new Date(field.value).toISOString() : "";
    });
  }
}

function localField(when) {
  const two = (number) => String(number).padStart(2, "0");
  const day = [when.getFullYear(), two(when.getMonth() + 1), two(when.getDate())].join("-");
  const seconds = when.getSeconds() ? `:${two(when.getSeconds())}` : "";
  return `${day}T${two(when.getHours())}:${two(when.getMinutes())}${seconds}`;
}

async function refresh() {
  const answer = await fetch(location.href, { credentials: "same-origin" });
  // Never `reload`: that would send a form again.
  if (!answer.ok || answer.redirected) { location.replace(location.pathname); return; }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.querySelector("main");
  const focused = address(document.activeElement);
  const before = main.querySelector("[data-news]")?.textContent.trim();
  replace(fresh);
  if (!fresh.hasAttribute("data-live")) main.removeAttribute("data-live");
  showLocalTimes();
  if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
  const now = main.querySelector("[data-news]")?.textContent.trim();
  if (now && now !== before) news.textContent = now;
}

// Tells how an element is found again in a newer copy of its page: by its name, or by where it leads.
function address(element) {
  if (element?.id) return `#${CSS.escape(element.id)}`;
  const link = element?.getAttribute("href");
  return link && `main a[href="${CSS.escape(link)}"]`;
}

// Where a page marks a part, only this part is replaced. A form stays as it is: somebody may be choosing
// a file for it.
function replace(fresh) {
  const parts = [...main.querySelectorAll("[data-part]")];
  if (!parts.length) { main.replaceChildren(...fresh.childNodes); return; }
  for (const part of parts) {
    const open = new Set(unfolded(part).map(fold));
    part.replaceChildren(...(fresh.querySelector(`#${part.id}`)?.childNodes ?? []));
    for (const each of part.querySelectorAll("details")) each.open = open.has(fold(each));
  }
}

const unfolded = (part) => [...part.querySelectorAll("details[open]")];

// Tells one fold of a part from the others in a newer copy of it, where its numbers may have changed.
function fold(details) {
  const words = details.querySelector("summary").textContent.replace(/\d+/g, "").trim();
  const row = details.closest("li, tr, section")?.firstElementChild?.textContent ?? "";
  return `${words} ${row.replace(/\d+/g, "")}`;
}

let stream = null;
let sayLost = null;
// Many things may change at once, and nobody reads faster.
const LEAST_MS = 1000;
let asking = null;
let askOnceMore = false;

function update() {
  if (asking) { askOnceMore = true; return asking; }
  asking = updateOnce().finally(() => {
    asking = null;
    if (askOnceMore) { askOnceMore = false; update(); }
  });
  return asking;
}

async function updateOnce() {
  const rest = new Promise((done) => { setTimeout(done, LEAST_MS); });
  await refresh().catch(() => {});
  if (!main.hasAttribute("data-live")) close();
  await rest;
}

function open() {
  if (stream || !main.hasAttribute("data-live")) return;
  stream = new EventSource("/events");
  stream.onmessage = () => { found(); update(); };
  stream.onerror = askAgain;
}

// A browser opens a lost stream again by itself, but not one that was refused, or that a proxy answered.
function askAgain() {
  sayLost ??= setTimeout(() => { lost.hidden = false; }, 8000);
  if (stream?.readyState !== EventSource.CLOSED) return;
  close();
  setTimeout(() => update().then(open), 5000 + 5000 * Math.random());
}

function found() {
  clearTimeout(sayLost);
  sayLost = null;
  lost.hidden = true;
}

function close() {
  stream?.close();
  stream = null;
}

// A browser opens six streams at most to one server: a hidden tab gives its own back.
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
// In a field of several lines, Enter begins a new one.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest?.("form[data-keys]");
  if (form && event.key === "Enter" && event.ctrlKey) form.requestSubmit();
});
// A second click would send a form again, and be refused: its page could hide what the first one has shown.
const SENT_MS = 5000;
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent && Date.now() - form.dataset.sent < SENT_MS) { event.preventDefault(); return; }
  form.dataset.sent = Date.now();
});
// A page that comes back from the browser's memory has forms that were sent.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});
showLocalTimes();
showLocalFields();
open();
