// What runs inside a page that is examined; reached as `inPage` there.

let shift = 0;
const addShifts = (entries) => {
  for (const entry of entries) shift += entry.value;
};
const shifts = new PerformanceObserver((list) => addShifts(list.getEntries()));
shifts.observe({ type: "layout-shift", buffered: true });

let largest = 0;
const painted = new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) largest = entry.startTime;
    resolve();
  }).observe({ type: "largest-contentful-paint", buffered: true });
});

/** Waits until the page is painted with all that it has. */
async function settled() {
  await Promise.all([document.fonts.ready, painted]);
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  addShifts(shifts.takeRecords());
}

/** Names an element so that somebody finds it. */
function nameOf(element) {
  const classes = [...element.classList].map((name) => `.${name}`).join("");
  return `${element.localName}${classes} "${element.textContent.trim().slice(0, 30)}"`;
}

/** The elements that make the page wider than its window; none where nothing does. */
function overflowing() {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  return [...document.querySelectorAll("body *")]
    .filter((element) => element.getBoundingClientRect().right > root.clientWidth)
    .map(nameOf);
}

/** Rules of WCAG 2.2 AA, and what axe-core holds for good practice. */
const ALL_RULES = {
  type: "tag",
  values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
};

/** Those of them that depend on colours. */
const COLOR_RULES = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** What is wrong in a colour scheme: by all rules in light colours, and by those on colours in dark ones. */
async function violations(scheme) {
  const runOnly = scheme === "light" ? ALL_RULES : COLOR_RULES;
  const found = await window.axe.run(document, { runOnly, resultTypes: ["violations"], preload: false });
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${scheme}: ${id}: ${target} ${failureSummary}`),
  );
}

/** What can be told of a page once it is painted. */
async function examined() {
  await settled();
  return {
    widerThanTheWindow: overflowing(),
    mainHeadings: document.querySelectorAll("h1").length,
    layoutShift: shift,
  };
}

const focused = [];
addEventListener("focusin", ({ target }) => {
  const { outlineStyle, outlineWidth } = getComputedStyle(target);
  const { left, right, width } = target.getBoundingClientRect();
  const isOutlined = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  focused.push({
    name: nameOf(target),
    isVisible: isOutlined && width > 0 && left >= 0 && right <= innerWidth,
  });
});

/** What the keyboard should reach, in the order of the document. */
function reachable() {
  return [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
    .filter((element) => element.checkVisibility())
    .map(nameOf);
}

window.inPage = {
  settled,
  examined,
  violations,
  reachable,
  focused: () => focused,
  shift: () => shift,
  largest: () => largest,
};
