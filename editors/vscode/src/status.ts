import {
  type Disposable,
  type DocumentSelector,
  languages,
  LanguageStatusSeverity,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";

/** The server's answer to `imr/status`. */
export interface Status {
  layout: string;
  stage: "draft" | "final";
  governingDays?: GoverningDays | null;
  items: number;
  decided: number;
  isReady: boolean;
  errors: number;
  warnings: number;
}

interface GoverningDays {
  first: string;
  last: string;
  origin: keyof typeof origins;
}

const origins = {
  front: "by its front",
  settings: "by the settings",
  summary: "by its case summary",
  layout: "by its layout",
};

/** So long after the last change the status is asked for, in milliseconds. */
const pause = 200;

/** Shows how far the letter at hand has come, and which editions of guidelines count for it. */
export class StatusItem implements Disposable {
  private readonly progress = languages.createLanguageStatusItem("imr.status", []);
  private readonly days = languages.createLanguageStatusItem("imr.days", []);
  private readonly listeners: Disposable[];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly letters: DocumentSelector,
    private readonly ask: (letter: Uri) => Promise<Status | null | undefined>,
    private readonly seen: (letter: TextDocument) => void,
  ) {
    this.progress.name = "IMR Letter";
    this.days.name = "IMR Guidelines";
    this.days.command = { command: "imr.setLetterDate", title: "Set Letter Date" };
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
    const letter = window.activeTextEditor?.document;
    const status = letter && (await this.ask(letter.uri).catch(() => undefined));
    if (letter !== window.activeTextEditor?.document) {
      return;
    }
    // Without a selector they are not shown at all.
    this.progress.selector = this.days.selector = status ? this.letters : [];
    if (!letter || !status) {
      return;
    }
    this.showProgress(status);
    this.showDays(status.governingDays);
    this.seen(letter);
  }

  private showProgress(status: Status): void {
    const isDraft = status.stage === "draft";
    this.progress.text = `${status.layout} · ${status.decided}/${status.items} decided`;
    this.progress.detail = [status.stage, status.isReady && "ready", worst(status)].filter(Boolean).join(" · ");
    this.progress.severity = status.errors
      ? LanguageStatusSeverity.Error
      : status.warnings
        ? LanguageStatusSeverity.Warning
        : LanguageStatusSeverity.Information;
    this.progress.command = {
      command: isDraft ? "imr.checkAsFinal" : "imr.checkAsDraft",
      title: isDraft ? "Check as Final" : "Check as Draft",
    };
  }

  private showDays(days: GoverningDays | null | undefined): void {
    const span = days && [...new Set([days.first, days.last])].join(" to ");
    this.days.text = span ? `guidelines of ${span}` : "letter without a date";
    this.days.detail = days ? origins[days.origin] : "editions of guidelines are not checked";
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.progress.dispose();
    this.days.dispose();
    this.listeners.forEach((listener) => listener.dispose());
  }
}

function worst({ errors, warnings }: Status): string | undefined {
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? "" : "s"}`;
  return errors ? counted(errors, "error") : warnings ? counted(warnings, "warning") : undefined;
}
