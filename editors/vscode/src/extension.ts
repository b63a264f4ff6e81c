import { commands, type ExtensionContext, LogLevel, type LogOutputChannel, window, workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("IMR", { log: true });
  const bundled = context.asAbsolutePath(process.platform === "win32" ? "server/imr-ls.exe" : "server/imr-ls");
  let turn = Promise.resolve();
  const restart = () => (turn = turn.then(stop).then(() => start(bundled, log)));
  context.subscriptions.push(
    log,
    commands.registerCommand("imr.restartServer", restart),
    commands.registerCommand("imr.showLog", () => log.show()),
    workspace.onDidChangeConfiguration((change) => change.affectsConfiguration("imr") && restart()),
    workspace.onDidGrantWorkspaceTrust(restart),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  await stop();
}

async function start(bundled: string, log: LogOutputChannel): Promise<void> {
  const settings = workspace.getConfiguration("imr");
  const chosen = settings.get<string>("server.path", "");
  const options: LanguageClientOptions = {
    documentSelector: ["imr", "plaintext"].flatMap((language) => [
      { language, scheme: "file" },
      { language, scheme: "untitled" },
      { language, scheme: "vscode-vfs" },
    ]),
    initializationOptions: {
      reviewer: settings.get("reviewer"),
      inlayHints: settings.get("inlayHints"),
    },
    outputChannel: log,
    traceOutputChannel: settings.get("trace.server") === "messages" ? alwaysTracing(log) : log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
  client = new LanguageClient("imr-ls", "IMR", { command: chosen || bundled, args: ["server"] }, options);
  try {
    await client.start();
    log.info("The server is running.");
  } catch {
    // The client has told that there is no connection, but not what to do about it.
    if (chosen) {
      void refuse(chosen);
    }
  }
}

async function refuse(chosen: string): Promise<void> {
  const open = "Open Settings";
  const message = `“${chosen}” could not be started, so letters are not checked. Correct or empty the setting imr.server.path.`;
  if ((await window.showErrorMessage(message, open)) === open) {
    await commands.executeCommand("workbench.action.openSettings", "imr.server.path");
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
