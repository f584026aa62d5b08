import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the comment above a route says: its first sentence, and what follows. */
export interface RouteComment {
  summary: string;
  description?: string;
}

/** The comments above the methods of all controllers in these folders, by `<Class without Controller>_<method>`: the id of the operation. */
export function routeComments(folders: readonly string[]): Map<string, RouteComment> {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  );
  const controllers = files.filter((file) => file.endsWith('.controller.ts'));
  return new Map(controllers.flatMap((file) => commentsIn(readFileSync(file, 'utf8'))));
}

/** Those of one file's text. */
export function commentsIn(text: string): [operationId: string, comment: RouteComment][] {
  const source = ts.createSourceFile('controller.ts', text, ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isClassDeclaration).flatMap(({ name, members }) =>
    members.filter(ts.isMethodDeclaration).flatMap((method): [string, RouteComment][] => {
      const words = ts.getJSDocCommentsAndTags(method).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '');
      const comment = sentencesOf(words.join(' '));
      return comment ? [[`${name?.text.replace(/Controller$/, '')}_${method.name.getText()}`, comment]] : [];
    }),
  );
}

function sentencesOf(words: string): RouteComment | undefined {
  const text = words.replace(/\s+/g, ' ').trim();
  const [, first, rest] = /^(.+?)(?:\. (.+)|\.?)$/.exec(text) ?? [];
  if (!first) return undefined;
  return { summary: first, ...(rest && { description: rest }) };
}
