// Adds to pages what needs a script: buttons that copy, and forms for readers on one's own host.

const SHOWN_FOR = 6000;

/** Says `text` to the eye and to the ear, for a while. */
function tell(status, text) {
  status.textContent = text;
  clearTimeout(Number(status.dataset.timer));
  status.dataset.timer = setTimeout(() => {
    status.textContent = "";
  }, SHOWN_FOR);
}

/** Copies an address, or selects it where that is not allowed. */
async function copy(button, status) {
  const { copy: address, shown, done, failed } = button.dataset;
  try {
    await navigator.clipboard.writeText(address);
    tell(status, done);
  } catch {
    getSelection().selectAllChildren(document.getElementById(shown));
    tell(status, failed);
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const status = button.parentElement.querySelector("[role=status]");
  button.addEventListener("click", () => copy(button, status));
  button.hidden = false;
}

/** What follows a reader's address in those of its pages. */
const PAGES = {
  FreshRSS: /\/i(\/.*)?$/,
  Miniflux:
    /\/(about|api-keys?|bookmarklet|categor(y|ies)|entry|feeds?|history|integrations?|keys|login|search|sessions|settings|shares?|starred|subscribe|tags?|unread|users?)(\/.*)?$/,
};

/** Returns the address of a reader from what was typed or pasted: its host, or any page of it. */
function hostOf(typed, reader) {
  const text = typed.trim();
  const url = new URL(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  const isWeb = /^https?:$/.test(url.protocol) && !url.username && !url.password;
  const isHost = /[.:]|^localhost$/.test(url.hostname) || /^[^/?#]*:/.test(text);
  if (!isWeb || !isHost) throw new TypeError(text);
  return url.origin + url.pathname.replace(PAGES[reader], "").replace(/\/+$/, "");
}

/** What a browser that keeps nothing has kept. */
function kept(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // It is asked for again next time.
  }
}

for (const form of document.querySelectorAll("[data-reader]")) {
  const { reader, path, feed, invalid } = form.dataset;
  const input = form.querySelector("input");
  const key = `lanmu-host-${reader}`;
  input.value = kept(key);
  input.addEventListener("input", () => input.setCustomValidity(""));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      const host = hostOf(input.value, reader);
      keep(key, host);
      location.assign(host + path + encodeURIComponent(feed));
    } catch {
      input.setCustomValidity(invalid);
      input.reportValidity();
    }
  });
  form.parentElement.hidden = false;
}
