import { commands, type Uri, window, workspace } from "vscode";

import type { Status } from "./status";

const layouts = ["auto", "notice-2013", "letter-2013", "letter-2014", "letter-2015", "letter-2016", "professional-review"];
const atPosition = ["imr.nextUndecided", "imr.previousUndecided", "imr.insertItem", "imr.moveItemUp", "imr.moveItemDown"];

/** From the palette a command comes without what it is for: the letter and the place at hand, and what has to be asked. */
export async function argumentsOf(
  command: string,
  status: (letter: Uri) => Promise<Status | null | undefined>,
): Promise<unknown[] | undefined> {
  const editor = window.activeTextEditor;
  if (command === "imr.newLetter" || !editor) {
    return [];
  }
  const letter = editor.document.uri;
  const { line, character } = editor.selection.active;
  const place = [letter.toString(), { line, character }];
  const joined = (value: string | undefined, before: unknown[]) => (value === undefined ? undefined : [...before, value]);
  switch (command) {
    case "imr.setDecision":
      return joined(await window.showQuickPick(["Upheld", "Overturned"], { title: "Decision of this item" }), place);
    case "imr.selectLayout": {
      const current = (await status(letter))?.layout;
      const picks = layouts.map((label) => ({ label, description: label === current ? "now" : undefined }));
      const picked = await window.showQuickPick(picks, { title: "Layout of the letters here" });
      return joined(picked?.label, [letter.toString()]);
    }
    case "imr.setLetterDate": {
      const day = await window.showInputBox({
        title: "Day of the letters here that give none",
        prompt: "As in 2015-07-01.",
        value: (await status(letter))?.governingDays?.first ?? "",
        validateInput: (text) => (/^\d{4}-\d{2}-\d{2}$/.test(text) ? undefined : "Write a day as in 2015-07-01."),
      });
      return joined(day, [letter.toString()]);
    }
    default:
      return atPosition.includes(command) ? place : [letter.toString()];
  }
}

/** Asks what is requested, and opens a letter about it that is not saved yet. */
export async function newLetter(): Promise<void> {
  const list = await window.showInputBox({
    title: "New letter",
    prompt: "The disputed items, with semicolons between them. May be left empty.",
    placeHolder: "Norco 10/325mg #60; MRI of the lumbar spine",
  });
  if (list === undefined) {
    return;
  }
  const items = list.split(";").filter((item) => item.trim());
  const content = await commands.executeCommand<string | null>("imr.newLetter", items, null);
  if (content) {
    await window.showTextDocument(await workspace.openTextDocument({ language: "imr", content }));
  }
}
