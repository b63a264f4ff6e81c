import { type Disposable, type DocumentSelector, languages, LanguageStatusSeverity, type Uri, window, workspace } from "vscode";

/** The server's answer to `imr/status`. */
export interface Status {
  layout: string;
  stage: "draft" | "final";
  governingDays?: { first: string; last: string } | null;
  items: number;
  decided: number;
  isReady: boolean;
  errors: number;
  warnings: number;
}

/** So long after the last change the status is asked for, in milliseconds. */
const pause = 200;

/** Shows how far the letter at hand has come. */
export class StatusItem implements Disposable {
  private readonly item = languages.createLanguageStatusItem("imr.status", []);
  private readonly listeners: Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly letters: DocumentSelector,
    private readonly ask: (letter: Uri) => Promise<Status | null | undefined>,
  ) {
    this.item.name = "IMR Letter";
    const refresh = () => this.refresh();
    this.listeners = [
      window.onDidChangeActiveTextEditor(refresh),
      workspace.onDidChangeTextDocument(refresh),
      languages.onDidChangeDiagnostics(refresh),
    ];
  }

  refresh(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.show(), pause);
  }

  private async show(): Promise<void> {
    const letter = window.activeTextEditor?.document.uri;
    const status = letter && (await this.ask(letter).catch(() => undefined));
    if (letter?.toString() !== window.activeTextEditor?.document.uri.toString()) {
      return;
    }
    // Without a selector it is not shown at all.
    this.item.selector = status ? this.letters : [];
    if (!status) {
      return;
    }
    const isDraft = status.stage === "draft";
    this.item.text = `${status.layout} · ${status.decided}/${status.items} decided`;
    this.item.detail = [status.stage, status.isReady && "ready", worst(status)].filter(Boolean).join(" · ");
    this.item.severity = status.errors
      ? LanguageStatusSeverity.Error
      : status.warnings
        ? LanguageStatusSeverity.Warning
        : LanguageStatusSeverity.Information;
    this.item.command = {
      command: isDraft ? "imr.checkAsFinal" : "imr.checkAsDraft",
      title: isDraft ? "Check as Final" : "Check as Draft",
    };
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.item.dispose();
    this.listeners.forEach((listener) => listener.dispose());
  }
}

function worst({ errors, warnings }: Status): string | undefined {
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
  return errors ? counted(errors, "error") : warnings ? counted(warnings, "warning") : undefined;
}
