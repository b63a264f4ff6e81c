import {
  commands,
  ConfigurationTarget,
  type ExtensionContext,
  LogLevel,
  type LogOutputChannel,
  Uri,
  ViewColumn,
  window,
  workspace,
} from "vscode";
import { LanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient/node";

import { argumentsOf, newLetter } from "./asking";
import { Offer } from "./offering";
import { asked } from "./settings";
import { refreshLenses, shown } from "./shown";
import { type Status, StatusItem } from "./status";

const letters = ["imr", "plaintext"].flatMap((language) => [
  { language, scheme: "file" },
  { language, scheme: "untitled" },
  { language, scheme: "vscode-vfs" },
]);
/** In any language: what is not saved yet counts as well. */
const settingsFiles = ["file", "vscode-vfs"].map((scheme) => ({ scheme, pattern: "**/imr.toml" }));

let client: LanguageClient | undefined;
let status: StatusItem | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("IMR", { log: true });
  const bundled = context.asAbsolutePath(process.platform === "win32" ? "server/imr-ls.exe" : "server/imr-ls");
  let turn = Promise.resolve();
  const rulePages = Uri.joinPath(context.extensionUri, "rules").toString();
  const restart = () => (turn = turn.then(stop).then(() => start(bundled, rulePages, log)));
  const offer = new Offer(context.globalState);
  status = new StatusItem(letters, askForStatus, (letter) => void offer.show(letter));
  context.subscriptions.push(
    log,
    status,
    commands.registerCommand("imr.restartServer", restart),
    commands.registerCommand("imr.showLog", () => log.show()),
    commands.registerCommand("imr.citeCheckReport", showReport),
    commands.registerCommand("imr.checkLetters", checkLetters),
    commands.registerCommand("imr.fixAll", fixAll),
    commands.registerCommand("imr.startLetter", newLetter),
    workspace.onDidChangeConfiguration((change) => {
      // The client tells the server of its other settings.
      if (change.affectsConfiguration("imr.server") || change.affectsConfiguration("imr.trace")) {
        void restart();
      } else if (client?.isRunning() && change.affectsConfiguration("imr.codeLens")) {
        refreshLenses(client);
      } else if (change.affectsConfiguration("imr.detect")) {
        status?.refresh();
      }
    }),
    workspace.onDidGrantWorkspaceTrust(restart),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function askForStatus(letter: Uri): Promise<Status | null | undefined> {
  return client?.isRunning() ? client.sendRequest<Status | null>("imr/status", about(letter)) : undefined;
}

async function showReport(): Promise<void> {
  const letter = window.activeTextEditor?.document.uri;
  const page = letter && (await commands.executeCommand<string | null>("imr.report", letter.toString(), "html"));
  if (!page) {
    void window.showInformationMessage("There is no report: this text is not a determination letter.");
    return;
  }
  const name = letter.path.split("/").pop() ?? "";
  showPage(`Report: ${name}`, page);
}

async function checkLetters(): Promise<void> {
  const page = await commands.executeCommand<string | null>("imr.checkWorkspace", "html");
  // There is none if the check was cancelled.
  if (page) {
    showPage("All Letters", page);
  }
}

function showPage(title: string, page: string): void {
  const panel = window.createWebviewPanel("imr.report", title, ViewColumn.Beside, { enableFindWidget: true });
  panel.webview.html = page;
}

async function fixAll(): Promise<void> {
  await commands.executeCommand("editor.action.codeAction", { kind: "source.fixAll.imr", apply: "first" });
}

function about(letter: Uri) {
  return { textDocument: { uri: letter.toString() } };
}

async function start(bundled: string, rulePages: string, log: LogOutputChannel): Promise<void> {
  const settings = workspace.getConfiguration("imr");
  const chosen = settings.get<string>("server.path", "");
  const options: LanguageClientOptions = {
    documentSelector: [...letters, ...settingsFiles],
    initializationOptions: { ...asked(), rulePages },
    synchronize: { configurationSection: "imr" },
    middleware: {
      ...shown,
      workspace: { configuration: ({ items }) => items.map(({ section }) => (section === "imr" ? asked() : null)) },
      executeCommand: async (command, given, next) => {
        const complete = given.length === 0 ? await argumentsOf(command, askForStatus) : given;
        if (!complete) {
          return undefined;
        }
        const answer = await next(command, complete);
        status?.refresh();
        // The server has the place shown by itself.
        if (!answer && ["imr.nextUndecided", "imr.previousUndecided"].includes(command)) {
          void window.showInformationMessage("No item is left undecided.");
        }
        return answer;
      },
    },
    outputChannel: log,
    traceOutputChannel: settings.get("trace.server") === "messages" ? alwaysTracing(log) : log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  const args = ["server", ...settings.get<string[]>("server.extraArgs", [])];
  client = new LanguageClient("imr-ls", "IMR", { command: chosen || bundled, args }, options);
  try {
    await client.start();
    log.info("The server is running.");
    status?.refresh();
  } catch {
    // The client has told that there is no connection, but not what to do about it.
    void (chosen ? refuse(chosen) : lookElsewhere());
  }
}

async function refuse(chosen: string): Promise<void> {
  const open = "Open Settings";
  const message = `“${chosen}” could not be started, so letters are not checked. Correct or empty the setting imr.server.path.`;
  if ((await window.showErrorMessage(message, open)) === open) {
    await commands.executeCommand("workbench.action.openSettings", "imr.server.path");
  }
}

/** The server inside the extension does not run on every machine; one that is installed may. */
async function lookElsewhere(): Promise<void> {
  const use = "Use the Installed One";
  const message = "The server inside the extension could not be started, so letters are not checked. Is imr-ls installed here?";
  if ((await window.showErrorMessage(message, use)) === use) {
    await workspace.getConfiguration("imr").update("server.path", "imr-ls", ConfigurationTarget.Global);
  }
}

async function stop(): Promise<void> {
  if (client?.isRunning()) {
    // A server that does not answer any more must not keep another from starting.
    await client.dispose().catch(() => undefined);
  }
}

/** The client traces only into a log whose level is Trace; this one lets the setting decide instead. */
function alwaysTracing(log: LogOutputChannel): LogOutputChannel {
  return Object.create(log, {
    logLevel: { value: LogLevel.Trace },
    trace: { value: (message: string) => log.info(message) },
  });
}
