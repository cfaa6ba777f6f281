// The page's own small script: what neither Gradio nor CSS can do. It sends nothing, and keeps only which tab was open.
(() => {
  const { language, told } = window.lausuntoapuri;
  const $ = (selector, root = document) => root.querySelector(selector);
  const narrow = matchMedia("(max-width: 1023px)");

  // Gradio's built-in texts follow the browser's language; here they follow the page's.
  Object.defineProperty(navigator, "language", { get: () => language });
  Object.defineProperty(navigator, "languages", { get: () => [language] });
  document.documentElement.lang = language;

  // --- the source column -------------------------------------------------------------------------------------------
  let cameFrom = null;
  // The column of the tab Kysy may be drawn anew at any time; what is looked at in it stays until another question is asked.
  let newest = "";
  let looking = null;
  const keepLooking = () => {
    const shelf = looking?.newest === newest ? document.getElementById(looking.card)?.closest("#column .shelf") : null;
    if (!shelf || $(".card.here", shelf)) return;
    for (const other of shelf.parentElement.querySelectorAll(".shelf")) other.hidden = other !== shelf;
    document.getElementById(looking.card).classList.add("here");
  };
  const showCard = (id, link) => {
    const card = document.getElementById(id);
    const shelf = card?.closest(".shelf");
    const side = card?.closest(".side");
    if (!shelf || !side) return;
    for (const other of side.querySelectorAll(".shelf")) other.hidden = other !== shelf;
    const none = $(".no-sources", side);
    if (none) none.hidden = true;
    for (const other of document.querySelectorAll(".card.here")) other.classList.remove("here");
    card.classList.add("here");
    if (card.closest("#column")) looking = { card: id, newest };
    cameFrom = link;
    if (narrow.matches) document.body.classList.add("sheet");
    // The card's head first; where the quoted words lie below the fold of the column, they are brought into view.
    const body = $(".side-body", side);
    const mark = $("mark", card);
    body.scrollTop += card.getBoundingClientRect().top - body.getBoundingClientRect().top - 8;
    if (mark && mark.getBoundingClientRect().bottom > body.getBoundingClientRect().bottom) {
      mark.scrollIntoView({ block: "center" });
    }
    card.focus({ preventScroll: true });
  };
  const closeSheet = () => {
    if (!document.body.classList.contains("sheet")) return false;
    document.body.classList.remove("sheet");
    cameFrom?.focus();
    return true;
  };

  // --- copying -----------------------------------------------------------------------------------------------------
  const copy = async (button) => {
    const label = $("span", button);
    const before = label.textContent;
    if (button.dataset.busy) return;
    button.dataset.busy = "1";
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = button.dataset.done;
    setTimeout(() => {
      label.textContent = before;
      delete button.dataset.busy;
    }, 2000);
  };

  const write = (words) => {
    const box = $("#question textarea");
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const href = link?.getAttribute("href") ?? "";
    if (/^#t\d+-[sn]\d+$/.test(href)) {
      event.preventDefault();
      showCard(href.slice(1), link);
    } else if (/^#t\d+$/.test(href)) {
      event.preventDefault();
      document.body.classList.remove("sheet");
      const back = cameFrom?.isConnected ? cameFrom : document.getElementById(href.slice(1));
      // An answer is shown from its beginning; on a longer page the place that was left is.
      (back?.closest(".exchange") ?? back)?.scrollIntoView({ block: back?.closest(".exchange") ? "start" : "center" });
      back?.focus({ preventScroll: true });
    } else if (href === "#question") {
      event.preventDefault();
      $("#question textarea")?.focus();
    } else if (link?.closest(".languages")) {
      // What is being typed goes along to the page in the other language.
      const typed = $("#question textarea")?.value;
      if (typed) link.href = link.getAttribute("href").split("#")[0] + "#q=" + encodeURIComponent(typed);
    }
    const button = event.target.closest("button");
    if (button?.dataset.copy) copy(button);
    if (button?.dataset.edit) write(button.dataset.edit);
    if (button?.dataset.tab) $("#tab-library-button")?.click();
    if (button && "close" in button.dataset) closeSheet();
    // The shade behind the sheet belongs to the body itself.
    if (event.target === document.body || event.target === document.documentElement) closeSheet();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (!closeSheet()) document.body.classList.add("no-tips");
  });
  for (const kind of ["pointerover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      if (event.target.closest?.(".pill")) document.body.classList.remove("no-tips");
    });
  }

  // --- faults outside the answer: our words in place of Gradio's ------------------------------------------------------
  const tell = (words) => {
    const place = $("#told-now");
    if (place) place.textContent = words;
  };
  // --- the log: a new question is brought to the top, so that its answer is read as it grows --------------------------
  const follow = () => {
    const log = $("#log");
    const last = log ? [...log.querySelectorAll(".exchange")].pop() : null;
    if (!last || last.id === newest) return;
    newest = last.id;
    tell("");
    last.scrollIntoView({ block: "start" });
    // The button that was pressed gives way to another; the place to go on from is the question field.
    if (!narrow.matches && !document.activeElement?.closest("#question")) $("#question textarea")?.focus();
  };

  const translate = (toast) => {
    const said = toast.textContent;
    if (/busy|queue/i.test(said)) tell(told.busy_server);
    else if (/size/i.test(said)) tell(told.file_too_large);
    else if (/connection|network|fetch/i.test(said)) tell(told.connection_lost);
    else tell(told.failed_elsewhere);
  };

  // --- a reload comes back to the tab that was open ------------------------------------------------------------------
  const TAB = "lausuntoapuri.tab";
  const [visit] = performance.getEntriesByType("navigation");
  let wanted = visit?.type === "reload" ? sessionStorage.getItem(TAB) : null;
  const comeBack = () => {
    const tab = wanted ? document.getElementById(wanted) : null;
    // Its place is drawn a moment before it can be pressed, so it is pressed until it opens.
    if (tab?.getAttribute("aria-selected") === "true") wanted = null;
    else tab?.click();
  };
  addEventListener("pagehide", () => {
    const open = $('#tabs [role="tab"][aria-selected="true"]');
    if (open) sessionStorage.setItem(TAB, open.id);
  });

  const settle = () => {
    follow();
    comeBack();
    keepLooking();
    for (const toast of document.querySelectorAll(".toast-body:not([data-seen])")) {
      toast.dataset.seen = "1";
      translate(toast);
    }
    const typed = /^#q=(.*)$/.exec(location.hash);
    if (typed && $("#question textarea")) {
      history.replaceState(null, "", location.pathname);
      write(decodeURIComponent(typed[1]));
    }
  };
  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => {
      due = false;
      settle();
    });
  }).observe(document, { childList: true, subtree: true });
})();
