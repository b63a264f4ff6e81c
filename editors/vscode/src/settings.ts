import { workspace } from "vscode";

const keys = [
  "layout",
  "letterDate",
  "rules.select",
  "rules.ignore",
  "rules.severity",
  "reviewer.specialty",
  "reviewer.states",
  "inlayHints.topics",
  "inlayHints.genericNames",
];

/** What somebody has set, in the form of imr.toml. The defaults stay out: they would count more than that file. */
export function asked(): Record<string, unknown> {
  const settings = workspace.getConfiguration("imr");
  const asked: Record<string, unknown> = {};
  const tables: Record<string, Record<string, unknown>> = {};
  for (const key of keys) {
    const places = settings.inspect(key);
    const set = [places?.globalValue, places?.workspaceValue, places?.workspaceFolderValue];
    if (set.every((value) => value === undefined)) {
      continue;
    }
    const [first, name] = key.split(".");
    if (name === undefined) {
      asked[first] = settings.get(key);
    } else {
      tables[first] = { ...tables[first], [name]: settings.get(key) };
    }
  }
  return { ...asked, ...tables };
}
