import { CompletionList, type TextDocument, workspace } from "vscode";
import { CodeLensRequest, type LanguageClient, type Middleware } from "vscode-languageclient/node";

/** Leaves out of the server's answers what somebody does not want to see. */
export const shown: Middleware = {
  provideCompletionItem: async (document, position, context, token, next) => {
    const offered = await next(document, position, context, token);
    const list = Array.isArray(offered) ? offered : (offered?.items ?? []);
    const most = setting<number>(document, "completion.maxItems") ?? list.length;
    return list.length > most ? new CompletionList(list.slice(0, most), true) : offered;
  },
  provideCodeLenses: (document, token, next) => (setting(document, "codeLens.enable") ? next(document, token) : []),
};

/** Has the editor ask for code lenses anew. */
export function refreshLenses(client: LanguageClient): void {
  const feature = client.getFeature(CodeLensRequest.method);
  for (const document of workspace.textDocuments) {
    feature.getProvider(document)?.onDidChangeCodeLensEmitter.fire();
  }
}

function setting<T>(document: TextDocument, key: string): T | undefined {
  return workspace.getConfiguration("imr", document).get<T>(key);
}
