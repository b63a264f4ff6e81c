// Plays a physician in a real VS Code.
// usage: node vscode.mjs NODE_MODULES EXTENSION.vsix SCRATCH PICTURES
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";

import { say, start, wait } from "./vscode-window.mjs";

const [modules, vsix, scratch, pictures] = process.argv.slice(2).map((path) => resolve(path));

const findings = [
  "error IMR401 51",
  "error IMR401 58",
  "info IMR201 60",
  "info IMR211 60",
  "warning IMR202 29",
  "warning IMR214 46",
];
const items = [
  "1. Robaxin 500mg #30 — Uphled?",
  "2. Norco 10/325mg #120 — Upheld",
  "3. Acupuncture 2 times a week for 3 weeks (6 visits) — Overturned",
  "4. Ambien 10mg #30 — undecided",
];

const equals = (expected) => (found) => isDeepStrictEqual(found, expected);

async function offersTheLanguage(window) {
  await window.open("letter.txt");
  const offer = window.notification("“letter.txt” is a determination letter");
  await wait("a letter in plain text is offered the language of letters", () => offer.count());
  await window.picture("offer");
  await offer.getByRole("button", { name: "No", exact: true }).click();
  await offer.waitFor({ state: "detached" });
  await window.command("View: Close All Editors");
}

async function review(window, name, language) {
  say(name);
  const { page } = window;
  await window.open(name);
  await wait(`language ${language}`, () => window.mode(), (shown) => shown.includes(language));

  await window.goTo(45, 1);
  for (const severity of ["error", "warning", "info"]) {
    await wait(`squiggle: ${severity}`, () => page.locator(`.squiggly-${severity}`).count());
  }
  await wait("each finding once, with its severity", () => window.problems(), equals(findings));
  await wait(
    "outline with every item and its decision",
    () => window.rows(".outline-tree"),
    (rows) => items.every((item) => rows.some((row) => row.includes(item))),
  );
  await window.picture(`${name}-findings`);

  await window.goTo(46, 19);
  await page.keyboard.type(" norco", { delay: 50 });
  await wait(
    "the guideline comes first when a drug is typed",
    () => window.rows(".suggest-widget"),
    ([first]) => first?.includes("Opioids, criteria for use"),
  );
  await window.picture(`${name}-completion`);
  await page.keyboard.press("Enter");
  await wait(
    "citation completed from the name of a drug",
    () => window.text(),
    (text) => /MAXIMUS guideline: Decision based on [^:]*Opioids, criteria for use[^:]*: 78-80/.test(text),
  );

  await window.goTo(29, 22);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row.focused", { hasText: "Upheld" }).waitFor();
  await window.picture(`${name}-quick-fix`);
  await page.keyboard.press("Enter");
  await wait("misspelt decision corrected", () => window.text(), (text) => text.includes("Robaxin 500mg #30: Upheld"));
  const left = findings.filter((finding) => !/IMR202|IMR214/.test(finding));
  await wait("findings of what was mended gone, the others still there once", () => window.problems(), equals(left));
  await wait(
    "outline follows",
    () => window.rows(".outline-tree"),
    (rows) => rows.some((row) => row.includes("1. Robaxin 500mg #30 — Upheld")),
  );
  await window.picture(`${name}-mended`);

  await window.command("File: Revert and Close Editor");
  await wait("no finding left of a closed letter", () => window.problems(), equals([]));
}

async function checksAsFinal(window) {
  await window.open("letter.imr.txt");
  await window.goTo(60, 1);
  const shown = () => window.status();
  await wait("status of a draft", shown, (text) => text.includes("letter-2015 · 2/4 decided") && text.includes("draft"));
  await window.command("IMR: Check as Final");
  const problems = () => window.problems();
  await wait("what is missing is an error in a final letter", problems, (found) => found.includes("error IMR201 60"));
  await wait("the days whose guidelines count", shown, (text) => text.includes("guidelines of 2015-01-01 to 2015-12-31"));
  await wait("status of a final letter", shown, (text) => text.includes("final"));
  await window.picture("status");
  await window.command("IMR: Check as Draft");
  await wait("what is missing is information in a draft", problems, equals(findings));
}

async function ignoresAFinding(window) {
  await window.goTo(51, 55);
  await window.page.keyboard.press("Control+.");
  const chosen = window.page.locator(".action-widget .monaco-list-row.focused", { hasText: "Ignore IMR401 in this item" });
  await window.page.locator(".action-widget .monaco-list-row.focused").waitFor();
  await wait("a finding can be ignored", async () => {
    await window.page.keyboard.press("ArrowDown");
    return (await chosen.count()) > 0;
  });
  await window.page.keyboard.press("Enter");
  const left = findings.filter((finding) => !finding.includes("IMR401"));
  await wait("ignored finding gone, before imr.toml is saved", () => window.problems(), equals(left));
  await window.picture("ignored");
  await window.command("File: Save All");
  const settings = () => readFileSync(join(workspace, "imr.toml"), "utf8");
  await wait("imr.toml holds what is ignored", settings, (text) =>
    text.startsWith('[[ignore]]\ncode = "IMR401"\nfile = "letter.imr.txt"\nitem = "Acupuncture 2 times'),
  );
  writeFileSync(join(workspace, "imr.toml"), "[rules]\nignore = []\n");
  await wait("the finding back when imr.toml changes", () => window.problems(), equals(findings));
}

/** The settings of this folder. */
function setSettings(settings) {
  writeFileSync(join(workspace, ".vscode/settings.json"), JSON.stringify(settings));
}

async function followsSettings(window) {
  setSettings({ "imr.rules.ignore": ["undecided-item"] });
  const left = findings.filter((finding) => !finding.includes("IMR201"));
  await wait("settings of the editor count more than imr.toml", () => window.problems(), equals(left));
  setSettings({});
  await wait("what is not set is left to imr.toml", () => window.problems(), equals(findings));
  await window.command("View: Close All Editors");
  await wait("no finding left of a closed letter", () => window.problems(), equals([]));
}

async function arranges(window) {
  const { page } = window;
  await window.open("letter.imr.txt");
  await window.goTo(35, 15);
  for (let character = 0; character < "Page(s):".length; character++) {
    await page.keyboard.press("Backspace");
  }
  await page.keyboard.type("pg");
  await wait("an unusual page label is found", () => window.problems(), (found) => found.includes("info IMR306 35"));
  await window.command("IMR: Fix All");
  await wait("all mended that needs no look", () => window.problems(), equals(findings));
  assert.match(await window.text(), /relaxants \(for ?pain\) Page\(s\): 63-66\./);

  await window.goTo(41, 1);
  await window.command("IMR: Set Decision of This Item");
  await window.choose("Overturned");
  await wait(
    "a decision turned in the heading and in the conclusion",
    () => window.text(),
    (text) => /Norco 10\/325mg #120: Overturned.*no drug screen\. Therefore, the request is medically ?necessary/.test(text),
  );
  await page.keyboard.press("Control+Shift+BracketLeft");
  await wait("an item folded", () => window.text(), (text) => text.includes("Norco 10/325mg #120") && !text.includes("drug screen"));
  await window.picture("folded");
  await page.keyboard.press("Control+Shift+BracketRight");
  await wait("and unfolded", () => window.text(), (text) => text.includes("drug screen"));
  await window.command("File: Revert File");
  await wait("the letter as it was", () => window.problems(), equals(findings));
}

/** Types a dot phrase on a line of its own and takes it. */
async function takePhrase(window, phrase) {
  await window.goTo(60, 17);
  await window.page.keyboard.type("\n\n" + phrase, { delay: 50 });
  await wait(`${phrase} is offered`, () => window.rows(".suggest-widget"), ([first]) => first?.startsWith(phrase));
  await window.picture("phrase");
  await window.page.keyboard.press("Enter");
}

async function writesWithDotPhrases(window) {
  await takePhrase(window, ".item");
  await wait("an item to be filled in", () => window.text(), (text) =>
    text.includes("Ambien 10mg #30:___:  UpheldClaims Administrator guideline: ___MAXIMUS guideline: ___Decision rationale: ___"),
  );
  await window.command("File: Revert File");

  setSettings({ "imr.server.path": join(scratch, "nowhere/imr-ls") });
  await wait("a server that is not there is told", () => window.notification("could not be started, so letters").count());
  assert.deepEqual(servers(), []);
  await takePhrase(window, ".upheld");
  await wait("dot phrases without a server", () => window.text(), (text) =>
    text.endsWith("Therefore, the request is not medically necessary."),
  );
  await window.command("File: Revert File");
  setSettings({});
  await wait("a server as before", servers, (found) => found.length === 1);
  await window.command("Notifications: Clear All Notifications");
}

async function showsAsMuchAsIsWanted(window) {
  const { page } = window;
  const lenses = () => page.locator(".codelens-decoration").count();
  await window.goTo(46, 19);
  await wait("the decision above an item", lenses);
  setSettings({ "imr.codeLens.enable": false, "imr.completion.maxItems": 1 });
  await wait("no decision above an item", lenses, equals(0));
  await page.keyboard.type(" norco", { delay: 50 });
  await wait("one suggestion only", () => window.rows(".suggest-widget"), (rows) => rows.length === 1);
  await window.command("File: Revert and Close Editor");
  setSettings({ "imr.detect.plainText": "always" });
  await window.open("letter.txt");
  await wait("a letter in plain text is shown as a letter", () => window.mode(), (shown) => shown.includes("IMR Letter"));
  setSettings({});
  await window.command("View: Close All Editors");
}

async function goesToWhatIsUndecided(window) {
  await window.open("letter.imr.txt");
  await window.goTo(1, 1);
  const cursor = () => window.page.locator('[id="status.editor.selection"]').textContent();
  for (const line of [29, 60]) {
    await window.page.keyboard.press("Alt+u");
    await wait("the next undecided item", cursor, (text) => text.startsWith(`Ln ${line},`));
  }
  await window.command("View: Close All Editors");
}

async function renames(window) {
  await window.open("letter.imr.txt");
  await window.goTo(41, 3);
  await window.page.keyboard.press("F2");
  await window.page.locator(".rename-box input").fill("Percocet");
  await window.page.keyboard.press("Enter");
  await wait("a treatment renamed", () => window.text(), (text) => text.includes("Percocet 10/325mg #120: Upheld"));
  await window.command("File: Revert and Close Editor");
}

async function becomesReady(window) {
  const { page } = window;
  await window.open("nearly.imr.txt");
  const shown = () => window.status();
  await wait("status of a letter with a fault", shown, (text) => text.includes("0/1 decided") && !text.includes("ready"));
  await window.goTo(...slip);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget .monaco-list-row.focused", { hasText: "Overturned" }).waitFor();
  await page.keyboard.press("Enter");
  await wait("status of a letter that is ready", shown, (text) => text.includes("1/1 decided") && text.includes("ready"));
  await window.command("File: Revert and Close Editor");
}

async function livesBesideAnother(window) {
  const { page } = window;
  for (const name of ["beside.txt", "beside.imr.txt"]) {
    say(name);
    await window.open(name);
    const both = [...findings, "error SPELL 29"].sort();
    await wait("findings of both extensions", () => window.problems(), equals(both));
    await window.goTo(29, 22);
    await page.keyboard.press("Control+.");
    const offered = () => page.locator(".action-widget .monaco-list-row").allTextContents();
    const fixes = ["Change it to “Upheld”", "Replace with “Upheld”"];
    await wait("fixes of both", offered, (titles) => fixes.every((fix) => titles.some((title) => title.includes(fix))));
    await window.picture("beside");
    await page.keyboard.press("Escape");
    await window.goTo(46, 19);
    await page.keyboard.type(" norco", { delay: 50 });
    await wait("a citation first", () => window.rows(".suggest-widget"), ([first]) => first?.includes("Opioids, criteria"));
    await page.keyboard.press("Escape");
    await window.command("File: Revert and Close Editor");
    await wait("no finding left of a closed letter", () => window.problems(), equals([]));
  }
}

async function leavesOtherTextAlone(window) {
  for (const name of Object.keys(otherTexts)) {
    await window.open(name);
    const outline = () => window.page.locator(".outline-pane").textContent();
    await wait(`${name} left alone`, outline, (text) => text.includes(`No symbols found in document '${name}'`));
    assert.deepEqual(await window.problems(), []);
    assert.equal(await window.mode(), "Plain Text");
    assert.equal(await window.page.locator(".notification-toast, .codelens-decoration").count(), 0);
  }
}

async function showsTheWalkthrough(window) {
  await window.command("Welcome: Open Walkthrough...");
  await window.choose("Write determination letters");
  const steps = () => window.page.locator(".getting-started-step .step-title").allTextContents();
  await wait("five steps for somebody new", steps, (titles) => titles.length === 5);
  await window.picture("walkthrough");
  await window.command("View: Close All Editors");
}

async function checksAllLetters(window) {
  await window.command("IMR: Check All Letters");
  const report = window.shownPage().locator("body");
  await wait("a report of all letters", () => report.textContent(), (text) => text.includes("5 letters checked as final"));
  await window.picture("all-letters");
  await window.command("View: Close All Editors");
}

async function remembersTheAnswer(window) {
  await window.page.reload({ waitUntil: "domcontentloaded" });
  await window.page.locator(".pane-header", { hasText: "letters" }).waitFor();
  await window.open("letter.txt");
  await wait("the same letter in a new window", () => window.status(), (text) => text.includes("letter-2015"));
  assert.equal(await window.page.locator(".notification-toast").count(), 0, "one is asked once about a folder");
  assert.equal(await window.mode(), "Plain Text");
}

async function restarts(window) {
  const [before] = await wait("one server for all letters", servers, (found) => found.length === 1);
  await window.command("IMR: Restart Server");
  await wait("another server after a restart", servers, (found) => found.length === 1 && found[0] !== before);
}

const draft = readFileSync(join(import.meta.dirname, "draft.txt"), "utf8");
const finished = readFileSync(join(import.meta.dirname, "../letters/2015-single-item-overturned-pdf.txt"), "utf8");
const nearly = finished.replace(":  Overturned", ":  Overtruned");
/** Where the decision stands that is misspelt. */
const slip = [nearly.split("\n").findIndex((line) => line.includes("Overtruned")) + 1, nearly.match(/.*Overtruned/)[0].length];
const otherTexts = {
  "empty.txt": "",
  "mail.txt":
    "The Final Determination came today; the clinical case summary is attached. Sadly it is upheld.\n" +
    "See page 63 of the claims administrator guideline. Decision rationale: none that I can see.\n",
  "notes.txt": "Buy milk.\nDecision: yes\n",
  "readme.txt": "SETUP\n\nRun make.\n\nDECISIONS AND RATIONALES\n\nIt is fast: see Page(s): 3-4.\n",
  "service.log.txt": "07:00:00 INFO request 17 done in 12 ms, status: upheld\n".repeat(100_000),
};
const files = {
  "beside.txt": draft,
  "beside.imr.txt": draft,
  "letter.txt": draft,
  "letter.imr.txt": draft,
  "nearly.imr.txt": nearly,
  ...otherTexts,
};
const size = { viewport: { width: 1760, height: 1400 } };
const other = join(import.meta.dirname, "vscode-prose");
const { window, close, workspace, servers } = await start({ modules, vsix, other, scratch, pictures, files, size });
try {
  await window.arrange();
  await offersTheLanguage(window);
  await review(window, "letter.txt", "Plain Text");
  await review(window, "letter.imr.txt", "IMR Letter");
  await checksAsFinal(window);
  await ignoresAFinding(window);
  await followsSettings(window);
  await arranges(window);
  await writesWithDotPhrases(window);
  await showsAsMuchAsIsWanted(window);
  await goesToWhatIsUndecided(window);
  await renames(window);
  await becomesReady(window);
  await livesBesideAnother(window);
  await leavesOtherTextAlone(window);
  await showsTheWalkthrough(window);
  await checksAllLetters(window);
  await remembersTheAnswer(window);
  await restarts(window);
} catch (error) {
  await window.picture("failed");
  console.error("vscode: " + error.stack);
  process.exitCode = 1;
}
await close();
await wait("server gone with the editor", servers, (found) => found.length === 0);
