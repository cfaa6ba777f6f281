// One part of the tab Lausunto. Every part runs this: deeds go to the program, the rest (stepping from finding to finding,
// opening a field, leading to a place, fetching a file) happens here. What is being typed is kept in this browser tab.
const $ = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = element) => [...root.querySelectorAll(selector)];
const tell = (words, bad = false) => document.dispatchEvent(new CustomEvent("whole-tell", { detail: { words, bad } }));

// --- leading to a place ----------------------------------------------------------------------------------------------
const lead = (where) => {
  const [kind, name] = where.split(":");
  if (kind === "tab") {
    $(`#tab-${name}-button`)?.click();
    return;
  }
  const place = document.getElementById(where);
  if (!place) return;
  if (place.matches(".whole-finding")) show(Number(place.dataset.k), place.parentElement);
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.scrollIntoView({ block: place.matches("h2") ? "start" : "center" });
  place.focus({ preventScroll: true });
};

// --- the check: one finding at a time --------------------------------------------------------------------------------
const findings = (root = element) => all(".whole-finding", root);
const show = (k, root = element) => {
  const found = findings(root);
  if (!found.length) return null;
  const at = ((k % found.length) + found.length) % found.length;
  found.forEach((one, n) => (one.hidden = n !== at));
  document.body.dataset.wholeAt = at;
  return found[at];
};
const step = (by) => {
  const next = show(Number(document.body.dataset.wholeAt ?? 0) + by);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
};
const storage = "whole:";
const mending = (finding, open) => {
  const box = $(".mending", finding);
  box.hidden = !open;
  if (open) $("textarea", box).focus();
  else {
    const field = $("textarea", box);
    sessionStorage.removeItem(storage + field.dataset.keep);
    field.value = field.dataset.first;
    finding.focus({ preventScroll: true });
  }
};

// --- deeds -----------------------------------------------------------------------------------------------------------
let then = null;
const send = (button) => {
  const name = $("#whole-name :is(textarea, input)");
  const { do: deed } = button.dataset;
  if (!["speak", "look"].includes(deed) && !name?.value.trim()) {
    tell($("#whole-paper-language")?.dataset.nameless ?? "", true);
    name?.scrollIntoView({ block: "center" });
    name?.focus({ preventScroll: true });
    return;
  }
  const data = { ...button.dataset, spoken: $("#whole-paper-language")?.dataset.spoken ?? "" };
  if (deed === "mend") {
    const field = $("textarea", button.closest(".mending"));
    data.text = field.value;
    then = { check: true, key: storage + field.dataset.keep };
  } else if (["accept", "drop"].includes(deed)) then = { check: true };
  else then = { ids: [button.id, button.closest("[id]")?.id, "whole-sections-title"].filter(Boolean) };
  trigger("act", data);
};

// --- files -----------------------------------------------------------------------------------------------------------
const fetchFile = async (link) => {
  if (link.dataset.busy) return;
  link.dataset.busy = "1";
  tell(link.dataset.making);
  try {
    const marks = link.dataset.file === "statement" && $("#whole-marks")?.checked;
    const response = await fetch(link.getAttribute("href") + (marks ? "&marks=1" : ""));
    if (!response.ok) {
      tell(await response.text(), true);
    } else {
      const name = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "";
      const made = document.createElement("a");
      made.href = URL.createObjectURL(await response.blob());
      made.download = name;
      made.click();
      setTimeout(() => URL.revokeObjectURL(made.href), 60000);
      tell(link.dataset.made);
    }
    trigger("act", { do: "look" });
  } catch {
    tell(link.dataset.lost, true);
  } finally {
    delete link.dataset.busy;
  }
};

element.addEventListener("click", (event) => {
  const pressed = event.target.closest("button, a");
  if (!pressed) return;
  const { dataset } = pressed;
  if (dataset.say) tell(dataset.say, true);
  if (dataset.said) tell(dataset.said);
  if (dataset.go) {
    event.preventDefault();
    lead(dataset.go);
  } else if (dataset.file) {
    event.preventDefault();
    fetchFile(pressed);
  } else if (dataset.do) send(pressed);
  else if (dataset.step) step(Number(dataset.step));
  else if (dataset.mend) mending(pressed.closest(".whole-finding"), dataset.mend === "open");
});

element.addEventListener("keydown", (event) => {
  const desk = event.target.closest(".desk");
  if (!desk) return;
  const field = event.target.closest("textarea");
  if (field) {
    if (event.key === "Escape") mending(field.closest(".whole-finding"), false);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("[data-do=mend]", field.closest(".mending")).click();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const ways = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  if (ways[event.key]) {
    event.preventDefault();
    step(ways[event.key]);
    return;
  }
  const key = CSS.escape(event.key.toLowerCase());
  const button = all(`[data-key="${key}"]`, desk).find((one) => !one.closest("[hidden]"));
  if (button) {
    event.preventDefault();
    button.click();
  }
});

element.addEventListener("input", (event) => {
  const { keep, first } = event.target.dataset;
  if (keep === undefined) return;
  if (event.target.value === first) sessionStorage.removeItem(storage + keep);
  else sessionStorage.setItem(storage + keep, event.target.value);
});

element.addEventListener("change", (event) => {
  if (event.target.dataset.show) element.dataset.origins = event.target.checked ? "1" : "";
  if (event.target.dataset.marks) element.dataset.marks = event.target.checked ? "1" : "";
});

// --- after every drawing: what the person had open stays open ---------------------------------------------------------
const opened = new Set();
element.addEventListener(
  "toggle",
  (event) => {
    if (event.target.id) opened[event.target.open ? "add" : "delete"](event.target.id);
  },
  true,
);
const drawnAnew = () => {
  for (const field of all("textarea[data-keep]")) {
    const typed = sessionStorage.getItem(storage + field.dataset.keep);
    if (typed === null) continue;
    field.value = typed;
    field.closest(".mending").hidden = false;
  }
  const now = show(Number(document.body.dataset.wholeAt ?? 0));
  for (const id of opened) {
    const folded = document.getElementById(id);
    if (folded) folded.open = true;
  }
  const origins = $("[data-show]", element);
  if (origins) origins.checked = element.dataset.origins === "1";
  const marks = $("[data-marks]", element);
  if (marks) marks.checked = element.dataset.marks === "1";
  if (!then) return;
  if (then.key) sessionStorage.removeItem(then.key);
  const place = then.check ? (now ?? $("#whole-check-none")) : then.ids.map((id) => document.getElementById(id)).find(Boolean);
  then = null;
  place?.focus({ preventScroll: true });
  place?.scrollIntoView({ block: "nearest" });
};
watch("value", drawnAnew);
drawnAnew();

// --- the line on what was done: said once, and there to be read -------------------------------------------------------
if (element.closest("#whole-told")) {
  element.setAttribute("role", "status");
  document.addEventListener("whole-tell", (event) => {
    const line = document.createElement("p");
    line.className = event.detail.bad ? "told bad" : "told";
    const words = document.createElement("span");
    words.textContent = event.detail.words;
    line.append(words);
    props.value = event.detail.words ? line.outerHTML : "";
  });
  // What went well is told long enough to be read, then covers the rows no longer; what is amiss stays.
  let going = 0;
  watch("value", () => {
    clearTimeout(going);
    if ($(".told", element) && !$(".told.bad", element)) going = setTimeout(() => (props.value = ""), 12000);
  });
  // What was amiss is no more once a name is being written.
  document.addEventListener("input", (event) => {
    if (event.target.closest("#whole-name") && $(".told.bad", element)) props.value = "";
  });
}
