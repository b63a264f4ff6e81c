// A real VS Code in a headless browser, with the packaged extension installed.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const patience = 120_000;

export const say = (text) => console.log("  " + text);

export /** Waits until `look` returns something that `found` accepts. */
async function wait(what, look, found = Boolean) {
  const end = Date.now() + patience;
  let last;
  do {
    last = await look();
    if (found(last)) {
      say(what);
      return last;
    }
    await sleep(100);
  } while (Date.now() < end);
  throw new Error(`${what} did not come; last seen: ${JSON.stringify(last, null, 1)}`);
}

/** Starts the editor in a folder with these files, maybe with another extension, and shows it in a window of this size. */
export async function start({ modules, vsix, other, scratch, pictures, files, settings = {}, size }) {
  const { chromium } = createRequire(modules + "/")("playwright-core");
  const program = join(modules, "code-server/lib/vscode/out/server-main.js");
  const place = { scratch, program, workspace: join(scratch, "letters"), extensions: join(scratch, "extensions") };
  prepare(place, vsix, other, pictures, files, settings);
  const { editor, address } = await startEditor(place);
  const browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  const page = await browser.newPage(size);
  page.setDefaultTimeout(patience);
  const window = new Window(page, pictures);
  await page.goto(`${address}/?folder=${encodeURIComponent(place.workspace)}`, { waitUntil: "domcontentloaded" });
  await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
  const close = async () => {
    await browser.close();
    editor.kill();
  };
  return { window, browser, close, workspace: place.workspace, servers: () => servers(place.extensions) };
}

/** The processes of the server that is inside the installed extension. */
function servers(extensions) {
  const command = (id) => {
    try {
      return readFileSync(`/proc/${id}/cmdline`, "utf8");
    } catch {
      return ""; // It has just ended.
    }
  };
  const isServer = (line) => line.includes(extensions + "/") && line.includes("/server/imr-ls");
  return readdirSync("/proc").filter((id) => /^\d+$/.test(id) && isServer(command(id)));
}

function prepare({ scratch, program, workspace, extensions }, vsix, other, pictures, files, settings) {
  for (const folder of [join(workspace, ".vscode"), extensions, join(scratch, "data/User"), pictures]) {
    mkdirSync(folder, { recursive: true });
  }
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(workspace, name), text);
  }
  const all = {
    "chat.disableAIFeatures": true,
    "extensions.autoCheckUpdates": false,
    "extensions.autoUpdate": false,
    "files.autoSave": "off",
    "files.hotExit": "off",
    "security.workspace.trust.enabled": false,
    "telemetry.telemetryLevel": "off",
    "workbench.secondarySideBar.defaultVisibility": "hidden",
    "workbench.startupEditor": "none",
    "workbench.tips.enabled": false,
    ...settings,
  };
  writeFileSync(join(scratch, "data/User/settings.json"), JSON.stringify(all));
  if (other) {
    cpSync(other, join(extensions, basename(other)), { recursive: true });
  }
  const install = spawnSync(process.execPath, [program, "--extensions-dir", extensions, "--install-extension", vsix]);
  assert.equal(install.status, 0, `the extension is not installed: ${install.stdout}${install.stderr}`);
}

async function startEditor({ scratch, program, extensions }) {
  const editor = spawn(process.execPath, [
    program,
    "--accept-server-license-terms",
    "--without-connection-token",
    ...["--host", "127.0.0.1", "--port", "0"],
    ...["--server-data-dir", scratch, "--user-data-dir", join(scratch, "data"), "--extensions-dir", extensions],
    ...["--telemetry-level", "off"],
  ]);
  let said = "";
  for (const stream of [editor.stdout, editor.stderr]) {
    stream.on("data", (text) => (said += text));
  }
  const address = () => said.match(/available at (http:\S+)/)?.[1];
  await wait("VS Code is up", address, (found) => {
    assert.equal(editor.exitCode, null, said);
    return found;
  });
  return { editor, address: address() };
}

export class Window {
  constructor(page, pictures) {
    this.page = page;
    this.pictures = pictures;
  }

  picture(name) {
    return this.page.screenshot({ path: join(this.pictures, `vscode-${name}.png`) });
  }

  /** What is seen of the open text without hints, its lines joined as if none was wrapped. */
  text() {
    return this.page.$$eval(".editor-instance .view-line", (lines) =>
      lines
        .sort((one, other) => parseInt(one.style.top) - parseInt(other.style.top))
        .map((line) => {
          const words = line.cloneNode(true);
          words.querySelectorAll('[class*="dyn-rule"]').forEach((hint) => hint.remove());
          return words.textContent.replaceAll("\u00a0", " ");
        })
        .join(""),
    );
  }

  /** What the extension shows in a tab of its own. */
  shownPage() {
    return this.page.frameLocator("iframe.webview").frameLocator("iframe");
  }

  rows(list) {
    return this.page.$$eval(`${list} .monaco-list-row`, (rows) => rows.map((row) => row.getAttribute("aria-label")));
  }

  /** The findings in the Problems panel, as "error IMR401 51". */
  problems() {
    return this.page.$$eval(".markers-panel .monaco-list-row[aria-level='2']", (rows) =>
      rows
        .map((row) => {
          const severity = row.querySelector(".marker-icon").classList[1];
          const line = row.querySelector(".marker-line").textContent.match(/Ln (\d+)/)[1];
          return `${severity} ${row.querySelector(".marker-code").textContent} ${line}`;
        })
        .sort(),
    );
  }

  /** What is shown of how far the letter has come. */
  async status() {
    // What is shown of it may cover it.
    await this.page.locator('[id="status.languageStatus"]').hover({ force: true });
    return (await this.page.locator(".hover-language-status .left").allTextContents()).join("\n");
  }

  async command(name) {
    await this.page.keyboard.press("F1");
    await this.page.locator(".quick-input-widget input").fill(">" + name);
    await this.page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    await this.page.keyboard.press("Enter");
  }

  /** Chooses from what a command asks. */
  async choose(words) {
    await this.page.locator(".quick-input-list .monaco-list-row", { hasText: words }).first().waitFor();
    await this.page.locator(".quick-input-widget input").fill(words);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  notification(words) {
    return this.page.locator(".notification-toast", { hasText: words });
  }

  mode() {
    return this.page.locator('[id="status.editor.mode"]').textContent();
  }

  async open(name) {
    await this.showFiles(true);
    await this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
    await this.page.locator(".editor-instance .view-line").first().waitFor();
    await this.showFiles(false);
  }

  /** Shows the files or the outline, not both: only what is seen of a list is on the page. */
  async showFiles(shown) {
    await this.unfold("letters", shown);
    await this.unfold("outline", !shown);
  }

  async unfold(pane, unfolded) {
    const header = (state) => this.page.locator(`.pane-header[aria-expanded="${state}"]`, { hasText: pane });
    if ((await header(!unfolded).count()) > 0) {
      await header(!unfolded).click();
    }
    await header(unfolded).waitFor();
  }

  async arrange() {
    await this.command("Problems: Focus on Problems View");
    await this.page.locator(".markers-panel").waitFor();
    await this.command("Outline: Focus on Outline View");
    await this.page.locator(".outline-pane").waitFor();
  }

  async goTo(line, column) {
    await this.page.keyboard.press("Control+G");
    await this.page.locator(".quick-input-widget input").fill(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }
}
