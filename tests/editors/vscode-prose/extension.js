// Checks prose beside ours, as Harper and LTeX do: finds fault with a word and offers another one.
const { CodeAction, CodeActionKind, Diagnostic, languages, Range, workspace, WorkspaceEdit } = require("vscode");

function check(document, found) {
  if (!/\/beside\b/.test(document.uri.path)) {
    return;
  }
  const faults = [...document.getText().matchAll(/Uphled/g)].map(({ index, 0: word }) => {
    const [start, end] = [index, index + word.length].map((offset) => document.positionAt(offset));
    const fault = new Diagnostic(new Range(start, end), "An unknown word.");
    return Object.assign(fault, { source: "prose", code: "SPELL" });
  });
  found.set(document.uri, faults);
}

const fixes = {
  provideCodeActions(document, range, { diagnostics }) {
    return diagnostics
      .filter(({ source }) => source === "prose")
      .map((fault) => {
        const edit = new WorkspaceEdit();
        edit.replace(document.uri, fault.range, "Upheld");
        const fix = new CodeAction("Replace with “Upheld”", CodeActionKind.QuickFix);
        return Object.assign(fix, { edit, diagnostics: [fault] });
      });
  },
};

exports.activate = ({ subscriptions }) => {
  const found = languages.createDiagnosticCollection("prose");
  workspace.textDocuments.forEach((document) => check(document, found));
  subscriptions.push(
    found,
    workspace.onDidOpenTextDocument((document) => check(document, found)),
    workspace.onDidChangeTextDocument(({ document }) => check(document, found)),
    workspace.onDidCloseTextDocument(({ uri }) => found.delete(uri)),
    languages.registerCodeActionsProvider(["imr", "plaintext"], fixes),
  );
};
