import { languages, type Memento, type TextDocument, Uri, window, workspace } from "vscode";

type Answer = "always" | "never";

/** Offers to take letters in plain text for letters. It is not simply done: spell checkers for plain text may then fall silent. */
export class Offer {
  /** Folders about which somebody was asked in this window, and perhaps did not answer. */
  private readonly asked = new Set<string>();
  /** Letters that were switched: whoever switches one back means it. */
  private readonly switched = new WeakSet<TextDocument>();

  constructor(private readonly answers: Memento) {}

  async show(letter: TextDocument): Promise<void> {
    if (letter.languageId !== "plaintext" || this.switched.has(letter)) {
      return;
    }
    const setting = workspace.getConfiguration("imr", letter).get<Answer | "prompt">("detect.plainText");
    const answer = setting === "prompt" ? await this.answer(letter.uri) : setting;
    if (answer === "always" && !letter.isClosed) {
      this.switched.add(letter);
      await languages.setTextDocumentLanguage(letter, "imr");
    }
  }

  private async answer(letter: Uri): Promise<Answer | undefined> {
    const folder = (workspace.getWorkspaceFolder(letter)?.uri ?? Uri.joinPath(letter, "..")).toString();
    const known = this.answers.get<Answer>(folder);
    if (known || this.asked.has(folder)) {
      return known;
    }
    this.asked.add(folder);
    const name = letter.path.split("/").pop();
    const message = `“${name}” is a determination letter. Write the letters of this folder as “IMR Letter”, with dot phrases and wrapped lines? A spell checker for plain text may then fall silent.`;
    const picked = await window.showInformationMessage(message, "Yes", "No");
    const answer = picked && (picked === "Yes" ? "always" : "never");
    await this.answers.update(folder, answer);
    return answer;
  }
}
